"""What the desk lays side by side, a module for each of its tasks."""
