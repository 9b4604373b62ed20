"""Tools for pages: base form, sentences for errors, headers, sessions."""
