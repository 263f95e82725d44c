"""The scenario section."""
