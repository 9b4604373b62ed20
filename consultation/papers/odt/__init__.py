"""A paper as an OpenDocument text."""
