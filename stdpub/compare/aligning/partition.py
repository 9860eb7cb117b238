"""Things of one version and loose things of the other in; which of the former were cut into several of the latter, out.

Read from the later version to the earlier one, the same finds what several things were merged into.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from rapidfuzz.distance import LCSseq

from stdpub.compare.aligning.candidates import Loose
from stdpub.compare.aligning.texts import Texts

_LEAST = 10
"""Words of a thing below which it is never cut."""

_PART = 5
"""Words of a part."""

_NEW = 3
"""Words of the whole that a part alone must cover; and one of so many of its own."""

_OWN = 0.7
"""Share of a part's words that come from the whole."""

_COVERED = 0.75
"""Share of the whole's words that all parts together cover."""

_KEPT = 0.85
"""A thing whose partner covers so much of it was not cut."""

_MOST_PARTS = 12


class Cut(NamedTuple):
    """A thing that was cut: its parts, the one that covers most first, and how much of it they cover."""

    whole: int
    parts: tuple[int, ...]
    covered: float


def cuts(
    whole: Texts,
    other: Texts,
    wholes: Iterable[int],
    loose: Sequence[int],
    partner: Sequence[int],
    near: Iterable[tuple[int, int]],
) -> list[Cut]:
    """Return what was cut into its partner and loose things, or into loose things alone; a thing is part of one.

    `near` are pairs of loose things that share rare words, already found.
    """
    loose = [at for at in loose if other.size(at) >= _PART]
    cuttable = [at for at in wholes if len(whole.words(at)) >= _LEAST and not _kept(whole, other, at, partner[at])]
    if not cuttable or not loose:
        return []
    found: defaultdict[int, list[int]] = defaultdict(list)
    may_be_cut, may_be_part = set(cuttable), set(loose)
    kept = [at for at in cuttable if partner[at] >= 0]
    pairs = {(one, part) for one, part in near if one in may_be_cut and part in may_be_part}
    for one, part in sorted(pairs | Loose(whole, other, kept, loose, partner).by_words()):
        if whole.levels[one] is other.levels[part] and _may_come(whole.signs(one), other.signs(part)):
            found[one].append(part)
    result: list[Cut] = []
    taken: set[int] = set()
    for one, parts in found.items():
        own = [partner[one]] if partner[one] >= 0 else []
        candidates = [*own, *(part for part in parts if part not in taken)][:_MOST_PARTS]
        if len(candidates) > 1 and sum(len(other.spelt(part)) for part in candidates) >= _COVERED * len(
            whole.spelt(one)
        ):
            cut = _cut(whole, other, one, candidates)
            if cut is not None:
                taken.update(cut.parts)
                result.append(cut)
    return result


def _may_come(whole: AbstractSet[str], part: AbstractSet[str]) -> bool:
    """Tell whether a part can have so many words of the whole as a part must have."""
    return len(whole & part) >= _OWN * 0.8 * len(part)


def _kept(whole: Texts, other: Texts, at: int, partner: int) -> bool:
    """Tell whether the partner of a thing covers it."""
    if partner < 0:
        return False
    most = _KEPT * len(whole.words(at))
    return len(other.words(partner)) >= most and len(_covered(whole, other, at, partner)) >= most


def _covered(whole: Texts, other: Texts, at: int, part: int) -> set[int]:
    """Return which words of a thing a part has, in order."""
    blocks = LCSseq.opcodes(whole.spelt(at), other.spelt(part))
    return {
        place
        for block in blocks
        if block.tag == "equal" and block.src_end - block.src_start > 1
        for place in range(block.src_start, block.src_end)
    }


def _cut(whole: Texts, other: Texts, at: int, parts: Sequence[int]) -> Cut | None:
    covers = {part: _covered(whole, other, at, part) for part in parts}
    own = [part for part, cover in covers.items() if len(cover) >= max(_PART, _OWN * len(other.words(part)))]
    own.sort(key=lambda part: (-len(covers[part]), part))
    chosen: list[int] = []
    all_covered: set[int] = set()
    for part in own:
        if len(covers[part] - all_covered) >= max(_NEW, len(covers[part]) / _NEW):
            chosen.append(part)
            all_covered |= covers[part]
    share = len(all_covered) / len(whole.words(at))
    return Cut(at, tuple(chosen), share) if len(chosen) > 1 and share >= _COVERED else None
