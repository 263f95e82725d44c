"""Alembic's revisions of the library's schema, numbered as the schema versions are."""
