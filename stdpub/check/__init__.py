"""Judge a standard as an editor would: rules in, findings out."""
