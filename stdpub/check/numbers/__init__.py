"""Rules on numbers, units, values, ranges and limits."""
