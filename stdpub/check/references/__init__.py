"""Rules on references: the lists of documents, how they are cited, and how the text points at its own elements."""
