"""Tests of the tools for pages."""
