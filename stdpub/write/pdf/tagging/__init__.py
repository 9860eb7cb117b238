"""The structure of a PDF and what makes it an archive: tags in the order of the text, metadata, colours, attachments."""
