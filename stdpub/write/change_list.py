"""A comparison to Markdown: the list of main technical changes that a foreword has, in the rulebook's wording."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from stdpub.model.changes import ChangeKind, Edit, Level, Redline, Side
from stdpub.model.content import CompoundProvision, ListItem, Reference, Sentence
from stdpub.model.identifiers import whole
from stdpub.model.inlines import plain
from stdpub.model.provisions import Kind
from stdpub.model.rulebooks import Wording, wording
from stdpub.model.source import Words
from stdpub.model.standard import Clause, ClauseKind, Part, Standard
from stdpub.verify.printed_units import unit_at
from stdpub.write.change_names import said
from stdpub.write.change_phrases import Item, Noun, Verb, chinese_item, edition_before, english_item, lead
from stdpub.write.compared import LIMITS, PLACE, Compared, Entry, Place
from stdpub.write.limit_steps import limit_step
from stdpub.write.markdown.escapes import Where, escaped
from stdpub.write.printed import chinese

_VERBS = {ChangeKind.ADDED: Verb.ADDED, ChangeKind.WITHDRAWN: Verb.REMOVED}
_LIMIT_VERBS = {ChangeKind.LIMIT_ADDED: Verb.ADDED, ChangeKind.LIMIT_REMOVED: Verb.REMOVED}
_FLOATS = {Level.TABLE: Noun.TABLE, Level.FIGURE: Noun.FIGURE, Level.FORMULA: Noun.FORMULA}
_FORCE = frozenset({ChangeKind.STRENGTHENED, ChangeKind.WEAKENED})
KIND_NAMES = {
    Kind.REQUIREMENT: Words("a requirement", "要求"),
    Kind.RECOMMENDATION: Words("a recommendation", "推荐"),
    Kind.PERMISSION: Words("a permission", "允许"),
    Kind.POSSIBILITY: Words("a possibility", "陈述"),
    Kind.CAPABILITY: Words("a statement of capability", "陈述"),
    Kind.INSTRUCTION: Words("an instruction", "指示"),
    Kind.STATEMENT: Words("a statement", "陈述"),
    Kind.EXTERNAL_CONSTRAINT: Words("an external constraint", "外部约束"),
}
_NAMED = frozenset({Noun.TERM, Noun.REFERENCE, Noun.DEFINITION})
_WORDS = frozenset({Noun.TEXT, Noun.REQUIREMENT, Noun.PROVISION})
_STEP = 24
"""Characters up to which an old and a new value are quoted."""


def write_change_list(compared: Compared, *, cite: bool = False) -> str:
    """Return the list as Markdown; with `cite` it points into the later version by keys, as that one's foreword does."""
    writer = _List(compared, cite=cite)
    items = writer.items()
    before, after = compared.before.header, compared.after.header
    edition = edition_before(before, after)
    han = chinese(after.language)
    lines = [line for one in lead(before, after, any_change=bool(items)) for line in (one, "")]
    phrase = chinese_item if han else english_item
    for at, item in enumerate(items):
        last = at == len(items) - 1
        end = ("。" if last else "；") if han else ("." if last else ";")
        lines.append(f"- {phrase(item, edition)}{end}")
    return "\n".join(lines).rstrip() + "\n"


