"""Rules on language versions: a translation has the keys of its source, and says under each what kind of provision it says."""

from __future__ import annotations

from collections.abc import Iterator

from stdpub.check.draft import Draft, first_character
from stdpub.check.languages.alignment import Thing, Unit, alignment
from stdpub.check.languages.pairs import SOURCE, example, place_of
from stdpub.check.rule import ALL, Finding, rule
from stdpub.model.provisions import Kind
from stdpub.model.source import Span, Words

_FOLDED = {
    Kind.POSSIBILITY: Kind.STATEMENT,
    Kind.CAPABILITY: Kind.STATEMENT,
    Kind.EXTERNAL_CONSTRAINT: Kind.REQUIREMENT,
}
"""Kinds that a language does not separate: 能 and 可能 state, `can` is both; 必须 and `must` oblige, whoever compels."""

_KINDS = {
    Kind.REQUIREMENT: Words("a requirement", "要求"),
    Kind.RECOMMENDATION: Words("a recommendation", "推荐"),
    Kind.PERMISSION: Words("a permission", "允许"),
    Kind.INSTRUCTION: Words("an instruction", "指示"),
    Kind.STATEMENT: Words("a statement", "陈述"),
}


@rule(
    zh="键在各语言版本中相同；只在一种语言中出现的键所指的内容，其他语言的读者读不到。",
    source=SOURCE,
    bad=example("装置应清洁。 {#clean}\n\n装置应涂漆。 {#paint}", "The vent shall be clean. {#clean}"),
    good=example("装置应清洁。 {#clean}", "The vent shall be clean. {#clean}"),
    rulebooks=ALL,
)
def translated_key_missing(draft: Draft) -> Iterator[Finding]:
    """A key is the same in every language; what bears one in a single language cannot be read, or cited, in the others."""
    source = draft.source_version
    if source is None:
        return
    found = alignment(draft)
    for thing, near in found.missing:
        yield _lacking(thing, near, draft.header.language, source.header.language)
    for thing, near in found.extra:
        yield _lacking(thing, near, source.header.language, draft.header.language)


def _lacking(thing: Thing, near: Span, lacks: str, has: str) -> Finding:
    """Return the finding for a thing that one language lacks: in the file that lacks it, next to where it belongs."""
    return Finding(
        first_character(near),
        f"`{thing.key}` stands in `{has}` and not in `{lacks}`",
        f"`{thing.key}`见于`{has}`版，而`{lacks}`版没有",
        "translate it here, or give its translation this key",
        "请在此处译出，或为其译文加上该键",
        related=(first_character(thing.span),),
    )


@rule(
    zh="条款的种类决定使用者必须做什么；译文中“应”变为should就改变了文件。",
    source=SOURCE,
    bad=example("装置应清洁。 {#clean}", "The vent should be clean. {#clean}"),
    good=example("装置应清洁。 {#clean}", "The vent shall be clean. {#clean}"),
    rulebooks=ALL,
)
def translated_kind_differs(draft: Draft) -> Iterator[Finding]:
    """The kind of a provision is what it does to its reader: 应 that became `should` is another document."""
    for source, own in alignment(draft).units:
        if source.kind is None or own.kind is None:
            continue
        one, two = _FOLDED.get(source.kind, source.kind), _FOLDED.get(own.kind, own.kind)
        plain = two if draft.chinese else one
        unmarked = plain is Kind.STATEMENT and Kind.INSTRUCTION in {
            one,
            two,
        }  # Chinese words most instructions as facts
        if one is not two and not unmarked and not (_lets(source) and _lets(own)):
            yield Finding(
                place_of(own),
                f"{_KINDS[two].en} where the source has {_KINDS[one].en}",
                f"此处为{_KINDS[two].zh}，而源文为{_KINDS[one].zh}",
                "take the verbal form of the source's kind, or mend the source",
                "请使用与源文同类的能愿动词，或修改源文",
                related=(place_of(source),),
            )


def _lets(unit: Unit) -> bool:
    """Tell whether a unit permits, or says 可, which outside GB/T 1.1 is `may` and `can`."""
    forms = {passage.sentence.verbal_form for passage in unit.passages if passage.sentence}
    able = unit.kind is Kind.CAPABILITY and not forms.isdisjoint({"可", "可以"})
    return able or unit.kind is Kind.PERMISSION
