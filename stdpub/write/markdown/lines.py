"""Lines of a block in, the same lines inside a container out: quoted, indented below a mark, between fences."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from stdpub.model.content import Block
from stdpub.write.markdown.escapes import Where

_COLONS = re.compile(r":{3,}")

BlocksIn = Callable[[tuple[Block, ...], Where], list[str]]
"""Writes the blocks of a container as lines."""


def quoted(lines: Sequence[str]) -> list[str]:
    """Return lines as those of a block quote."""
    return [f"> {line}" if line else ">" for line in lines]


def below(mark: str, lines: Sequence[str], width: int = 0) -> list[str]:
    """Return lines behind a mark, the further ones indented by its width or the one given."""
    indent = " " * (width or len(mark))
    first, *others = lines or [""]
    return [f"{mark}{first}".rstrip(" "), *(f"{indent}{line}" if line else "" for line in others)]


def directive(opening: str, lines: Sequence[str]) -> list[str]:
    """Return lines between colons, more of them than any line between has."""
    inner = max((len(run) for line in lines for run in _COLONS.findall(line)), default=0)
    colons = ":" * max(3, inner + 1)
    return [f"{colons} {opening}", *lines, colons]


def fence(text: str, opening: str) -> list[str]:
    """Return code between backticks, or tildes where its opening line holds a backtick."""
    sign = "~" if "`" in opening else "`"
    inner = max((len(run) for run in re.findall(rf"{sign}{{3,}}", text)), default=0)
    mark = sign * max(3, inner + 1)
    return [f"{mark}{opening}", *(text.split("\n") if text else []), mark]
