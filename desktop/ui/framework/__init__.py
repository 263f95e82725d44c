"""The focus-area framework: coverage, alignment, and frameworks of one's own."""
