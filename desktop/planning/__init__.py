"""What makes a plan right: time, coverage, clashes, review and templates."""
