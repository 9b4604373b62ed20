"""Reading Word documents (OOXML): what Word, LibreOffice and others write as .docx."""
