"""One canonical layout of the source."""
