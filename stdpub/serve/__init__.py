"""Answer people and tools over HTTP from a library."""
