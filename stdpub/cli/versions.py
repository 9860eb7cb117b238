"""What the user names on the command line (`SLUG@V`, `SLUG@V/~key`, a path) in; the library and the version of a standard out.

Light on its own: git and the reader are loaded by those functions that open something.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from stdpub.cli.library_errors import told
from stdpub.cli.messages import CannotRead, Usage
from stdpub.model.source import Words
from stdpub.store.names import is_slug, propose_slug, shorten
from stdpub.store.settings import SETTINGS_FILE

if TYPE_CHECKING:
    from stdpub.model.standard import Standard
    from stdpub.store.catalogue import Version
    from stdpub.store.kept_readings import Reading
    from stdpub.store.library import Library

LIBRARY = "STDPUB_LIBRARY"
"""The environment variable that names the library."""

CURRENT = "current"

LibraryAsked = Annotated[
    Path | None,
    typer.Option("--library", help=f"The git repository of standards; by default ${LIBRARY}, or the one you stand in."),
]
AsOfAsked = Annotated[
    str,
    typer.Option(
        "--asof", help="See the library as the archive had accepted it by then: a day, or `2026-12-01T12:00:00+08:00`."
    ),
]
LanguageAsked = Annotated[
    str, typer.Option("--in", help="The language of the text, such as `zh`; the source language by default.")
]

_NAMED = re.compile(r"(?P<slug>[^@/]+)(?:@(?P<version>@?[^@/]*))?(?:/(?:~(?P<key>.+)|(?P<number>[^~].*)))?", re.DOTALL)
_TEXT_LIMIT = 1000


@dataclass(frozen=True, slots=True)
class Asked:
    """A standard of a library, its version (empty where none is named), and a thing in it by key or by number."""

    slug: str
    selector: str = ""
    key: str = ""
    number: str = ""

    def __str__(self) -> str:
        version = f"@{self.selector}" if self.selector else ""
        thing = f"/~{self.key}" if self.key else f"/{self.number}" if self.number else ""
        return f"{self.slug}{version}{thing}"


def version_asked(text: str) -> Asked | Path:
    """Return what a text names: a path that exists (or `-`), else a version; raise Usage or CannotRead for what is neither."""
    path = Path(text)
    with suppress(OSError, ValueError):
        if text == "-" or path.exists():
            return path
    if "@" not in text and not (is_slug(text.partition("/")[0]) and "/~" in text):
        raise CannotRead(
            Words(f"no file or folder `{shorten(text)}`", f"没有文件或文件夹`{shorten(text)}`"),
            Words(
                f"a version in a library is written `{_slug_of(text)}@{CURRENT}`",
                f"库中的版本写作`{_slug_of(text)}@{CURRENT}`",
            ),
        )
    return named(text)


def named(text: str) -> Asked:
    """Return what `SLUG`, `SLUG@V`, `SLUG@V/~key`, `SLUG@V/NUMBER` or `SLUG/~key` names; raise Usage for anything else.

    V is an edition, `current`, `draft`, `draft-BRANCH`, `on-2027-07-01`, or a commit as `@abc1234`. A number may be
    spelled as it is printed.
    """
    found = _NAMED.fullmatch(text) if len(text) <= _TEXT_LIMIT else None
    if found is None or found["version"] == "":
        raise _no_version(text)
    slug, version, key, number = (found[name] or "" for name in ("slug", "version", "key", "number"))
    if not is_slug(slug):
        wrong = text.partition("@")[0] if "@" in text else slug
        proposal = f"{propose_slug(wrong)}{text[len(wrong) :]}"
        raise Usage(
            Words(f"`{shorten(wrong)}` names no standard", f"`{shorten(wrong)}`不是标准的标识名"),
            Words(f"did you mean `{shorten(proposal)}`", f"是否指`{shorten(proposal)}`"),
        )
    if number and not version:
        meant = f"{slug}@{CURRENT}/{number}"
        raise Usage(
            Words(
                f"`{shorten(text)}`: a number names a thing in one version only",
                f"`{shorten(text)}`：编号只在某一版本中有效",
            ),
            Words(f"name the version: `{shorten(meant)}`", f"请写明版本：`{shorten(meant)}`"),
        )
    return Asked(slug, version, key, _number(number))


def _number(text: str) -> str:
    from stdpub.serve.spellings import is_number, unprinted  # noqa: PLC0415 - only where a number is asked for

    return text if not text or is_number(text) else unprinted(text) or text


def _no_version(text: str) -> Usage:
    slug = _slug_of(text)
    return Usage(
        Words(f"`{shorten(text)}` names no version of a standard", f"`{shorten(text)}`不是标准的版本"),
        Words(
            f"write `{slug}@2026`, `{slug}@{CURRENT}`, `{slug}@draft`, `{slug}@on-2027-07-01`, or a commit as "
            f"`{slug}@@abc1234`; behind it `/5.2` or `/~key`",
            f"写作`{slug}@2026`、`{slug}@{CURRENT}`、`{slug}@draft`、`{slug}@on-2027-07-01`，提交写作"
            f"`{slug}@@abc1234`；其后可加`/5.2`或`/~key`",
        ),
    )


def _slug_of(text: str) -> str:
    found = re.match(r"[a-z0-9]+(?:-[a-z0-9]+)*", text[:80])
    return found[0] if found else "SLUG"


def open_library(library: Path | None = None, as_of: str = "") -> Library:
    """Return the library: the one that is named, else that of STDPUB_LIBRARY, else the one that encloses this folder.

    With `as_of` it is the library as the archive had accepted it by then.
    """
    found = _open_library(library)
    return _as_of(found, as_of) if as_of else found


def _as_of(library: Library, moment: str) -> Library:
    from stdpub.store.asof import as_of  # noqa: PLC0415 - git is not for `--help`
    from stdpub.store.errors import LibraryError  # noqa: PLC0415
    from stdpub.store.receipts import receive  # noqa: PLC0415

    with suppress(LibraryError, OSError):
        receive(library)  # what came by push is accepted when it is first seen
    with told():
        return as_of(library, moment)


def _open_library(library: Path | None) -> Library:
    from stdpub.store.library import Library  # noqa: PLC0415 - git is not for `--help`

    path = library or (Path(os.environ[LIBRARY]) if os.environ.get(LIBRARY) else None)
    with told():
        if path is not None:
            return Library(path)
        for up in (Path.cwd(), *Path.cwd().parents):
            if _is_repository(up):
                found = Library(up)
                if _holds_standards(found):
                    return found
                break
    raise Usage(
        Words("no library is named, and this folder lies in none", "未指定标准库，当前文件夹也不在标准库中"),
        Words(
            f"name it: `--library PATH`, or set {LIBRARY}; `stdpub init PATH` makes a new one",
            f"请用`--library PATH`或{LIBRARY}指定；`stdpub init PATH`可新建",
        ),
    )


def _is_repository(path: Path) -> bool:
    """Tell whether a folder is a git repository, bare or with a work tree."""
    return (path / ".git").exists() or ((path / "HEAD").is_file() and (path / "objects").is_dir())


def _holds_standards(library: Library) -> bool:
    """Tell whether a git repository is a library of standards."""
    repository = library.repository
    tip = repository.target(library.main)
    if (repository.work_tree and (repository.work_tree / SETTINGS_FILE).is_file()) or (
        tip and repository.entry(repository.tree_of(tip), SETTINGS_FILE)
    ):
        return True
    return bool(library.works())


def open_version(asked: Asked, library: Path | None = None, as_of: str = "") -> tuple[Library, Version]:
    """Return the library and the version that is asked for, the current one where none is named."""
    opened = open_library(library, as_of)
    return opened, version_of(opened, asked)


def version_of(library: Library, asked: Asked) -> Version:
    """Return the version of a library that is asked for, the current one where none is named."""
    from stdpub.store.versions import Redirect, resolve  # noqa: PLC0415 - git is not for `--help`

    with told():
        found = resolve(library, asked.slug, asked.selector or CURRENT)
        while isinstance(found, Redirect):
            found = resolve(library, asked.slug, found.selector)
    return found


def standard_of(library: Library, version: Version, language: str = "") -> Standard:
    """Return a version in a language, the source language by default: as it was published, else as read today."""
    return reading_of(library, version, language).standard


def reading_of(library: Library, version: Version, language: str = "") -> Reading:
    """Return the same with its name among what is kept."""
    from stdpub.store.kept_readings import kept  # noqa: PLC0415 - not for `--help`

    def read_anew(_: object) -> Standard:
        from stdpub.store.standards import standard_of as read  # noqa: PLC0415 - the reader is not for `--help`

        return read(library, version, language)

    with told():
        return kept((b"stored", language.encode(), *_parts(library, version)), read_anew, {})


def _parts(library: Library, version: Version) -> Iterator[bytes]:
    """Yield what a version is read from: a commit, which never changes, and the tags of an edition."""
    yield f"{version.slug} {version.commit} {version.tree} {version.quantities} {version.edition}".encode()
    for edition in library.editions(version.slug) if version.edition else ():
        if edition.id == version.edition:
            yield repr(edition.languages).encode("utf-8", "surrogateescape")
