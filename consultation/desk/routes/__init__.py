"""The doors of the desk, a module with its own blueprint for each of its tasks."""
