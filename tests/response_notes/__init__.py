"""Tests of response notes."""
