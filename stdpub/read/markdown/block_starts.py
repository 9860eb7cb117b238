"""Which blocks may begin with which character: CommonMark's patterns are mistune's, ours stand in the same grammar."""

from __future__ import annotations

from collections.abc import Callable
from re import Match, Pattern

from mistune.block_parser import BlockParser

from stdpub.read.markdown import container_starts, leaf_starts
from stdpub.read.markdown.block_lines import Lines
from stdpub.read.markdown.table_rows import DELIMITER

_OURS = {
    "setex_heading": r"^(?P<setext_1>=+|-+)[ \t]*$",
    "block_quote": r"^>",
    "letters": r"^(?P<letter>[a-z])\)(?P<letter_text>[ \t]*|[ \t].+)$",
    "directive": r"^(?P<colons>:{3,})[ \t]*(?P<directive_name>[A-Za-z][\w-]*)?(?P<directive_rest>.*)$",
    "formula": r"^\$\$(?P<formula_rest>.*)$",
    "footnote": r"^\[\^(?P<footnote_name>[^\]\[\s]{1,200})\]:[ \t]*",
    "definition": r"^:(?P<definition_space>[ \t]+)\S",
    "attribute_line": r"^\{:.*\}[ \t]*$",
    "delimiter": r"^(?=[^|]*\|)" + DELIMITER.pattern,
}


class _Grammar(BlockParser):
    """mistune's rules for the beginnings of blocks, with ours among them."""

    def __init__(self) -> None:
        super().__init__()
        self.specification.update(_OURS)

    def pattern(self, name: str) -> Pattern[str]:
        """Return one rule, to be matched against what the containers leave of a line."""
        return self.compile_sc([name])


_GRAMMAR = _Grammar()
_RULES: dict[str, Callable[[Lines, Match[str]], int]] = {
    "atx_heading": leaf_starts.atx_heading,
    "fenced_code": leaf_starts.fenced_code,
    "setex_heading": leaf_starts.setext_heading,
    "thematic_break": leaf_starts.thematic_break,
    "formula": leaf_starts.formula,
    "attribute_line": leaf_starts.attribute_line,
    "raw_html": leaf_starts.html,
    "delimiter": leaf_starts.delimiter,
    "block_quote": container_starts.block_quote,
    "list": container_starts.list_mark,
    "letters": container_starts.letter_mark,
    "directive": container_starts.directive,
    "footnote": container_starts.footnote,
    "definition": container_starts.definition,
}
_BY_CHARACTER = {
    "#": ("atx_heading",),
    "`": ("fenced_code",),
    "~": ("fenced_code",),
    "=": ("setex_heading",),
    "-": ("setex_heading", "thematic_break", "list", "delimiter"),
    "*": ("thematic_break", "list"),
    "_": ("thematic_break",),
    "+": ("list",),
    ">": ("block_quote",),
    "<": ("raw_html",),
    "$": ("formula",),
    "[": ("footnote",),
    ":": ("directive", "definition", "delimiter"),
    "|": ("delimiter",),
    "{": ("attribute_line",),
    **dict.fromkeys("0123456789", ("list",)),
    **dict.fromkeys("abcdefghijklmnopqrstuvwxyz", ("letters",)),
}
STARTS: dict[str, tuple[tuple[Pattern[str], Callable[[Lines, Match[str]], int]], ...]] = {
    char: tuple((_GRAMMAR.pattern(name), _RULES[name]) for name in names) for char, names in _BY_CHARACTER.items()
}
"""The patterns to try, in this order, on what the containers leave of a line, by its first character."""
