"""Keep what was laid out for the next time: parts, frames and fonts under a digest of all that they are made of.

What is kept is bytes without code: a head in JSON and, for a part, its PDF. What cannot be read is made anew.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict
from hashlib import blake2b
from typing import Any
from xml.etree import ElementTree as ET

from stdpub.write.pdf.frames import Frame
from stdpub.write.pdf.layout import Used
from stdpub.write.pdf.paging import Leaf
from stdpub.write.pdf.parts import Bookmark, Part, Place, Sheet
from stdpub.write.shelf import Shelf

_WIDTH = 8


def digest(*held: object) -> str:
    """Return the digest of things whose `repr` says all about them."""
    found = blake2b(digest_size=20)
    for one in held:
        content = one if isinstance(one, bytes) else repr(one).encode()
        found.update(b"%d:" % len(content))
        found.update(content)
    return found.hexdigest()


def tree_digest(root: ET.Element) -> str:
    """Return the digest of a tree: its elements with their number of children, attributes and texts."""
    return digest([(one.tag, len(one), one.attrib, one.text, one.tail) for one in root.iter()])


def kept(shelf: Shelf, name: str, make: Callable[[], bytes]) -> bytes:
    """Return what is kept under a name, or make it and keep it."""
    found = shelf.get(name)
    if found is None:
        found = make()
        shelf.put(name, found)
    return found


def part_bytes(part: Part) -> bytes:
    """Return a part as bytes."""
    head = {
        "sheets": [(one.kind, one.left, one.strings) for one in part.sheets],
        "anchors": {name: (at.sheet, at.x, at.y) for name, at in part.anchors.items()},
        "bookmarks": [(one.level, one.label, one.at.sheet, one.at.x, one.at.y, one.closed) for one in part.bookmarks],
        "fonts": [_font_record(one) for one in part.fonts],
        "broken": part.broken,
    }
    written = json.dumps(head, ensure_ascii=False).encode()
    return len(written).to_bytes(_WIDTH, "big") + written + part.pdf


def read_part(content: bytes | None) -> Part | None:
    """Return the part that bytes hold, none where they hold none."""
    if content is None:
        return None
    size = int.from_bytes(content[:_WIDTH], "big")
    try:
        head = json.loads(content[_WIDTH : _WIDTH + size])
        return Part(
            content[_WIDTH + size :],
            tuple(Sheet(kind, left, _strings(strings)) for kind, left, strings in head["sheets"]),
            {name: Place(*at) for name, at in head["anchors"].items()},
            tuple(
                Bookmark(level, label, Place(sheet, x, y), closed)
                for level, label, sheet, x, y, closed in head["bookmarks"]
            ),
            tuple(map(_read_font, head["fonts"])),
            tuple(head["broken"]),
        )
    except (ValueError, KeyError, TypeError):
        return None


def leaf_name(leaf: Leaf) -> str:
    """Return what tells the frame of a page from others of the same document."""
    return json.dumps((leaf.kind, leaf.right, leaf.number, leaf.strings), ensure_ascii=False)


def frames_bytes(frames: Mapping[str, Frame]) -> bytes:
    """Return frames, each under the name of its page, as bytes."""
    fonts: dict[str, int] = {}
    held = {
        name: (
            one.left,
            one.drawing.decode("latin-1"),
            [fonts.setdefault(json.dumps(_font_record(font)), len(fonts)) for font in one.fonts],
        )
        for name, one in frames.items()
    }
    return json.dumps({"fonts": list(fonts), "frames": held}).encode()


def read_frames(content: bytes | None) -> dict[str, Frame]:
    """Return the frames that bytes hold."""
    if content is None:
        return {}
    try:
        held = json.loads(content)
        fonts = [_read_font(json.loads(one)) for one in held["fonts"]]
        return {
            name: Frame(left, drawing.encode("latin-1"), tuple(fonts[at] for at in used))
            for name, (left, drawing, used) in held["frames"].items()
        }
    except (ValueError, KeyError, TypeError, IndexError):
        return {}


def fonts_name(fonts: Sequence[Used]) -> str:
    """Return the name under which the subsets of fonts are kept."""
    return digest("fonts", [(one.description, dict(one.letters), dict(one.widths)) for one in fonts])


def _font_record(used: Used) -> dict[str, Any]:
    return {**asdict(used), "letters": list(used.letters.items()), "widths": list(used.widths.items())}


def _read_font(held: dict[str, Any]) -> Used:
    pairs = {name: dict(map(tuple, held[name])) for name in ("letters", "widths")}
    return Used(**{**held, **pairs, "missing": tuple(held["missing"])})


def _strings(held: Iterable[tuple[str, Iterable[str]]]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((name, tuple(values)) for name, values in held)
