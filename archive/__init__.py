"""The application: a store of testimonies, one gate to it, and the pages that readers search."""
