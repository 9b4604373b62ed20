"""The tenders that follow from a round, and the gate each closes on its subject."""
