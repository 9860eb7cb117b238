"""The words of a thing before and after in; what happened to them, by kind, out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from stdpub.compare.naming.labels import relabelled
from stdpub.compare.naming.limits import compare_limits, limits_of
from stdpub.compare.naming.references import cited, only_versions, same_document
from stdpub.compare.naming.spelling import spelt
from stdpub.compare.naming.verbs import only_mood, strength
from stdpub.compare.naming.wording import Wording, is_critical, judge, stem, word_runs
from stdpub.compare.passages import PLACE, Passage
from stdpub.compare.sequences import runs
from stdpub.model.changes import ChangeKind
from stdpub.model.flat import holds_limit
from stdpub.model.patterns import regex
from stdpub.model.provisions import Kind

_INFORMATIVE = frozenset({"note", "example", "quotation", "footnote", "source"})
_SAYS_NOTHING = frozenset({Kind.STATEMENT, Kind.POSSIBILITY, Kind.CAPABILITY})
_BINDING = regex(
    r"(?i)\b(?:incorporated (?:herein )?by reference|shall|must|required|optional|prohibited|mandatory|effective (?:on|from|date)?\b"
    r"|appl(?:y|ies) (?:only )?to|(?:is|are) not applicable|does not apply|supersedes|takes precedence)\b"
    r"|适用于|不适用|优先于|自.{4,20}起|为准"
)
_DEFINES = regex(r"(?i)\bmeans\b|\brefers? to\b|是指|系指|(?<=[，。])指")
_AMOUNT = regex(r"\d[\d.,]*[^\w\s]?\s?[^\s\d]{0,12}")
_ALIKE = 45

Found = tuple[ChangeKind, bool]


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What has to be known to judge words: language, whether they bind, and how words were renamed all over."""

    language: str
    normative: bool
    scope: bool = False
    defines: bool = False
    renamed: Callable[[str, str], bool] = lambda _before, _after: False


def paired(
    before: Sequence[Passage], after: Sequence[Passage]
) -> tuple[list[tuple[Passage, Passage]], list[Passage], list[Passage]]:
    """Return passages that became one another and differ, those that went, and those that came."""
    old = [one for one in before if not (one.inside == "" and not one.said.strip())]
    pairs: list[tuple[Passage, Passage]] = []
    gone: list[Passage] = []
    come: list[Passage] = []
    for run in runs([_said(one) for one in old], [_said(one) for one in after]):
        if not run.equal:
            gone += old[run.start : run.end]
            come += after[run.after_start : run.after_end]
    for one in tuple(gone):
        if not come:
            break
        best = max(come, key=lambda other, one=one: _likeness(one, other))  # type: ignore[misc]
        if _likeness(one, best) >= _ALIKE or (len(gone) == len(come) == 1 and one.inside == best.inside):
            gone.remove(one)
            come.remove(best)
            if _said(one) != _said(best):
                pairs.append((one, best))
    return pairs, gone, come


def _said(one: Passage) -> str:
    return f"{one.inside}|{one.said}"


def _likeness(one: Passage, other: Passage) -> float:
    return fuzz.ratio(one.said, other.said) - (0 if one.inside == other.inside else 30)


def text_kinds(before: Sequence[Passage], after: Sequence[Passage], around: Circumstances) -> dict[ChangeKind, bool]:
    """Return what happened to the words of a thing: each kind once, with whether it is substantive."""
    pairs, gone, come = paired(before, after)
    found = [one for old, new in pairs for one in passage_kinds(old, new, around)]
    found += [one for passage in (*gone, *come) for one in _lone(passage, around)]
    return gathered(found)


def gathered(found: Sequence[Found]) -> dict[ChangeKind, bool]:
    """Return kinds once; an editorial change is not told beside another."""
    kinds: dict[ChangeKind, bool] = {}
    for kind, substantive in found:
        kinds[kind] = kinds.get(kind, False) or substantive
    if len(kinds) > 1:
        kinds.pop(ChangeKind.EDITORIAL, None)
    return kinds


def passage_kinds(old: Passage, new: Passage, around: Circumstances) -> Iterator[Found]:
    """Yield what happened to a sentence."""
    normative = around.normative and new.inside not in _INFORMATIVE
    how = judge(old.said, new.said)
    if relabelled(old.text, new.text):
        yield ChangeKind.RENUMBERED, False
        return
    if how <= Wording.EDITORIAL and (old.kind is new.kind or only_mood(old.kind, new.kind)):
        if old.said != new.said:
            yield ChangeKind.EDITORIAL, False
        return
    specific = list(_specific(old, new, how, around, normative=normative))
    if specific:
        yield from specific
        return
    if how <= Wording.PARAPHRASE or around.renamed(old.said, new.said):
        yield ChangeKind.REWORDED, False
        return
    yield ChangeKind.REWORDED, normative and _matters(old, new, how, around)


