"""Tests of live news."""
