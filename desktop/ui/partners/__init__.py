"""Partners: who they are, their keys, and what went to them and came from them."""
