"""The packet page: what is printed, and its preview."""
