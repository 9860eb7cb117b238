"""Keep standards in git and index them."""
