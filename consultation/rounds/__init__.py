"""Consultation rounds: charter, questions, dates, phases and gates."""
