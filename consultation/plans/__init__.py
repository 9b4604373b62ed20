"""Category plans: versions, sections, alineas, summaries, and reading a file in."""
