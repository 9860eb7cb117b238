"""What happened to a thing, named by what it means: from pairs of things to kinds of changes."""
