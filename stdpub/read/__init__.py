"""Turn Markdown into a typed, numbered standard with diagnostics; writes nothing."""
