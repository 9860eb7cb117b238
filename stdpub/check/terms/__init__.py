"""Rules on terms, their definitions and sources, and on abbreviations."""
