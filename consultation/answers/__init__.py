"""Official answers, the disposition of each point, and what changed in the plan."""
