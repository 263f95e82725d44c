"""Two copies of a plan side by side: reviewing a merge, and comparing."""
