"""Rules on pointers that lead nowhere: numbers typed by hand, numbers of nothing, and pointers that come back to their start."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from stdpub.check.citing import extent
from stdpub.check.draft import Call, Draft, Hit, Role
from stdpub.check.references.numbered import numbered, numbers, outside
from stdpub.check.rule import Finding, rule
from stdpub.model.content import Paragraph
from stdpub.model.inlines import CrossReference
from stdpub.model.patterns import regex
from stdpub.model.source import Severity, Span

_DOTTED = r"(?:[0-9]{1,2}|[A-Z])(?:\.[0-9]{1,3})"
_NUMBER = r"(?:[A-Z]\.)?[0-9]{1,3}"
_TYPED_ZH = regex(
    rf"(?P<table>表[ ]?{_NUMBER})(?![0-9a-zA-Z.–-])|(?P<figure>图[ ]?{_NUMBER})(?![0-9a-zA-Z.–-])|(?P<annex>附录[ ]?[A-Z])(?![0-9A-Za-z.])"
    rf"|(?P<formula>公式[ ]?[（(]{_NUMBER}[)）])|(?P<chapter>第[ ]?[0-9]{{1,2}}[ ]?章)"
    rf"|(?P<clause>{_DOTTED}{{1,5}})(?![0-9.]|\s?[%℃°～~×+±a-zA-Zμ条节章款年月])"
)
_TYPED_EN = regex(
    rf"(?P<table>Table {_NUMBER})(?![\w.–-]\w)(?!\w)|(?P<figure>Figure {_NUMBER})(?![\w.–-]\w)(?!\w)|(?P<annex>Annex [A-Z])(?![\w.–-]\w)(?!\w)"
    rf"|(?P<formula>Formula \({_NUMBER}\))|(?P<chapter>Clause [0-9]{{1,2}})(?![\w.–-]\w)(?!\w)"
    rf"|(?P<clause>{_DOTTED}{{1,5}})(?![0-9]|\.[0-9]|\s?[%°×±a-zA-Zμ]*\b[%°×±μ])"
)
_WORDS_ZH = ("表", "图", "附录", "公式", "章", "见", "按", "照", "依", "据", "符合")
_WORDS_EN = (
    "table ",
    "figure ",
    "annex ",
    "formula (",
    "clause ",
    "see ",
    "accordance with",
    "specified in",
    "given in",
    "described in",
    "defined in",
    "required in",
    "listed in",
    "shown in",
    " as in ",
    "according to",
    "as per",
)
_NOT_A_WORD = regex(r"(?:[代列仪手钟年日外图报地略插附蓝构意企试绘制]|[A-Za-z0-9])\Z")
_LEADS_ZH = regex(r"(?:见|按照?|依照|依据|根据|符合)\s?\Z")
_LEADS_EN = regex(
    r"\b(?:[Ss]ee|in accordance with|(?:specified|given|described|defined|required|listed|shown|as) in|according to|as per)\s\Z"
)
_UNIT = regex(r"\s?(?:mm|cm|m|km|kg|g|s|min|h|V|A|W|kW|Pa|kPa|MPa|N|Hz|K|L|l|%|℃|°|and [0-9]|to [0-9]|times)\b")
_THIS = regex(r"(?:\b[Tt]his (?:[Ss]ection|[Cc]lause|[Ss]ubclause|[Aa]nnex)?\s?|本[条章节]?|[–—～至]§?)\Z")
_MORE = regex(r"\s?[(（]?[a-z0-9]{1,2}[)）]|,? (?:[Nn]ote|[Ee]xample|item|point)|的(?:注|示例|列项|第)|\s?[–—～至]")
_OTHER_EDITION = regex(r"(?:年版|旧版|原标准|代替文件)的?\s?\Z|\bedition(?: of)?,? \Z")
_CAPTION = regex(r"\s?[-–—:：.]|[ \u3000](?![,;.a-z])|\Z")
"""What stands behind the number of a caption that was typed as a paragraph: that is for the reader to tell."""

_MENTIONED = regex(
    r"\b(?:[Cc]hapter|[Ss]ection|[Ss]ubclause|[Cc]lause|[Pp]aragraph)(?:s|(?P<one>)) (?P<number>[0-9]{1,2}(?:\.[0-9]{1,3}){0,5})"
    r"(?![0-9])"
)
"""Words that point at clauses, those that no rule rewrites too."""

_DIGITS = regex(rf"(?:{_DOTTED}{{1,5}}|{_NUMBER}|[A-Z])(?=\W*章?\Z)")


def _typed(draft: Draft) -> Iterator[tuple[Hit, str, str]]:
    """Yield the numbers typed into the text where something of this document is meant: kind and number."""
    if not numbered(draft):
        return
    pattern, words = (_TYPED_ZH, _WORDS_ZH) if draft.chinese else (_TYPED_EN, _WORDS_EN)
    for hit in draft.find_near(pattern, *words):
        kind = hit.match.lastgroup or ""
        if hit.passage.role is Role.SENTENCE and _means_own(draft, hit, kind) and not outside(hit):
            number = _DIGITS.search(hit.words)
            if number:
                yield hit, kind, number[0]


def _means_own(draft: Draft, hit: Hit, kind: str) -> bool:
    """Tell whether what looks like a number of a clause or float is one, by the words before and after."""
    masked = hit.passage.prose.masked
    before = masked[max(hit.start - 24, 0) : hit.start]
    if _OTHER_EDITION.search(before):
        return False
    if kind == "clause":
        leads = _LEADS_ZH if draft.chinese else _LEADS_EN
        return bool(leads.search(before)) and not _UNIT.match(masked, hit.end)
    if kind in {"table", "figure"} and hit.start == 0 and _CAPTION.match(masked, hit.end):
        return False
    return not (draft.chinese and kind in {"table", "figure"} and _NOT_A_WORD.search(before))


@rule(
    zh="手写的编号在条文增删后会指向他处；用键提及，编号自动生成。",
    source="GB/T 1.1-2020, 9.5.3; ISO/IEC Directives, Part 2, 10.6",
    bad="# Vents {#vents}\n\nVents are round, see Annex A.\n\n# Rig {#rig .annex .informative}\n\nA rig is shown.\n",
    good="# Vents {#vents}\n\nVents are round, see [@rig].\n\n# Rig {#rig .annex .informative}\n\nA rig is shown.\n",
    severity=Severity.WARNING,
    candidates=("gb-manual-number",),
    yields_to=("caption-without-table",),
)
def typed_pointer(draft: Draft) -> Iterator[Finding]:
    """A typed number points at something else as soon as a clause is put in; a key prints the right one."""
    known = draft.once(numbers)
    for hit, kind, number in _typed(draft):
        if known.meant(kind, number):
            key, help_ = known.key(kind, number), known.help(hit.words, kind, number)
            home = number == hit.passage.part.number  # a pointer at its own clause is mended by hand
            edits = hit.passage.prose.replace(hit.start, hit.end, f"[@{key}]") if key and not home else ()
            message = f"a typed pointer `{hit.words}`", f"手写的编号`{hit.words}`"
            yield Finding(hit.at, *message, help_.en, help_.zh, fix=edits)


def evidence(draft: Draft) -> frozenset[Span]:
    """Return the typed numbers that have to stay as long as a typed pointer is left that nobody can resolve without them."""
    if not any(one.rule == "typed-number" for one in draft.standard.diagnostics):
        return frozenset()
    known = draft.once(numbers)
    kept: set[Span] = set()
    for hit, kind, number in _typed(draft) if known.moved else ():
        key = known.key(kind, number)
        if not key or not hit.passage.prose.replace(hit.start, hit.end, key):
            kept.update(one.place for one in known.row(kind) if one.place)
    for hit in draft.find(_MENTIONED) if known.row("clause") else ():
        number = hit.match["number"]
        kind = "clause" if "." in number else "chapter"
        if not outside(hit) and not (hit.match["one"] and known.key(kind, number)):
            kept.update(one.place for one in known.row("clause") if one.place)
    return frozenset(kept)


@rule(
    zh="提及的编号在文件中应存在，否则读者无从查找。",
    source="GB/T 1.1-2020, 9.5.3; ISO/IEC Directives, Part 2, 10.6",
    bad="# Vents {#vents}\n\nVents are round, see Annex C.\n",
    good="# Vents {#vents}\n\nVents are round, see [@rig].\n\n# Rig {#rig .annex .informative}\n\nA rig is shown.\n",
    candidates=("gb-ref-dangling", "broken-reference"),
)
def dangling_number(draft: Draft) -> Iterator[Finding]:
    """The text points at a number that nothing in the document bears, so nobody finds what is meant."""
    known = draft.once(numbers)
    for hit, kind, number in _typed(draft):
        pictured = kind == "formula" and not any(other == "formula" for other, _ in known.printed)
        if known.meant(kind, number) is None and not pictured:
            yield Finding(
                hit.at,
                f"`{hit.words}` is nowhere in the document",
                f"文件中没有`{hit.words}`",
                "point at what is meant by its key: `[@key]`",
                "用键提及所指的内容：`[@key]`",
            )


@rule(
    zh="条文指向自身，或几条互相指来指去，读者得不到内容。",
    source="GB/T 1.1-2020, 9.5.3; ISO/IEC Directives, Part 2, 10.6",
    bad="# Vents {#vents}\n\nVents have the shape of [@vents].\n",
    good="# Vents {#vents}\n\nVents have the shape of [@lids].\n\n# Lids {#lids}\n\nLids are round.\n",
    severity=Severity.WARNING,
)
def circular_pointer(draft: Draft) -> Iterator[Finding]:
    """A clause that points at itself, or clauses that only point at each other, leave the reader without an answer."""
    for call in draft.calls:
        if _points_home(call):
            yield Finding(
                call.pointer.span,
                f"`{call.pointer.text}` is the clause that says this",
                f"`{call.pointer.text}`就是本条",
                "point at another clause, or leave the pointer out",
                "改为指向其他条，或删去",
            )
    only = _only_pointers(draft)
    said: set[str] = set()
    for start in only:
        ring = _ring(start, only)
        if ring and not said & set(ring):
            said.update(ring)
            first = only[start]
            yield Finding(
                first.pointer.span,
                f"{len(ring)} clauses point at each other and say nothing else",
                f"{len(ring)}条互相提及，均无具体内容",
                "say in one of them what holds",
                "在其中一条写明内容",
                related=tuple(only[id_].pointer.span for id_ in ring[1:]),
            )


def _points_home(call: Call) -> bool:
    pointer, passage = call.pointer, call.passage
    if not isinstance(pointer, CrossReference) or pointer.children or passage.inside:
        return False
    own = pointer.target_id in {passage.part.id, passage.sentence.id if passage.sentence else ""}
    if not own or not pointer.target_id:
        return False
    start, end = extent(passage, pointer)
    return not _THIS.search(passage.text[max(start - 24, 0) : start]) and not _MORE.match(passage.text, end)


def _only_pointers(draft: Draft) -> dict[str, Call]:
    """Return the clauses that are one sentence with one pointer to a clause, by id."""
    calls: dict[str, list[Call]] = {}
    for call in draft.calls:
        calls.setdefault(call.passage.part.id, []).append(call)
    found: dict[str, Call] = {}
    for clause in draft.clauses:
        only = clause.blocks[0] if len(clause.blocks) == 1 and not clause.clauses else None
        single = isinstance(only, Paragraph) and len(only.sentences) == 1
        mine = calls.get(clause.id, [])
        if single and len(mine) == 1 and mine[0].pointer.target_id != clause.id:
            found[clause.id] = mine[0]
    return found


def _ring(start: str, only: Mapping[str, Call]) -> list[str]:
    """Return the clauses that lead from one back to itself, none where the way ends elsewhere."""
    way = [start]
    at = only[start].pointer.target_id
    while at in only and at not in way and len(way) < 20:
        way.append(at)
        at = only[at].pointer.target_id
    return way if at == start else []
