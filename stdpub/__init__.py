"""Turn standards written in Markdown into standards that machines can act on."""

__version__ = "0.1.0"
