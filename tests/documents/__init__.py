"""Tests of reading files in: headings, blocks, notes, and files that mean harm."""
