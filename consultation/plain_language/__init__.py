"""Measuring Dutch text, and hints for whoever writes it."""
