"""Reading Markdown: CommonMark with tables and footnotes; HTML in it is read as on a page."""
