"""The purchasing categories of the Rijk and who owns them."""
