"""Ids that a foreign text gives, and those that renderers give its headings, to keys; destinations of links to keys."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import unquote

from stdpub.model.patterns import regex
from stdpub.read.foreign.folder import ForeignFile
from stdpub.read.foreign.outline import Heading
from stdpub.read.foreign.slugs import Slugs, loose

_TEMPLATE = regex(r"\{\{.{0,200}?\}\}/?")
_ENOUGH = 2
"""Things of one name that are noted: with two of them it names none."""

_SUFFIX = regex(r"\.(?:md|markdown|html?)$", re.IGNORECASE)
_INDEXES = ("README.md", "index.md", "_index.md", "readme.md")


@dataclass(frozen=True, slots=True)
class Target:
    """What a destination leads to: the key, the heading that bears it if one does, whether the anchor is exact."""

    key: str
    heading: Heading | None
    exact: bool = True


class Anchors:
    """The anchors of all texts of one import."""

    def __init__(self, files: Sequence[ForeignFile]) -> None:
        self.paths = {file.path for file in files}
        self.permalinks = _permalinks(files)
        self._given: dict[tuple[str, str], Target] = {}
        self._slugs: dict[tuple[str, str], Target] = {}
        self._loose: dict[tuple[str, str], list[Target]] = {}
        self._everywhere: dict[str, list[Target]] = {}
        self._tops: dict[str, Target] = {}
        self._counts: dict[str, Slugs] = {}

    def heading(self, path: str, heading: Heading) -> None:
        """Note a heading that has its key, in the order of the text."""
        target = Target(heading.key, heading)
        self._tops.setdefault(path, target)
        for anchor in heading.ids:
            self.given(path, anchor, target)
        for slug in self._counts.setdefault(path, Slugs()).of(heading.words, heading.title):
            self._slugs.setdefault((path, slug), target)
            self._note(path, slug, target)

    def given(self, path: str, anchor: str, target: Target) -> None:
        """Note an anchor that the text itself gives."""
        self._given.setdefault((path, anchor), target)
        self._note(path, anchor, target)

    def _note(self, path: str, anchor: str, target: Target) -> None:
        for targets in (self._loose.setdefault((path, loose(anchor)), []), self._everywhere.setdefault(anchor, [])):
            if len(targets) < _ENOUGH and all(one.key != target.key for one in targets):
                targets.append(target)

    def find(self, path: str, destination: str) -> Target | None:
        """Return what a destination in the text of a file leads to, None where that is nothing of this standard."""
        place, _, anchor = _TEMPLATE.sub("", destination).partition("#")
        anchor = unquote(anchor)
        if not place.strip():
            return self._anchor(path, anchor) or self._only(anchor)
        named = self.file(path, place)
        if named is None:
            return None
        if not anchor:
            return self._tops.get(named)
        found = self._anchor(named, anchor) or self._only(anchor)
        top = self._tops.get(named)
        return found or (Target(top.key, top.heading, exact=False) if top else None)

    def _anchor(self, path: str, anchor: str) -> Target | None:
        for known in (self._given, self._slugs):
            for name in (anchor, anchor.lower()):
                if (path, name) in known:
                    return known[path, name]
        near = self._loose.get((path, loose(anchor)), [])
        return Target(near[0].key, near[0].heading, exact=False) if len(near) == 1 and anchor else None

    def _only(self, anchor: str) -> Target | None:
        """Return what the anchor names in the one other text that has it: renderers may set all texts on one page."""
        found = self._everywhere.get(anchor, [])
        return found[0] if len(found) == 1 else None

    def file(self, path: str, place: str) -> str | None:
        """Return the text that a path in the text of a file names."""
        place = unquote(place.partition("?")[0])
        for folder in (posixpath.dirname(path), ""):
            joined = posixpath.normpath(posixpath.join(folder, place.lstrip("/") if place.startswith("/") else place))
            bare = _SUFFIX.sub("", joined)
            names = (joined, f"{joined}.md", f"{bare}.md", *(posixpath.join(joined, index) for index in _INDEXES))
            found = next((name for name in names if posixpath.normpath(name) in self.paths), None)
            if found is not None:
                return posixpath.normpath(found)
        if place.lower().endswith((".md", ".markdown")):
            return None
        return self.permalinks.get(posixpath.basename(_SUFFIX.sub("", place).strip("/")))


def _permalinks(files: Sequence[ForeignFile]) -> dict[str, str]:
    """Return the last part of every address that front matter gives a file, where it is one file's alone."""
    found: dict[str, list[str]] = {}
    for file in files:
        for address in (file.front.get("permalink", "url"), file.front.get("slug")):
            name = posixpath.basename(address.strip("/"))
            if name:
                found.setdefault(name, []).append(file.path)
    return {name: paths[0] for name, paths in found.items() if len(set(paths)) == 1}
