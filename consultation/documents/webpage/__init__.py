"""Reading web pages: written by hand, saved by a word processor, or of a site."""
