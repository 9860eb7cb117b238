"""How the index of a library is built, filled and searched."""
