"""The folder of a standard to the standard: read, numbered, labelled, its pointers resolved. Nothing in a text is fatal."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache
from types import MappingProxyType

from stdpub.model.amendments import belongs_to_amendment
from stdpub.model.folder import LEDGERS, Folder
from stdpub.model.header import Header, RulebookName
from stdpub.model.patterns import regex
from stdpub.model.provisions import Convention
from stdpub.model.source import Diagnostic, Severity, SourceText, Span, Words
from stdpub.model.standard import ClauseKind, Standard
from stdpub.read.attribute_faults import attribute_faults
from stdpub.read.clauses import clauses
from stdpub.read.consolidation_file import consolidation
from stdpub.read.content import BlockReader
from stdpub.read.cross_references import cited_keys, resolve
from stdpub.read.front_matter import parse
from stdpub.read.header import KNOWN_FIELDS, TRANSLATION_FIELDS, HeaderReader, inherited, settled
from stdpub.read.index_entries import index
from stdpub.read.labels import label
from stdpub.read.library_links import link
from stdpub.read.limits import read_limits
from stdpub.read.markdown.decoding import decode
from stdpub.read.markdown.token_tree import Token, Tokens
from stdpub.read.numbering import number
from stdpub.read.paragraphs import Voice
from stdpub.read.prescribed import prescribe
from stdpub.read.reading import Reading
from stdpub.read.tokens import tokens
from stdpub.read.unread import unread

SOURCE_FILE = "standard.md"
_TRANSLATION = regex(r"standard\.([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)\.md")
_NONE: Mapping[str, Folder] = MappingProxyType({})
_INDEX_ENTRY = regex(r"\{[^{}\n]*\.index\b")
_ABROAD = re.compile(rb"\[@[^\s\]\[@]{1,100}@")
"""How a citation of another standard of the library begins."""

CHAPTER_LIMIT = 1000
"""Chapter files that one standard may list."""

_REMEMBERED = 8
"""Headers that are kept: what a standard's languages are is asked before each of them is read."""


def languages(folder: Folder) -> tuple[str, ...]:
    """Return the languages a standard is written in, the source language first."""
    header, _ = _header_of(folder, SOURCE_FILE)
    found: dict[str, str] = {header.language.lower(): header.language}
    for match in map(_TRANSLATION.fullmatch, sorted(folder.files)):
        if match:
            found.setdefault(match[1].lower(), match[1])
    return tuple(found.values())


def digest(folder: Folder) -> str:
    """Return the SHA-256, in hexadecimal, over the sorted paths and bytes of what an author writes in a folder.

    Amendments are left out: they are documents of their own.
    """
    total = hashlib.sha256()
    for path in sorted(path for path in folder.files.keys() - LEDGERS if not belongs_to_amendment(path)):
        content = folder.files[path]
        total.update(f"{path}\0{len(content)}\0".encode())
        total.update(content)
    return total.hexdigest()


def sources(folder: Folder) -> dict[str, SourceText]:
    """Return the Markdown files of a folder as the reader sees them; one that is no text is left out."""
    decoded = {name: decode(name, content)[0] for name, content in folder.files.items() if name.endswith(".md")}
    return {name: source for name, source in decoded.items() if source is not None}


def read(folder: Folder, language: str = "", neighbours: Mapping[str, Folder] = _NONE) -> Standard:
    """Return one language version of the standard in a folder, the source language by default.

    `neighbours` are the other standards of its library by slug, which its text may cite.
    """
    standard = _version(folder, language)
    unknown = any(found.rule == "undefined-key" for found in standard.diagnostics)
    cited = unknown or any(_ABROAD.search(content) for name, content in folder.files.items() if name.endswith(".md"))
    return link(standard, neighbours, _neighbour) if neighbours and cited else standard


def _neighbour(folder: Folder, language: str) -> Standard:
    """Return a standard that another one cites, in that one's language where it has it."""
    return _version(folder, language if language in languages(folder) else "")