def _matters(old: Passage, new: Passage, how: Wording, around: Circumstances) -> bool:
    """Tell whether other words can change what a reader has to do: in a statement only some can."""
    if old.kind not in _SAYS_NOTHING or new.kind not in _SAYS_NOTHING or around.scope or around.defines:
        return True
    if new.inside == "warning":
        return True
    return how is Wording.OTHER_MEANING or bool(_DEFINES.search(new.said) or _DEFINES.search(old.said))


def _specific(old: Passage, new: Passage, how: Wording, around: Circumstances, *, normative: bool) -> Iterator[Found]:
    """Yield the kinds that say more than `reworded`."""
    stronger = strength(old, new) if how > Wording.PARAPHRASE or old.said == new.said else None
    if stronger is not None and normative:
        yield stronger, True
    if normative and (how is Wording.OTHER_MEANING or not _same_amounts(old, new)):
        limits = compare_limits(limits_of([old], around.language), limits_of([new], around.language))
        only = ChangeKind.UNIT_CHANGED
        if limits == (only,) and not _only_limits_differ(old, new, around.language):
            limits = ()
        yield from ((kind, kind is not only) for kind in limits)
        if limits:
            return
    if how > Wording.PARAPHRASE and cites_otherwise(old.said, new.said):
        yield ChangeKind.REFERENCE_UPDATED, normative


def _same_amounts(before: Passage, after: Passage) -> bool:
    """Tell whether two English texts have the same numbers with the same signs behind them, and no limit that is marked.

    Where no other word that can bound differs either, they limit the same, and need not be read for that.
    """
    old, new = before.text, after.text
    marked = any(map(holds_limit, (*before.nodes, *after.nodes)))
    return not marked and old.isascii() and new.isascii() and _AMOUNT.findall(old) == _AMOUNT.findall(new)


def _only_limits_differ(old: Passage, new: Passage, language: str) -> bool:
    """Tell whether two sentences say the same but for the words of their limits."""
    return judge(_without_limits(old, language), _without_limits(new, language)) <= Wording.PARAPHRASE


def _without_limits(passage: Passage, language: str) -> str:
    said = passage.text
    for one in reversed(limits_of([passage], language)):
        said = f"{said[: one.start]}{PLACE}{said[one.end :]}"
    return said


def cites_otherwise(before: str, after: str) -> bool:
    """Tell whether what two texts cite is the difference between them, or is another edition of the same document."""
    one, rest = cited(before)
    other, rest_after = cited(after)
    if one == other:
        return False
    went, came = one - other, other - one
    if not went or not came:
        return False
    if same_document(went, came) or only_versions(went, came):
        return True
    return judge(rest, rest_after) <= Wording.PARAPHRASE


def _lone(passage: Passage, around: Circumstances) -> Iterator[Found]:
    """Yield what a sentence is that came or went within a thing."""
    normative = around.normative and passage.inside not in _INFORMATIVE
    binds = passage.kind not in _SAYS_NOTHING or around.scope or around.defines or bool(_BINDING.search(passage.said))
    yield ChangeKind.REWORDED, normative and binds


def renaming(pairs: Sequence[tuple[str, str]], often: int = 3) -> Callable[[str, str], bool]:
    """Return a judge of whether two texts differ in words only that were replaced all over the document."""
    times: dict[tuple[str, str], int] = {}
    for before, after in pairs:
        for swap in set(_swaps(before, after)):
            times[swap] = times.get(swap, 0) + 1
    renames = {swap for swap, count in times.items() if count >= often and not _binding_words(swap)}

    def renamed(before: str, after: str) -> bool:
        swaps = list(_swaps(before, after))
        return bool(swaps) and all(swap in renames for swap in swaps)

    return renamed if renames else (lambda _before, _after: False)


def _swaps(before: str, after: str) -> Iterator[tuple[str, str]]:
    """Yield the words that were replaced by others; where words came or went, with the word behind them."""
    one, other = spelt(before), spelt(after)
    for run in word_runs(one, other):
        if run.equal:
            continue
        old, new = one[run.start : run.end], other[run.after_start : run.after_end]
        behind = () if old and new else one[run.end : run.end + 1]
        yield " ".join(map(stem, (*old, *behind))), " ".join(map(stem, (*new, *behind)))


def _binding_words(swap: tuple[str, str]) -> bool:
    words = " ".join(swap).split()
    return any(map(is_critical, words)) or len(words) > 12 or not all(swap)
