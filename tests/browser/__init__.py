"""Journeys and measures in a real browser, against a running site."""
