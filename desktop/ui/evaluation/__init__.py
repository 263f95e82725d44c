"""The evaluation section."""
