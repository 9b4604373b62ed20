"""Reading text documents of OpenDocument: .odt in a package, .fodt as one piece of XML."""
