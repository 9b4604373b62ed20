"""Comparing texts: which words went and which came."""
