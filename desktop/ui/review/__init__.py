"""The review list: what is missing or contradictory."""