@dataclass(frozen=True)
class _List:
    compared: Compared
    cite: bool

    def items(self) -> tuple[Item, ...]:
        """Return the items in order, those of one clause and kind joined into one."""
        joined: dict[object, Item] = {}
        for item in self._items():
            known = _joint(item)
            joined[known] = _join(joined[known], item) if known in joined else item
        return tuple(_terms_together(joined.values()))

    def _items(self) -> Iterator[Item]:
        told: set[str] = set()
        for entry in (entry for _, entries in self.compared.chapters() for entry in entries):
            place = self.compared.place(entry)
            if place is None or not entry.substantive or not set(entry.kinds) - PLACE - {ChangeKind.EDITORIAL}:
                continue
            if any(part.id in told for part in place.parts if part is not place.node):
                continue
            if entry.level is Level.CLAUSE and entry.kinds[0] in _VERBS:
                told.add(entry.after[0].id if entry.after else entry.before[0].id)
            yield self._item(entry, place)

    def _item(self, entry: Entry, place: Place) -> Item:
        kind = _leading(entry)
        noun, name = _subject(entry, place, kind)
        words = escaped(name, "", "", Where()) if name else self._unnamed(place)
        verb = _VERBS.get(kind) or _LIMIT_VERBS.get(kind) or Verb.CHANGED
        after = self._pointers(entry.after, self.compared.after, self.compared.places_after)
        before = self._pointers(entry.before, self.compared.before, self.compared.places_before)
        step = self._step(entry, kind) if verb is Verb.CHANGED else None
        named = {name} if _title(place.parts) == name else set()  # a clause without a number is found by its title
        after, before = (tuple(one for one in pointers if one not in named) for pointers in (after, before))
        return Item(verb, noun, (words,), after, before, step)

    def _step(self, entry: Entry, kind: ChangeKind) -> tuple[str, str] | None:
        """Return what became what: a value where a limit changed, a kind of provision where that did."""
        if kind in LIMITS:
            return self._values(entry) if entry.level is not Level.TABLE else None
        if kind in _FORCE:
            old, new = (
                _kind(side, places)
                for side, places in (
                    (entry.before[0], self.compared.places_before),
                    (entry.after[0], self.compared.places_after),
                )
            )
            han = chinese(self.compared.after.header.language)
            return (said(KIND_NAMES[old], chinese=han), said(KIND_NAMES[new], chinese=han)) if old is not new else None
        return None

    def _values(self, entry: Entry) -> tuple[str, str] | None:
        """Return the values of a limit: as the readings say, else what the redline replaces."""
        before, after = self.compared.places_before, self.compared.places_after
        one, other = before.get(entry.before[0].id), after.get(entry.after[0].id)
        language = self.compared.after.header.language
        found = limit_step(one.node, other.node, language) if one and other else None
        return found or step_of(entry.redline)

    def _unnamed(self, place: Place) -> str:
        return place.parts[0].label

    def _pointers(self, sides: tuple[Side, ...], standard: Standard, places_: Mapping[str, Place]) -> tuple[str, ...]:
        words = wording(standard.header.rulebook, self.compared.after.header.language)
        cite = self.cite and standard is self.compared.after
        pointers = (_pointer(side, places_.get(side.id), words, cite=cite) for side in sides)
        return tuple(dict.fromkeys(filter(None, pointers)))


def _leading(entry: Entry) -> ChangeKind:
    """Return the kind that a thing's item tells: one of substance, not where it stands."""
    told = [change.kind for change in entry.changes if change.substantive and change.kind not in PLACE]
    return told[0] if told else entry.kinds[0]


def _subject(entry: Entry, place: Place, kind: ChangeKind) -> tuple[Noun, str]:
    side = (*entry.after, *entry.before)[0]
    title = _title(place.parts)
    if kind in LIMITS:
        noun = Noun.UNIT if kind is ChangeKind.UNIT_CHANGED else Noun.LIMIT
        return noun, side.title if entry.level is Level.TABLE and side.title else title
    match entry.level:
        case Level.TERM:
            return (Noun.TERM if kind in _VERBS else Noun.DEFINITION), side.title or title
        case Level.REFERENCE:
            return Noun.REFERENCE, _identifier(place.node)
        case Level.TABLE | Level.FIGURE | Level.FORMULA:
            return _FLOATS[entry.level], side.title or title
        case Level.CLAUSE:
            return (_clause_noun(place) if kind in _VERBS else Noun.TEXT), title
        case Level.PROVISION:
            plain_ = kind not in _FORCE and kind_of(place.node) is Kind.REQUIREMENT
            return (Noun.REQUIREMENT if plain_ else Noun.PROVISION), title


def _kind(side: Side, places_: Mapping[str, Place]) -> Kind:
    place = places_.get(side.id)
    return kind_of(place.node) if place else Kind.STATEMENT


