"""`amended.yml` of a consolidated edition to what amendments made of it, and back; stdpub alone writes the file."""

from __future__ import annotations

from collections.abc import Iterator

from stdpub.model.amendments import UNAMENDED, Amended, Consolidation, Effect, Issue, IssueKind
from stdpub.model.folder import Folder
from stdpub.model.patterns import regex
from stdpub.model.source import Words
from stdpub.read.front_matter import Mapping, Scalar, Sequence, Subject, Value, parse
from stdpub.read.markdown.decoding import decode

FILE = "amended.yml"
_SUBJECT = Subject(Words(FILE, FILE), "amended-unreadable", 2_000_000)
_HEAD = "# Written by stdpub: what amendments have made of the edition. Change the amendments, never this file.\n"
_PLAIN = regex(r"[A-Za-z][A-Za-z0-9.-]*")
_LONGEST = 200


def consolidation(folder: Folder) -> Consolidation:
    """Return what amendments made of the standard in a folder; entries that say nothing are passed over."""
    content = folder.files.get(FILE)
    source = decode(FILE, content)[0] if content is not None else None
    if source is None:
        return UNAMENDED
    root, _ = parse(source, 0, len(source.text), _SUBJECT)
    if root is None:
        return UNAMENDED
    fields = {field.name: field.value for field in root.fields}
    amends = _text(fields.get("amends"))
    return Consolidation(
        issues=tuple(_issues(fields.get("issues"), amends)),
        changes=tuple(_changes(fields.get("changes"))),
        vacant=frozenset(_text(one) for one in _items(fields.get("vacant"))) - {""},
        numbers=tuple(_numbers(fields.get("numbers"))),
    )


def _items(value: Value | None) -> tuple[Value, ...]:
    return value.items if isinstance(value, Sequence) else ()


def _text(value: Value | None) -> str:
    return value.text[:_LONGEST] if isinstance(value, Scalar) else ""


def _texts(value: Value) -> dict[str, str]:
    return {field.name: _text(field.value) for field in value.fields} if isinstance(value, Mapping) else {}


def _numbers(value: Value | None) -> Iterator[tuple[str, str]]:
    if isinstance(value, Mapping):
        yield from ((field.name, number) for field in value.fields if (number := _text(field.value)))


def _issues(value: Value | None, amends: str) -> Iterator[Issue]:
    for said in map(_texts, _items(value)):
        for kind in IssueKind:
            number = said.get(kind.value, "")
            if number.isascii() and number.isdigit():
                dates = (said.get("date", ""), said.get("implementation", ""))
                yield Issue(kind, int(number[:6]), amends, *dates)


def _changes(value: Value | None) -> Iterator[Amended]:
    effects = {effect.value: effect for effect in Effect}
    for said in map(_texts, _items(value)):
        effect = effects.get(said.get("effect", ""))
        if effect and said.get("key"):
            yield Amended(said.get("by", ""), effect, said["key"], said.get("number", ""))


def write_consolidation(amended: Consolidation) -> bytes:
    """Return the file that says what amendments made of an edition, one thing a line."""
    lines = [_HEAD, f"amends: {_quoted(amended.issues[0].amends if amended.issues else '')}\n", "issues:\n"]
    for issue in amended.issues:
        dates = f"date: {_quoted(issue.date)}, implementation: {_quoted(issue.implementation)}"
        lines.append(f"- {{{issue.kind.value}: {issue.number}, {dates}}}\n")
    if amended.vacant:
        lines += ["vacant:\n", *(f"- {_quoted(number)}\n" for number in sorted(amended.vacant))]
    if amended.numbers:
        lines += ["numbers:\n", *(f"  {key}: {_quoted(number)}\n" for key, number in sorted(amended.numbers))]
    if amended.changes:
        lines += ["changes:\n", *map(_change_line, amended.changes)]
    return "".join(lines).encode()


def _change_line(change: Amended) -> str:
    number = f", number: {_quoted(change.number)}" if change.number else ""
    return f"- {{by: {change.by}, effect: {change.effect.value}, key: {_quoted(change.key)}{number}}}\n"


def _quoted(text: str) -> str:
    """Return a text as YAML, in quotes where it could be read as anything else."""
    return text if _PLAIN.fullmatch(text) else '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
