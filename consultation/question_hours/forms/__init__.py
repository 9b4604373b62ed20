"""The words and forms of hours."""
