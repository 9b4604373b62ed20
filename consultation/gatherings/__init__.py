"""Meetings of others: sent in by whoever organises one, judged, and shown in the agenda."""
