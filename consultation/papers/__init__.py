"""Papers people take along: a plan or a note as HTML, Markdown, ODT and PDF, all from one tree."""
