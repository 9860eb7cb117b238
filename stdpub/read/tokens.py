"""Files of one standard in, their block and inline tokens with exact places out."""

from __future__ import annotations

from collections.abc import Sequence

from stdpub.model.source import SourceText
from stdpub.read.token_tree import MAX_DEPTH, MAX_MARKS, Attributes, Token, Tokens, walk

__all__ = ["MAX_DEPTH", "MAX_MARKS", "Attributes", "Token", "Tokens", "tokens", "walk"]


def tokens(sources: Sequence[SourceText]) -> tuple[Tokens, ...]:
    """Return the tokens of all files of one standard, which share link references and footnotes."""
    raise NotImplementedError
