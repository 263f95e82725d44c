"""Giving plans to partners: sealing, signing, contacts, and opening what they send."""
