"""All rounds of all categories for the programme staff of BZK."""
