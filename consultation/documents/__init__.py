"""Reading documents: a file becomes a tree of sections with a report of what was kept."""
