"""The command `provisions`: sentences or a standard in, what of it is found to be a provision out."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from stdpub.cli.folders import SOURCE, Found, standards
from stdpub.cli.messages import CannotRead, Usage, in_user_language
from stdpub.cli.texts import text_of
from stdpub.model.content import Block, CompoundProvision, List, Paragraph
from stdpub.model.folder import Folder
from stdpub.model.inlines import plain
from stdpub.model.provisions import Convention, Kind
from stdpub.model.source import Span, Words
from stdpub.model.standard import Standard
from stdpub.model.walking import blocks

_KINDS = {
    Kind.REQUIREMENT: "要求",
    Kind.RECOMMENDATION: "推荐",
    Kind.PERMISSION: "允许",
    Kind.POSSIBILITY: "可能性",
    Kind.CAPABILITY: "能力",
    Kind.INSTRUCTION: "指示",
    Kind.STATEMENT: "陈述",
    Kind.EXTERNAL_CONSTRAINT: "外部约束",
}
_HAN = re.compile("[\u4e00-\u9fff]")
_HAN_TO_WORDS = 8
"""A text is Chinese where its Han characters are more than one in so many."""

_FIELD = r"(?m)^{}[ \t]*:.*\n"
_FRONT = re.compile(r"---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)


class Form(StrEnum):
    """How provisions are printed."""

    TEXT = "text"
    JSON = "json"


@dataclass(frozen=True, slots=True)
class Listed:
    """A provision of a standard: where it stands, its key, its kind, the words that make it one, and its own words."""

    at: Span
    key: str
    kind: Kind
    verbal_form: str
    text: str


def add_to(app: typer.Typer) -> None:
    """Add the command of this module."""
    app.command()(provisions)


def provisions(
    file: Annotated[Path, typer.Argument(help="A Markdown file, a standard's folder, or `-`.")] = Path("-"),
    lines: Annotated[bool, typer.Option("--lines", help="Read one sentence a line, print one answer a line.")] = False,
    language: Annotated[str, typer.Option(help="`zh` or `en`; the file's own, or guessed.")] = "",
    verbal_forms: Annotated[
        Convention | None,
        typer.Option("--verbal-forms", help="Which words make a provision; the file's own, or guessed."),
    ] = None,
    format_: Annotated[Form, typer.Option("--format", help="How provisions are printed.")] = Form.TEXT,
) -> None:
    """Show what is found to be a requirement, a recommendation, a permission ..., and by which words."""
    if language and language.partition("-")[0].lower() not in {"zh", "en"}:
        raise Usage(
            Words(f"`{language[:40]}` is neither `zh` nor `en`", f"`{language[:40]}`不是`zh`或`en`"),
            Words("provisions are found in Chinese and English", "能识别中文和英文的条款"),
        )
    if lines:
        _print_lines(text_of(file), language, verbal_forms, format_)
        return
    for one in standards([file]):
        _print_standard(one, language, verbal_forms, format_)


def _guessed(text: str) -> str:
    return "zh" if len(_HAN.findall(text)) * _HAN_TO_WORDS > len(text) else "en"


def _print_lines(text: str, language: str, convention: Convention | None, format_: Form) -> None:
    from stdpub.read.provisions import detect, find  # noqa: PLC0415 - the finder is not for `--help`

    each = text.removesuffix("\n").split("\n") if text else []
    spoken = [language or _guessed(line) for line in each]
    forms = {one: convention or detect("\n".join(_of_language(each, spoken, one)), one) for one in set(spoken)}
    for line, own in zip(each, spoken, strict=True):
        found = find(line, own, forms[own])
        none = found.kind is Kind.STATEMENT
        record = {
            "kind": found.kind.value,
            "verbal_form": None if none else found.verbal_form,
            "start": None if none else found.start,
            "end": None if none else found.end,
        }
        if format_ is Form.JSON:
            typer.echo(json.dumps(record, ensure_ascii=False))
        else:
            place = "" if none else f"  `{found.verbal_form}` {found.start}-{found.end}"
            typer.echo(f"{_name(found.kind)}{place}")


def _of_language(lines: list[str], spoken: list[str], language: str) -> Iterator[str]:
    return (line for line, own in zip(lines, spoken, strict=True) if own == language)


def _name(kind: Kind) -> str:
    return in_user_language(Words(kind.value, _KINDS[kind]))


def _print_standard(one: Found, language: str, convention: Convention | None, format_: Form) -> None:
    standard, shift = _read(one.folder, language, convention)
    for fault in standard.diagnostics:
        if fault.rule in {"not-utf-8", "file-too-large"}:
            raise CannotRead(fault.message, fault.help)
    for found in listed(standard):
        at = found.at._replace(line=found.at.line - shift, end_line=found.at.end_line - shift)
        place = found.at if found.at.file != SOURCE else at
        if format_ is Form.JSON:
            typer.echo(json.dumps(_record(replace(found, at=place), one), ensure_ascii=False))
            continue
        key = f" {{#{found.key}}}" if found.key else ""
        form = f" `{found.verbal_form}`" if found.verbal_form else ""
        typer.echo(f"{one.name(place.file)}:{place.line}:{place.column}: {_name(found.kind)}{form}{key} {found.text}")


def _record(found: Listed, one: Found) -> dict[str, object]:
    at = found.at
    return {
        "file": one.name(at.file),
        "line": at.line,
        "column": at.column,
        "end_line": at.end_line,
        "end_column": at.end_column,
        "key": found.key or None,
        "kind": found.kind.value,
        "verbal_form": found.verbal_form or None,
        "text": found.text,
    }


def _read(folder: Folder, language: str, convention: Convention | None) -> tuple[Standard, int]:
    """Return the standard as wanted, and by how many lines its source was made longer to say so."""
    from stdpub.read.provisions import detect  # noqa: PLC0415 - the reader is not for `--help`
    from stdpub.read.reader import languages, read  # noqa: PLC0415

    own = languages(folder)
    if language and language in own and not convention:
        return read(folder, language), 0
    try:
        text = folder.files.get(SOURCE, b"").decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError:
        return read(folder), 0
    bare = _FRONT.match(text) is None
    if not bare and not language and not convention:
        return read(folder), 0
    if bare:
        language = language or _guessed(text)
        convention = convention or detect(text, language)
    said, shift = _saying(text, language, convention)
    return read(replace(folder, files={**folder.files, SOURCE: said.encode()})), shift


def _saying(text: str, language: str, convention: Convention | None) -> tuple[str, int]:
    """Return a text whose front matter says language and verbal forms, and how many lines longer it is."""
    found = _FRONT.match(text)
    fields = found[1] if found else ""
    rest = text[found.end() :] if found else text
    before = found[0].count("\n") if found else 0
    for name, value in (("language", language), ("verbal-forms", convention.value if convention else "")):
        if value:
            fields = re.sub(_FIELD.format(name), "", fields) + f"{name}: {value}\n"
    front = f"---\n{fields}---\n"
    return front + rest, front.count("\n") - before


def listed(standard: Standard) -> Iterator[Listed]:
    """Yield the provisions of a standard in reading order: sentences, items that inherit, compound provisions."""
    found = [one for block, _ in blocks(standard) for one in _of(block)]
    found += [one for note in standard.footnotes for block in note.blocks for one in _of(block)]
    files = {one.at.file: at for at, one in reversed(list(enumerate(found)))}
    yield from sorted(found, key=lambda one: (files[one.at.file], one.at[1:]))


def _of(block: Block) -> Iterator[Listed]:
    match block:
        case Paragraph(generated=False):
            for sentence in block.sentences:
                if sentence.kind is not Kind.STATEMENT:
                    words = plain(sentence.children).strip()
                    yield Listed(sentence.span, sentence.key, sentence.kind, sentence.verbal_form, words)
        case List():
            for item in block.items:
                first = item.blocks[0] if item.blocks else None
                own = first.sentences if isinstance(first, Paragraph) else ()
                if item.kind is not Kind.STATEMENT and all(each.kind is Kind.STATEMENT for each in own):
                    words = "".join(plain(each.children) for each in own).strip()
                    yield Listed(item.span, item.key, item.kind, item.verbal_form, words)
        case CompoundProvision():
            yield Listed(block.span, block.key, block.kind, "", plain(block.title).strip())
        case _:
            return
