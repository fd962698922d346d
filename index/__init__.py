"""The indexer: raw captures in, proposed stories, passages, voices and themes out."""