def _version(folder: Folder, language: str) -> Standard:
    source_header, faults = _header_of(folder, SOURCE_FILE)
    if not language or language == source_header.language:
        return _read(folder, SOURCE_FILE, source_header, (*faults, *_unread(folder, source_header)))
    file = f"standard.{language}.md"
    header, faults = _header_of(folder, file, translation=True)
    faults = (*faults, *_restated(source_header, header))
    if header.language and header.language != language:
        message = Words(
            f"`{header.language}` in the file of `{language}`",
            f"文件名为`{language}`，`language`却写`{header.language}`",
        )
        help_ = Words("the file is named by its language", "文件名中的语言应与此一致")
        at = header.span("language") or Span(file, 1, 1, 1, 1)
        faults = (*faults, Diagnostic(at, Severity.ERROR, "wrong-language", message, help_))
    header = replace(header, language=language)
    return _read(folder, file, inherited(source_header, header), faults)


def _unread(folder: Folder, header: Header) -> Iterable[Diagnostic]:
    found = languages(folder)
    others = [_header_of(folder, f"standard.{one}.md")[0].chapters for one in found[1:]]
    listed = {name for chapters in (header.chapters, *others) for name in chapters}
    return unread(folder, found[1:], listed, Span(SOURCE_FILE, 1, 1, 1, 4))


def _restated(source: Header, translation: Header) -> Iterable[Diagnostic]:
    """Report what a translation's front matter says again or otherwise."""
    for path, span in translation.spans:
        name = path.partition(".")[0]
        if name in TRANSLATION_FIELDS or "." in path or name not in KNOWN_FIELDS:
            continue
        field = name.replace("-", "_")
        same = getattr(source, field, None) == getattr(translation, field, None)
        severity = Severity.WARNING if same else Severity.ERROR
        en, zh = ("says again", "重复了") if same else ("contradicts", "不同于")
        message = Words(f"`{name}` {en} the source's front matter", f"`{name}`{zh}源文件的文前数据")
        help_ = Words("leave it out: a translation inherits it", "请删去：译本沿用源文件的值")
        yield Diagnostic(span, severity, "restated-field", message, help_)


def _header_of(folder: Folder, file: str, *, translation: bool = False) -> tuple[Header, tuple[Diagnostic, ...]]:
    """Return a file's header without reading the rest of the file."""
    content = folder.files.get(file)
    return (Header("", "", ()), ()) if content is None else _header_in(file, content, translation=translation)


@lru_cache(maxsize=_REMEMBERED)
def _header_in(file: str, content: bytes, *, translation: bool) -> tuple[Header, tuple[Diagnostic, ...]]:
    source, faults = decode(file, content)
    if source is None:
        return Header("", "", ()), faults
    return _header(source, translation=translation)


def _header(source: SourceText, *, translation: bool) -> tuple[Header, tuple[Diagnostic, ...]]:
    found = re.match(r"---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", source.text, re.DOTALL | re.MULTILINE)
    if found is None:
        return Header("", "", ()), (_no_front_matter(source),)
    mapping, faults = parse(source, found.start(1), found.end(1))
    if mapping is None:
        return Header("", "", ()), faults
    reader = HeaderReader()
    header = settled(reader.read(mapping, source.span(0, 3), translation=translation))
    return header, (*faults, *reader.diagnostics)


def _no_front_matter(source: SourceText) -> Diagnostic:
    opened = re.match(r"\s*---[ \t]*(?:\n|\Z)", source.text)
    if opened is None:
        message = Words("no front matter", "没有文前数据")
        help_ = Words(
            "begin the file with `---`, `identifier:`, `language:`, `title:`, `---`",
            "文件以`---`开头，写明`identifier:`、`language:`、`title:`，再以`---`结束",
        )
    elif source.text.startswith("---"):
        message = Words("front matter that is never closed", "文前数据没有结束标记")
        help_ = Words("end it with a line `---`", "请用一行`---`结束")
    else:
        message = Words("front matter below the first line", "文前数据不在首行")
        help_ = Words("take away what stands before `---`", "请删去`---`之前的内容")
    at = len(opened[0].rstrip()) - 3 if opened else 0
    return Diagnostic(source.span(at, at + 3 if opened else at), Severity.ERROR, "missing-front-matter", message, help_)


