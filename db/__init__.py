"""The library on disk: plans, their journal, search and backups."""
