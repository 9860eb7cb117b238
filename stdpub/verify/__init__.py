"""Limits, units, numbers in words: what a machine needs to hold evidence against a standard; pure."""
