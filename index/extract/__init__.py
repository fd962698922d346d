"""How each format says its text: bytes in, a reading text out. `index.sources` alone asks."""
