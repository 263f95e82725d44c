"""Plan files that only the right people open, and that tell who sent them."""
