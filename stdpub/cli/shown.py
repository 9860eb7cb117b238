"""What the user names in a version, by key or by number, in; the bytes that show it in a form out."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from stdpub.cli.messages import CannotRead
from stdpub.cli.versions import Asked, standard_of, version_of
from stdpub.model.keys import NEXT, Fate, KeyRecord
from stdpub.model.source import Words
from stdpub.model.standard import Standard
from stdpub.pipeline import render
from stdpub.read.reader import SOURCE_FILE
from stdpub.store.catalogue import Version
from stdpub.store.errors import UnknownOutput
from stdpub.store.index import Index, index_of
from stdpub.store.indexing.document import Document
from stdpub.store.indexing.elements import Element, read_elements
from stdpub.store.indexing.sources import RENDERER
from stdpub.store.key_fate import fate
from stdpub.store.library import Library
from stdpub.store.names import shorten
from stdpub.write.plain_text import write_text

_NEAR = 5
_MOST_KEYS = 3000
_FATES = {Fate.WITHDRAWN: "已撤销", Fate.MERGED: "已并入其他条目", Fate.SPLIT: "已拆分", Fate.MOVED: "已移到其他标准"}
_ELEMENT_FORMS = ("xml", "html", "json")


def shown(library: Library, asked: Asked, form: str, language: str) -> bytes:
    """Return a version, or the thing in it that is asked for, in a form; stored bytes where there are any."""
    version = version_of(library, asked)
    standard = standard_of(library, version, language)
    if not asked.key and not asked.number:
        return _whole(library, version, standard, form)
    if form in {"text", "txt"}:
        reading = read_elements(standard)
        found = element_of(reading.elements, asked, library, version)
        return reading.text[found.start : found.end].rstrip(b"\n") + b"\n"
    return _element(library, version, standard, asked, form)


def element_of(elements: Iterable[Element], asked: Asked, library: Library, version: Version) -> Element:
    """Return the thing of a key or number; raise CannotRead with what became of it, or with the nearest ones."""
    elements = tuple(elements)
    for element in elements:
        if (element.key == asked.key) if asked.key else (element.number == asked.number):
            return element
    wanted = f"~{asked.key}" if asked.key else asked.number
    place = f"{asked.slug}@{version.name}"
    record = fate(library, version, asked.key) if asked.key else None
    names = [f"~{element.key}" if asked.key else element.number for element in elements]
    near = get_close_matches(
        wanted, [name for name in names if name.strip("~")][:_MOST_KEYS], _NEAR, 0.7 if asked.key else 0.5
    )
    shown_ = [f"`{place}/{name}`" for name in near]
    if record is not None:
        help_ = _ended(record, place)
    elif near:
        help_ = Words(f"there is {', '.join(shown_)}", f"现有：{'、'.join(shown_)}")
    else:
        help_ = Words(f"`stdpub show {place}` shows what there is", f"`stdpub show {place}`可查看全文")
    raise CannotRead(
        Words(
            f"`{asked.slug}` {version.name} has no `{shorten(wanted)}`",
            f"`{asked.slug}` {version.name} 中没有 `{shorten(wanted)}`",
        ),
        help_,
    )


def _ended(record: KeyRecord, place: str) -> Words:
    """Return what became of a key that ended before a version."""
    slug = place.partition("@")[0]
    into = [f"`{one.replace('#', '/~')}`" if "#" in one else f"`{place}/~{one}`" for one in record.into]
    since = f"`{slug}@{record.since}`" if record.since != NEXT else ""
    en = " ".join(filter(None, (str(record.fate), since and f"in {since}"))) + (
        f": see {', '.join(into)}" if into else ""
    )
    zh = f"{since and f'自{since}起'}{_FATES.get(record.fate, '') if record.fate else ''}"
    zh += f"：见{'、'.join(into)}" if into else ""
    return Words(f"it was {en}", f"该键{zh}")


def _whole(library: Library, version: Version, standard: Standard, form: str) -> bytes:
    language = standard.header.language
    if form in {"text", "txt"}:
        return write_text(standard).encode()
    if form == "md":
        return _sources(library, version, standard)
    if version.edition:
        try:
            return library.content(library.output(version.slug, version.edition, language, form).id)
        except UnknownOutput:
            pass  # tagged by hand, or before that form was stored
    outputs, _ = render(standard, (form,))
    return outputs[0].content


def _sources(library: Library, version: Version, standard: Standard) -> bytes:
    """Return the Markdown of a version: its file and its chapters, in reading order."""
    files = library.folder(version).files
    own = f"standard.{standard.header.language}.md"
    names = (own if own in files else SOURCE_FILE, *standard.header.chapters)
    return b"\n\n".join(files[name].strip(b"\n") for name in dict.fromkeys(names) if name in files) + b"\n"


def _element(library: Library, version: Version, standard: Standard, asked: Asked, form: str) -> bytes:
    index = _index(library, version, standard)
    document = index.document(version.slug, version.tree, version.quantities, standard.header.language)
    found = None
    if document is not None:
        by_key = index.by_key(document.id, asked.key) if asked.key else None
        found = by_key or (index.by_number(document.id, asked.number) if asked.number else None)
    if document is None or found is None:
        element = element_of(read_elements(standard).elements, asked, library, version)
        raise LookupError(element.id)  # what stands in the standard stands in its index
    forms = {
        "md": lambda: index.source(found),
        "xml": lambda: index.xml(document, found),
        "html": lambda: index.html(found),
        "json": lambda: index.record(found),
    }
    content = forms[form]().rstrip(b"\n")
    if not content:
        raise CannotRead(Words(f"`{asked}` has no form `{form}` of its own", f"`{asked}`没有单独的`{form}`形式"))
    return content + b"\n"


def _index(library: Library, version: Version, standard: Standard) -> Index:
    """Return an index of one version in one language, of stored bytes where it is an edition."""
    forms = {form: _whole(library, version, standard, form) for form in _ELEMENT_FORMS}
    document = Document(
        slug=version.slug,
        tree=version.tree,
        quantities=version.quantities,
        stored=bool(version.edition),
        renderer=RENDERER,
        languages=(standard.header.language,),
        standard=standard,
        folder=library.folder(version),
        forms=forms,
    )
    return index_of((document,))
