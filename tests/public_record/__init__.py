"""Tests of the public record."""
