"""The example history, a chapter per subject; each plans its acts on the timeline."""
