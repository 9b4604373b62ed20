"""The words and forms of forums."""
