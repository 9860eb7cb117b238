"""A rule's name to what `explain` prints: its reason, its source, and what it says of its example."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from difflib import get_close_matches
from json import dumps

from stdpub.check.examples import folder_of
from stdpub.check.reading_faults import ReadingFault, reading_faults
from stdpub.check.rule import Rule
from stdpub.check.runner import RULES
from stdpub.cli.diagnostics import said
from stdpub.cli.messages import SEVERITIES, Usage, colours, in_user_language, painted
from stdpub.cli.rule_pages import found_in
from stdpub.model.header import RulebookName
from stdpub.model.source import Diagnostic, Words
from stdpub.pipeline import check

_SOURCE = Words("source", "依据")
_SEVERITY = Words("severity", "级别")
_OFF = Words("off by default; a library turns it on in `stdpub.toml`", "默认关闭；可在`stdpub.toml`中开启")
_BAD = Words("this is found:", "报告如下：")
_GOOD = Words("this is right:", "正确写法：")
_ALWAYS = Words("reported in reading, under every rulebook", "读取时报告，与起草规则无关")


def told(name: str, *, json: bool) -> str:
    """Return what there is to say of a rule; raise Usage, with the nearest name, where there is none so named."""
    everything = _everything()
    found = next((one for one in everything if one.id == name), None)
    if found is None:
        near = get_close_matches(name.lower(), [one.id for one in everything], 1, 0.6)
        help_ = Words(f"did you mean `{near[0]}`?", f"是否指`{near[0]}`？") if near else None
        raise Usage(Words(f"there is no rule `{name[:80]}`", f"没有规则`{name[:80]}`"), help_)
    return dumps(_record(found), ensure_ascii=False, indent=2) if json else "\n".join(_told(found))


def listed(*, json: bool) -> str:
    """Return the names of all rules, each with the first line of its reason."""
    everything = _everything()
    if json:
        return dumps([_record(one) for one in everything], ensure_ascii=False, indent=2)
    width = max(len(one.id) for one in everything)
    return "\n".join(f"{one.id:{width}}  {in_user_language(one.why).splitlines()[0]}" for one in everything)


def _everything() -> tuple[Rule | ReadingFault, ...]:
    return (*RULES, *reading_faults())


def _record(one: Rule | ReadingFault) -> dict[str, object]:
    why = {"en": one.why.en, "zh": one.why.zh}
    if isinstance(one, ReadingFault):
        return {"rule": one.id, "why": why, "bad": one.bad}
    return {
        "rule": one.id,
        "severity": one.severity.value,
        "off": one.off,
        "rulebooks": sorted(one.rulebooks),
        "source": one.source,
        "why": why,
        "bad": one.bad,
        "good": one.good,
    }


def _told(one: Rule | ReadingFault) -> Iterator[str]:
    colour = colours(sys.stdout)
    yield painted(one.id, "bold", wanted=colour)
    yield in_user_language(one.why)
    if isinstance(one, ReadingFault):
        yield f"  {in_user_language(_ALWAYS)}"
        folder = folder_of(one.bad, RulebookName.ISO_IEC_PART_2)
        found = tuple(fault for standard in check(folder) for fault in standard.diagnostics) if one.bad else ()
        yield from _example(one.bad, [fault for fault in found if fault.rule == one.id])
        return
    grade = in_user_language(SEVERITIES[one.severity])
    yield f"  {in_user_language(_SEVERITY)}: {in_user_language(_OFF) if one.off else grade}"
    yield f"  {in_user_language(_SOURCE)}: {one.source}"
    yield from _example(one.bad, [fault for fault in found_in(one, one.bad) if fault.rule == one.id])
    yield f"\n{in_user_language(_GOOD)}\n"
    yield from (f"    {line}".rstrip() for line in one.good.rstrip("\n").splitlines())


def _example(text: str, found: list[Diagnostic]) -> Iterator[str]:
    """Yield an example and what is said of it, its lines counted within the example."""
    if not text:
        return
    yield ""
    yield from (f"    {line}".rstrip() for line in text.rstrip("\n").splitlines())
    yield f"\n{in_user_language(_BAD)}\n"
    for fault in found:
        yield from (f"    {line}" for line in said(fault, colour=colours(sys.stdout)))
