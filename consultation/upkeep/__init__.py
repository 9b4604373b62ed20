"""What runs by itself: delivering mail, keeping house, and the processes that do so."""
