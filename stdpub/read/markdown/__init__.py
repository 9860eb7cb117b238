"""Markdown to tokens that know their exact places; mistune only here."""
