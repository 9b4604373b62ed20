"""Contributions on a section, an alinea, a question or the whole plan."""