def _read(folder: Folder, file: str, header: Header, faults: tuple[Diagnostic, ...]) -> Standard:
    voice = Voice(header.language or "en", header.verbal_forms or Convention.ISO)
    reading = Reading(folder, voice, ruled=header.rulebook is not RulebookName.NONE)
    reading.diagnostics.extend(faults)
    sources = _sources(reading, file, header)
    parsed = tokens(sources)
    ruled = header.rulebook is not RulebookName.NONE
    for one in parsed:
        reading.diagnostics.extend(attribute_faults(one, ruled=ruled))
    readers = [(BlockReader(one, reading), _blocks(reading, one, at)) for at, one in enumerate(parsed)]
    tree = clauses(readers, header)
    for reader, _ in readers:
        _check_links(reader)
    standard = Standard(
        slug=folder.name,
        header=header,
        clauses=tree,
        footnotes=tuple(reading.footnotes),
        assets=tuple(reading.assets[path] for path in sorted(reading.assets)),
        digest=digest(folder),
        diagnostics=tuple(reading.diagnostics),
        amended=consolidation(folder),
    )
    numbered = number(prescribe(standard, sources))
    finished = resolve(label(numbered, cited_keys))
    if any("limit=" in source.text for source in sources):
        finished = read_limits(finished)
    if any(".index" in source.text and _INDEX_ENTRY.search(source.text) for source in sources) or any(
        one.kind is ClauseKind.INDEX for one in tree
    ):
        finished = index(finished)
    return replace(finished, diagnostics=_in_order(finished.diagnostics, [file, *header.chapters]))


def _sources(reading: Reading, file: str, header: Header) -> list[SourceText]:
    """Return the decoded files in reading order; one that cannot be had is reported."""
    found: list[SourceText] = []
    if len(header.chapters) > CHAPTER_LIMIT:
        message = Words(f"more than {CHAPTER_LIMIT} chapters", f"章文件超过{CHAPTER_LIMIT}个")
        reading.error(Span(file, 1, 1, 1, 1), "too-many-chapters", message)
    names = [(file, Span(file, 1, 1, 1, 1))]
    for at, name in enumerate(header.chapters[:CHAPTER_LIMIT]):
        names.append((name, header.span(f"chapters.{at}") or header.span("chapters") or Span(file, 1, 1, 1, 1)))
    read_: set[str] = set()
    for name, at_ in names:
        had = reading.file(name, at_)
        if had is None:
            continue
        if had[0] in read_:
            message = Words(f"the chapter `{had[0]}` is listed twice", f"章文件`{had[0]}`重复列出")
            reading.error(at_, "duplicate-chapter", message)
            continue
        read_.add(had[0])
        source, problems = decode(had[0], had[1])
        reading.diagnostics.extend(one for one in problems if one not in reading.diagnostics)
        if source is not None:
            found.append(source)
    return found


def _blocks(reading: Reading, parsed: Tokens, at: int) -> list[Token]:
    reading.diagnostics.extend(parsed.diagnostics)
    if at and parsed.blocks and parsed.blocks[0].kind == "front_matter":
        message = Words("front matter in a chapter", "章文件中有文前数据")
        span = parsed.source.span(parsed.blocks[0].start, parsed.blocks[0].start + 3)
        reading.error(span, "front-matter-in-chapter", message)
    return parsed.blocks


def _check_links(reader: BlockReader) -> None:
    """Report links and inline pictures that lead to no file of the folder."""
    for destination, token in reader.inlines.links:
        path = destination.partition("#")[0].partition("?")[0]
        at = reader.source.span(token.start, token.end)
        if token.kind == "image":
            reader.reading.picture(destination, at)
        elif path:
            reader.reading.file(path, at)


def _in_order(diagnostics: tuple[Diagnostic, ...], files: list[str]) -> tuple[Diagnostic, ...]:
    """Return the diagnostics sorted by file in reading order, then by place; the same finding once."""
    order = {file: at for at, file in enumerate(files)}
    found = dict.fromkeys(diagnostics)
    return tuple(sorted(found, key=lambda one: (order.get(one.at.file, len(order)), one.at[1:], one.rule)))
