"""The history page: who changed what, and bringing it back."""
