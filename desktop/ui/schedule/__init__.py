"""The schedule: timeline, day grid and table of one plan's items."""
