"""The folder of a standard in, the same folder in the canonical layout out; a file whose model would change stays."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from stdpub.model.folder import Folder
from stdpub.model.header import RulebookName
from stdpub.model.sameness import difference
from stdpub.model.source import Diagnostic
from stdpub.model.standard import Standard
from stdpub.read.layout.drafts import drafts
from stdpub.read.layout.printing import printed
from stdpub.read.markdown.decoding import decode
from stdpub.read.pictures import path_of
from stdpub.read.reader import SOURCE_FILE, languages, read

_MOST_GROWN = 20
"""How many times as long a file may become: lines that stand deep in quotes without a mark would all get their marks."""

_UNREADABLE = frozenset({"not-utf-8", "file-too-large"})


@dataclass(frozen=True, slots=True)
class Formatted:
    """A folder with its Markdown laid out, the files that keep their own layout, and why files could not be read."""

    folder: Folder
    refused: tuple[str, ...]
    unread: tuple[Diagnostic, ...]


def formatted(folder: Folder) -> Formatted:
    """Return a folder with every file of its language versions laid out; the models stay what they were."""
    refused: dict[str, None] = {}
    unread: dict[Diagnostic, None] = {}
    for language in languages(folder):
        before = read(folder, language)
        unread.update(dict.fromkeys(found for found in before.diagnostics if found.rule in _UNREADABLE))
        texts = dict(_texts(folder, language, before))
        fitting = {name: text for name, text in texts.items() if len(text) <= _MOST_GROWN * len(folder.files[name])}
        kept = _kept(folder, before, fitting, language)
        refused.update(dict.fromkeys(name for name in texts if name not in kept))
        folder = _with(folder, kept)
    return Formatted(folder, tuple(refused), tuple(unread))


def _kept(folder: Folder, before: Standard, texts: Mapping[str, bytes], language: str) -> Mapping[str, bytes]:
    """Return the new texts with which a version reads as before: all of them, else those that do by themselves."""
    if not texts or _same(folder, before, texts, language):
        return texts
    alone = {name: text for name, text in texts.items() if _same(folder, before, {name: text}, language)}
    return alone if alone and _same(folder, before, alone, language) else {}


def _same(folder: Folder, before: Standard, texts: Mapping[str, bytes], language: str) -> bool:
    return not difference(before, read(_with(folder, texts), language))


def _with(folder: Folder, texts: Mapping[str, bytes]) -> Folder:
    return replace(folder, files={**folder.files, **texts}) if texts else folder


def _texts(folder: Folder, language: str, standard: Standard) -> Iterator[tuple[str, bytes]]:
    """Yield the files of one language version that are not in the canonical layout, with their new text."""
    main = SOURCE_FILE if languages(folder)[0] == language else f"standard.{language}.md"
    names = dict.fromkeys((main, *map(path_of, standard.header.chapters)))
    sources = [decode(name, folder.files[name])[0] for name in names if name in folder.files]
    ruled = standard.header.rulebook is not RulebookName.NONE
    for draft in drafts([source for source in sources if source is not None]):
        text = printed(draft, ruled=ruled)
        if text != draft.source.text:
            yield draft.source.file, text.encode()
