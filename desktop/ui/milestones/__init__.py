"""The milestones of the plan: conferences and deadlines from the concept to the report."""
