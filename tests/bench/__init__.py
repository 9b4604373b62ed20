"""Measuring speed beside a reference, in one run: `make bench`."""
