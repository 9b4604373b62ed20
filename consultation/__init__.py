"""Meedenken over inkoop: consultation rounds on the category plans of the Rijk."""
