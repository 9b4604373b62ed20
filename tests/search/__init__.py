"""Tests of looking for words."""