def kind_of(node: object) -> Kind:
    """Return the kind of provision that a node is."""
    return node.kind if isinstance(node, (Sentence, ListItem, CompoundProvision)) else Kind.STATEMENT


def _clause_noun(place: Place) -> Noun:
    clause = place.parts[-1]
    if isinstance(clause, Clause) and clause.title:
        if clause.depth == 1:
            return Noun.ANNEX if clause.kind is ClauseKind.ANNEX else Noun.CHAPTER
        return Noun.CLAUSE
    return Noun.PROVISION


def _title(parts: tuple[Part, ...]) -> str:
    """Return the title of the innermost clause that has one."""
    for part in reversed(parts):
        words = part.title if isinstance(part, Clause) else part.designations[0].words if part.designations else ()
        if words:
            return plain(words).strip()
    return ""


def _identifier(node: object) -> str:
    """Return the document that an entry names, without its year."""
    if not isinstance(node, Reference):
        return ""
    found = whole(node.identifier)
    return found.document if found else node.identifier or plain(node.text)


def _pointer(side: Side, place: Place | None, words: Wording, *, cite: bool) -> str:
    """Return how the text points to a thing, or to the clause that it stands in."""
    if cite and place:
        own = "" if side.level is Level.REFERENCE or isinstance(place.node, Sentence) else side.key
        key = own or next((part.key for part in reversed(place.parts) if part.key), "")
        if key:
            return f"[@{key}]"
    if side.level in _FLOATS and side.label:
        return words.formula.format(side.label.strip("()（）")) if side.level is Level.FORMULA else side.label
    part = next((one for one in reversed(place.parts) if one.label), None) if place else None
    if part is None:
        return _title(place.parts) if place else side.number
    if isinstance(part, Clause) and part.depth == 1 and part.kind is not ClauseKind.ANNEX:
        return words.chapter.format(part.label)
    return part.label


def step_of(redline: Redline) -> tuple[str, str] | None:
    """Return the old and the new value where a redline changes one number alone, each with the unit that follows."""
    edited = [at for at, (edit, text) in enumerate(redline) if edit is not Edit.EQUAL and text.strip()]
    if len(edited) != 2 or edited[1] != edited[0] + 1:
        return None
    (first, old), (second, new) = redline[edited[0]], redline[edited[1]]
    old, new = old.strip(), new.strip()
    quotable = all(re.search(r"\d", value) and len(value) <= _STEP for value in (old, new))
    if (first, second) != (Edit.DELETE, Edit.INSERT) or not quotable:
        return None
    following = redline[edited[1] + 1][1] if edited[1] + 1 < len(redline) else ""
    unit = _unit(following)
    return f"{old}{unit}", f"{new}{unit}"


def _unit(following: str) -> str:
    """Return the unit that a text begins with, and the space before it."""
    gap = len(following) - len(following.lstrip(" \u00a0\u2009\u202f"))
    found = unit_at(following, gap) if gap < len(following) else None
    return following[: found.end] if found else ""


def _joint(item: Item) -> object:
    """Return what items have in common that are told as one: words of one clause are, whatever kind they are of."""
    noun = Noun.TEXT if item.noun in _WORDS and not item.step else item.noun
    return item.verb, noun, item.names, item.step


def _join(one: Item, other: Item) -> Item:
    noun = one.noun
    if noun is not other.noun:
        noun = Noun.TEXT if Noun.TEXT in {noun, other.noun} else Noun.PROVISION
    return replace(
        one,
        noun=noun,
        after=tuple(dict.fromkeys((*one.after, *other.after))),
        before=tuple(dict.fromkeys((*one.before, *other.before))),
        count=one.count + other.count,
    )


def _terms_together(items: Iterable[Item]) -> Iterator[Item]:
    """Yield the items; terms, definitions and references under one verb are one item, where the first of them stands."""
    joined: dict[object, Item] = {}
    for item in items:
        key: object = (item.verb, item.noun) if item.noun in _NAMED else item
        one = joined.get(key)
        joined[key] = replace(_join(one, item), names=(*one.names, *item.names)) if one else item
    yield from joined.values()
