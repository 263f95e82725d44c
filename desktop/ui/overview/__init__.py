"""The overview of a plan, and what it says of itself."""
