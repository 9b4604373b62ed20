"""The same public facts for machines: the reading API and downloads."""
