"""The marked runs of a page's drawing: which box each draws, and what is changed in them once their place is known.

WeasyPrint's `Stream.marked` is replaced by one that remembers where a run begins and ends among the operations.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import pydyf  # type: ignore[import-untyped]
from weasyprint.pdf import stream

from stdpub.write.pdf.tagging.nodes import Box

_SHOWN = b"] TJ"
_PAGINATION = {"Type": "/Pagination"}


@contextmanager
def marked(self: Any, box: Box, tag: str) -> Iterator[None]:  # noqa: ANN401 - WeasyPrint's stream
    """Draw a box as a marked run."""
    if self._tags is None:
        yield
        return
    number = len(self._tags)
    begin = len(self.stream)
    self._tags[box] = found = {"tag": tag, "mcid": number, "stream": self, "begin": begin}
    self.begin_marked_content(tag, pydyf.Dictionary({"MCID": number}))
    try:
        yield
    finally:
        found["end"] = len(self.stream)
        self.end_marked_content()


stream.Stream.marked = marked


class Stream:
    """The marked runs of one page; `spaces` knows the glyph of the space in each font."""

    def __init__(self, drawing: Any, height: float, spaces: Mapping[bytes, str]) -> None:  # noqa: ANN401 - WeasyPrint's
        self.height = height
        self._boxes = drawing._tags  # noqa: SLF001 - there is no public way to the marks
        self._runs = {found["mcid"]: found for found in self._boxes.values()}
        self.count = len(self._runs)
        self._spaces = spaces

    def number(self, box: Box) -> int | None:
        """Return the number of the run that draws a box, once."""
        found = self._boxes.pop(box, None)
        return None if found is None else int(found["mcid"])

    def drop(self, number: int) -> None:
        """Take the marks off a run that draws nothing."""
        begin, end, operations = self._place(number)
        operations[begin : begin + 3] = [b"", b"", b""]
        operations[end] = b""

    def make_artifact(self, number: int) -> None:
        """Make a run one that is not read."""
        begin, _, operations = self._place(number)
        operations[begin : begin + 2] = ["/Artifact", pydyf.Dictionary(_PAGINATION)]

    def rest_is_artifact(self) -> None:
        """Leave out whatever has no place in the structure."""
        for found in self._boxes.values():
            self.make_artifact(found["mcid"])
        self._boxes.clear()

    def say(self, number: int, text: str) -> None:
        """Note what a run says where that is not what it draws."""
        begin, _, operations = self._place(number)
        operations[begin + 1]["ActualText"] = pydyf.String(text)

    def add_space(self, number: int) -> None:
        """End a run with a space, which stands where the line ends and is not seen."""
        begin, end, operations = self._place(number)
        font = b""
        shown = 0
        for at in range(begin + 3, end):
            operation = operations[at]
            if isinstance(operation, bytes):
                if operation.endswith(b" Tf"):
                    font = operation[1:].partition(b" ")[0]
                elif operation.endswith(_SHOWN):
                    shown = at
        glyph = self._spaces.get(font, "")
        if shown and glyph and not operations[shown].endswith(glyph.encode() + b">" + _SHOWN):
            operations[shown] = operations[shown].removesuffix(_SHOWN) + f"<{glyph}>".encode() + _SHOWN

    def _place(self, number: int) -> tuple[int, int, list[Any]]:
        found = self._runs[number]
        return found["begin"], found["end"], found["stream"].stream


def spaces(fonts: Mapping[Any, Any]) -> dict[bytes, str]:
    """Return the glyph of the space in each font that has drawn one."""
    found: dict[bytes, str] = {}
    for font in fonts.values():
        glyph = next((glyph for glyph, text in font.to_unicode.items() if text == " "), None)
        if glyph is not None:
            found[font.hash.encode()] = f"{glyph:04x}"
    return found
