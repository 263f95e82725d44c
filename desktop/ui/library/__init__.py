"""The library: all plans on this laptop, new ones, plan files, the bin, backups."""
