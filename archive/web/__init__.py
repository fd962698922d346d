"""Thin routes: a request in, a page out. What a page says is decided in `discover` and `present`."""
