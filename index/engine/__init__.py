"""Search engines: followers of the store, each behind the seam of `base`."""
