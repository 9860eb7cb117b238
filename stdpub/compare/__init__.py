"""Two versions of a standard in; what became of each thing, and each change named by what it means, out; all pure."""
