"""Whole journeys, from the first document to the published note."""
