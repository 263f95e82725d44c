"""The MSEL section: storylines, events and injects as table, timeline and trace."""
