"""Records turned into what templates show: plain values, text in pieces, words and links; never HTML. Pure."""
