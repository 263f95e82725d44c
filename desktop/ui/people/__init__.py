"""Who takes part, in which role, and where: organizations, roles, persons, venues."""
