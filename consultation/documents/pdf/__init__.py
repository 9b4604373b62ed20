"""Reading PDF: where signs stand on pages becomes headings, paragraphs, lists, tables and notes."""
