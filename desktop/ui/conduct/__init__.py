"""The board of the controller during play."""
