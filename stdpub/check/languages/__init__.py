"""Rules on language versions: a translation and its source say the same."""
