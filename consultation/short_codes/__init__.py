"""Short codes for paper and telephone: `/r/JK3S` leads to a round, a section or an hour."""
