"""The steps by which Markdown that was not written for stdpub becomes a standard."""
