"""Attacks and failures on a real server, in full: `make torture`. Small ones run with the tests."""
