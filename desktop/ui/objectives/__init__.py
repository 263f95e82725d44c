"""The objectives of the plan, what they serve, and how they are evaluated."""
