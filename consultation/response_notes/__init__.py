"""The published account of what was done with each input."""
