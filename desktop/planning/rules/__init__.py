"""The rules that a plan is checked against, each a function that yields its findings."""
