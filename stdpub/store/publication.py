"""What is published beside a folder, typed, and whether it is whole: facts and outputs in; errors, or nothing, out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from stdpub.model.folder import Folder
from stdpub.model.keyed_things import KeyedThing, keyed_things
from stdpub.model.source import Words
from stdpub.model.standard import Standard
from stdpub.store.errors import BadPublication
from stdpub.store.merkle import Leaf
from stdpub.store.names import FORMS, edition, language, shorten, slug
from stdpub.store.shared import SHARED_FILES

Outputs: TypeAlias = tuple[tuple[str, str, bytes], ...]
"""Language, form and bytes of each finished output."""


@dataclass(frozen=True, slots=True)
class Publication:
    """What is published beside the folder: facts of the front matter, outputs, leaves, and the files beside it.

    `languages` has the source language first. `shared` may hold `stdpub.toml` and `quantities.yml`. `keys` are the things
    that have a key, each once. `replaces` are the identifiers of what the edition replaces.
    `beside` is the folder of the source where an amendment made the edition: the branch holds that one.
    """

    edition: str
    identifier: str
    date: str
    implementation: str
    languages: tuple[str, ...]
    outputs: Outputs
    leaves: tuple[Leaf, ...] = ()
    shared: Mapping[str, bytes] = field(default_factory=dict)
    keys: tuple[KeyedThing, ...] = ()
    replaces: tuple[str, ...] = ()
    beside: Folder | None = None


def publication_of(
    standards: tuple[Standard, ...],
    outputs: Outputs,
    leaves: tuple[Leaf, ...] = (),
    shared: Mapping[str, bytes] | None = None,
) -> Publication:
    """Return what the language versions of a standard, source first, say of their publication."""
    header = standards[0].header
    languages = tuple(standard.header.language for standard in standards)
    return Publication(
        edition=header.edition_id,
        identifier=header.identifier,
        date=header.date,
        implementation=header.implementation,
        languages=languages,
        outputs=outputs,
        leaves=leaves,
        shared=shared or {},
        keys=tuple({thing.key: thing for one in reversed(standards) for thing in keyed_things(one)}.values()),
        replaces=header.replaces,
    )


def examine(folder: Folder, publication: Publication) -> None:
    """Raise LibraryError where a folder and what is published beside it cannot be published."""
    slug(folder.name)
    edition(publication.edition)
    for name in publication.languages:
        language(name)
    fault = next(_faults(folder, publication), None)
    if fault is not None:
        raise BadPublication(fault)


def _faults(folder: Folder, publication: Publication) -> Iterator[Words]:
    outputs = [(name, form) for name, form, _ in publication.outputs]
    languages = set(publication.languages)
    if "standard.md" not in folder.files:
        yield Words("the folder has no `standard.md`", "文件夹中没有 `standard.md`")
    if not languages:
        yield Words("no language is to be published", "没有要发布的语言")
    for name in sorted(languages - {name for name, _ in outputs}):
        yield Words(f"nothing was built for the language `{name}`", f"语言 `{name}` 没有成品")
    if len(set(outputs)) < len(outputs) or {name for name, _ in outputs} - languages:
        yield Words("an output is given twice, or in a language not published", "成品重复，或其语言不在发布之列")
    for form in sorted({form for _, form in outputs} - set(FORMS)):
        yield Words(f"`{shorten(form)}` is no form of an output", f"`{shorten(form)}` 不是成品格式")
    for name in sorted(set(publication.shared) - set(SHARED_FILES)):
        yield Words(f"`{shorten(name)}` is no file that standards share", f"`{shorten(name)}` 不是标准共用的文件")
    for key, name, digest in publication.leaves:
        if name not in languages or not key or not digest or any(c.isspace() for c in key + digest):
            yield Words(f"the leaf `{shorten(key)}` cannot be recorded", f"无法记录叶 `{shorten(key)}`")
