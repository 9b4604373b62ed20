"""Hard words and what they mean: of the house, of an organisation, of a plan."""
