"""The rules that always hold, each broken on purpose, with the tests that must notice."""
