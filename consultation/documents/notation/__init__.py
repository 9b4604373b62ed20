"""The official text of a section as people edit it: written out, and read back without loss."""
