"""What the user names as one side of a comparison (a file, a folder, `SLUG@V`) in; the standard, in one language, out.

Markdown that was not written for stdpub is brought in first, in memory.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from stdpub.cli.folders import SOURCE, Found, read_folder, standards
from stdpub.cli.messages import CannotRead, Usage
from stdpub.cli.versions import Asked, open_version, reading_of, version_asked
from stdpub.model.folder import KEYS_FILE, Folder
from stdpub.model.source import Words
from stdpub.store.kept_readings import Reading, kept, kept_languages, parts_of

if TYPE_CHECKING:
    from stdpub.model.keys import KeyRecord
    from stdpub.model.standard import Standard
    from stdpub.store.catalogue import Version
    from stdpub.store.library import Library

_VERSION = re.compile(r"standard\.([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)\.md")
_OURS = re.compile(rb"(?:\xef\xbb\xbf)?---[ \t]*\r?\n(?:(?!---|\.\.\.).*\n)*?identifier[ \t]*:")
_HEAD = 20_000
"""Bytes at the beginning of a file in which its front matter stands."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """One side as it was named and found; `language` is what its name asks for."""

    name: str
    found: Found | None = None
    foreign: Folder | None = None
    stored: tuple[Library, Version] | None = None
    language: str = ""

    def languages(self) -> tuple[str, ...]:
        """Return the languages it is written in, the source language first; none where only reading can tell."""
        if self.found is not None:
            return kept_languages(parts_of(self.found.folder), self._languages)
        if self.stored is not None:
            from stdpub.store.standards import languages_of  # noqa: PLC0415 - git is not for files

            return languages_of(*self.stored)
        return ()

    def _languages(self) -> tuple[str, ...]:
        from stdpub.read.reader import languages  # noqa: PLC0415 - where they are kept, nothing is read

        return languages(self.found.folder) if self.found else ()

    def records(self) -> tuple[KeyRecord, ...]:
        """Return what its `keys.yml` records of its keys, nothing where it has none."""
        from stdpub.store.keys_file import parse_keys  # noqa: PLC0415 - not for `--help`

        if self.stored is None:
            return parse_keys(self.found.folder.files.get(KEYS_FILE, b""))[0] if self.found else ()
        from stdpub.store.key_ledger import recorded  # noqa: PLC0415 - git is not for files

        library, version = self.stored
        return parse_keys(recorded(library, version.tree))[0]

    def reading(self, language: str) -> Reading:
        """Return the standard in a language, the source language for an empty one, and the name of the reading."""
        if self.stored is not None:
            return reading_of(*self.stored, language)
        if self.foreign is not None:
            foreign, nothing = self.foreign, dict[str, Folder]()
            parts = (b"foreign", language.encode(), *parts_of(foreign))
            return kept(parts, lambda _: self._imported(foreign, language), nothing)
        found = self.found
        if found is None:
            raise ValueError(self.name)
        if SOURCE not in found.folder.files:
            raise CannotRead(Words(f"`{self.name}` is too large to be read", f"`{self.name}`太大，无法读取"))

        def read_around(around: Mapping[str, Folder]) -> Standard:
            from stdpub.read.reader import read  # noqa: PLC0415 - the reader is not for `--help`

            return read(found.folder, language, around)

        parts = (b"folder", language.encode(), *parts_of(found.folder))
        return kept(parts, read_around, found.surroundings.neighbours)

    def _imported(self, foreign: Folder, language: str) -> Standard:
        from stdpub.read.foreign_markdown import import_folder  # noqa: PLC0415 - only for foreign Markdown
        from stdpub.read.reader import read  # noqa: PLC0415

        imported = import_folder(foreign, language=language)
        if not imported.report.files:
            raise CannotRead(Words(f"no Markdown in `{self.name}`", f"`{self.name}`中没有Markdown文件"))
        return read(imported.folder)


def sides_of(before: str, after: str, library: Path | None, as_of: str = "") -> tuple[Chosen, Chosen]:
    """Return what two names stand for, versions as the archive had accepted them by a moment where one is named."""
    one, other = chosen(before, library, as_of), chosen(after, library, as_of)
    if as_of and one.stored is None and other.stored is None:
        raise Usage(
            Words("`--asof` is for versions in a library", "`--asof`只用于库中的版本"),
            Words("name one: `SLUG@V`", "请写明版本：`标识名@版本`"),
        )
    return one, other


def chosen(name: str, library: Path | None, as_of: str = "") -> Chosen:
    """Return what a name stands for: a path that exists wins over a version of a library."""
    asked = version_asked(name)
    if isinstance(asked, Asked):
        if asked.key or asked.number:
            raise Usage(
                Words(f"`{name[:100]}` names one thing, not a version", f"`{name[:100]}`指的是一个元素，不是版本"),
                Words("compare whole versions: `SLUG@V`", "请比较整个版本：`标识名@版本`"),
            )
        return Chosen(name, stored=open_version(asked, library, as_of))
    if asked.is_dir() and not _holds_standards(asked):
        return Chosen(name, foreign=read_folder(asked))
    several = standards([asked])
    if len(several) > 1:
        slugs = ", ".join(one.folder.name for one in several[:5])
        raise Usage(
            Words(f"`{name}` holds {len(several)} standards: {slugs}", f"`{name}`中有{len(several)}项标准：{slugs}"),
            Words("name one of them", "请指定其中一项"),
        )
    only = several[0]
    if not _ours(only.folder):
        whole = only.path.is_dir() and asked.is_dir()
        return Chosen(name, foreign=read_folder(asked) if whole else _alone(only, asked))
    language = _VERSION.fullmatch(asked.name) if only.path != asked else None
    return Chosen(name, found=only, language=language[1] if language else "")


def _alone(only: Found, asked: Path) -> Folder:
    """Return the one file that was named, whatever lies beside it."""
    if only.path == asked or asked.name not in only.folder.files:
        return only.folder
    return Folder(asked.stem, {asked.name: only.folder.files[asked.name]}, {}, only.folder.file_limit)


def _holds_standards(folder: Path) -> bool:
    return (folder / SOURCE).is_file() or any(
        (below / SOURCE).is_file() for below in folder.iterdir() if below.is_dir()
    )


def _ours(folder: Folder) -> bool:
    """Tell whether a folder was written for stdpub: the front matter of its `standard.md` has an identifier."""
    return _OURS.match(folder.files.get(SOURCE, b"")[:_HEAD]) is not None


def language_of(before: Chosen, after: Chosen, asked: str) -> str:
    """Return the language in which two versions are compared: the one asked for, else that of the later one."""
    if asked:
        return asked
    named = {one.language for one in (before, after) if one.language}
    if len(named) > 1:
        one, other = sorted(named)
        raise Usage(
            Words(f"a version in `{one}` beside one in `{other}`", f"一个版本是`{one}`，另一个是`{other}`"),
            Words("versions are compared in one language", "只能比较同一语言的版本"),
        )
    if named:
        return named.pop()
    known = after.languages()
    return known[0] if known else ""


def in_language(one: Chosen, language: str) -> Reading:
    """Return a side in a language; raise Usage where it is not written in it."""
    known = tuple(filter(None, one.languages()))  # an unreadable front matter names none
    if language and known and language not in known:
        raise Usage(
            Words(f"`{one.name}` is not written in `{language}`", f"`{one.name}`没有`{language}`语言的文本"),
            Words(f"it is written in {', '.join(known)}", f"现有语言：{'、'.join(known)}"),
        )
    return one.reading(language)
