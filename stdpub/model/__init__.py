"""Typed, frozen data of a standard; imports nothing of ours and no library."""
