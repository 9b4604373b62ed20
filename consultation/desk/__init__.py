"""What awaits an officer today."""
