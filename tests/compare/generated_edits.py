"""Edits of known kinds on real clauses, for a fixed seed; the generator knows what it did before anything is compared.

The kinds, written down before the first run:

editorial            a comma more or less, typographic quotes, other spelling, an article more, emphasis, white space,
                     wide for narrow punctuation, a word run together or hyphenated
strengthened         should -> shall, may -> should, 宜 -> 应, 可 -> 应, can -> shall
weakened             the same the other way round
limit-tightened      another number in a sentence that bounds something, to the side that allows less
limit-relaxed        ... that allows more
unit-changed         the same amount in another unit
limit-added          a limit at the end of a requirement that had none
limit-removed        the same the other way round
reworded             substantive: a negation, a condition, a scope word, another word; not substantive: a synonym
added                a requirement (substantive), a clause
withdrawn            the same the other way round
moved                a clause before another one
split, merged        two sentences of one, one of two
term-changed         another word in a definition
reference-updated    another year, another number of a document
table-changed        another word in a cell, a row more
formula-changed      another sign
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from shared import CORPORA

from stdpub.model.content import Formula, Paragraph, Sentence, Table
from stdpub.model.folder import Folder
from stdpub.model.inlines import plain
from stdpub.model.provisions import Kind
from stdpub.model.source import SourceText
from stdpub.model.standard import Clause, Standard
from stdpub.model.terms import TermEntry
from stdpub.model.walking import below
from stdpub.read.foreign_markdown import import_folder
from stdpub.read.reader import read
from stdpub.verify.limits import find_limits

STANDARDS = Path(__file__).resolve().parents[2] / "standards"
FOREIGN = (
    ("cabforum-tls-br/v1.8.0", "en"),
    ("openapi/3.0.2", "en"),
    ("just-laws-zh/docs/economic", "zh"),
    ("asvs-4.0.3/zh-cn", "zh"),
)
OWN = ("data-centre-energy", "smart-city-data")


@dataclass(frozen=True)
class Text:
    """A document: its source, language, front matter, and its clauses as runs of lines."""

    name: str
    language: str
    front: str
    texts: dict[str, str]
    standard: Standard


@dataclass(frozen=True)
class Edit:
    """One edit: what it is called, which kinds are right, whether it is substantive, and the text before and after."""

    name: str
    right: frozenset[str]
    substantive: bool
    document: str
    language: str
    before: str
    after: str


@cache
def documents() -> tuple[Text, ...]:
    found = []
    for path, language in FOREIGN:
        folder = _folder(CORPORA / path)
        found.append(_text(import_folder(folder).folder, path, language))
    for name in OWN:
        folder = _folder(STANDARDS / name)
        found.append(_text(folder, name, "zh"))
        found.append(_text(folder, name, "en"))
    return tuple(found)


def _folder(path: Path) -> Folder:
    files = {one.relative_to(path).as_posix(): one.read_bytes() for one in sorted(path.rglob("*")) if one.is_file()}
    return Folder(path.name, files, {})


def _text(folder: Folder, name: str, language: str) -> Text:
    standard = read(folder, language)
    header = standard.header
    texts = {file: content.decode() for file, content in folder.files.items() if file.endswith(".md")}
    forms = f"verbal-forms: {header.verbal_forms.value}\n"
    front = f"---\nidentifier: T/X 1\nlanguage: {language}\ntitle:\n  {language}: {{main: X}}\n{forms}---\n\n"
    return Text(name, language, front, texts, standard)


def _clauses(document: Text) -> list[Clause]:
    """Return the clauses of a document that can stand alone, with the file's own lines."""
    return [
        one
        for one in document.standard.walk()
        if one.span.file in document.texts and one.blocks and one.title and one.normative
    ]


def _source(document: Text, clause: Clause) -> str:
    """Return the lines of a clause without its subclauses, as a clause of the first level."""
    start = clause.span.line - 1
    after = [one.span.line - 1 for one in clause.clauses]
    end = min(after) if after else clause.span.end_line
    body = "\n".join(document.texts[clause.span.file].split("\n")[start:end]).strip("\n")
    return re.sub(r"\A#+", "#", body)


def edits(count: int, seed: int) -> Iterator[Edit]:
    """Yield edits, each kind about as often."""
    dice = random.Random(seed)  # noqa: S311 - edits are no secret
    names = list(MAKERS)
    at = 0
    tried = 0
    while at < count and tried < 200 * count:
        tried += 1
        name = names[at % len(names)]
        document = dice.choice(documents())
        edit = _made(name, document, dice)
        if edit is not None:
            at += 1
            yield edit


def _made(name: str, document: Text, dice: random.Random) -> Edit | None:
    maker, right, substantive = MAKERS[name]
    clauses = _clauses(document)
    at = dice.randrange(1, len(clauses) - 1)
    chosen = [_source(document, clause) for clause in clauses[at - 1 : at + 2]]
    if any(len(one) > 6000 for one in chosen):
        return None
    made = maker(chosen, clauses[at], document, dice)
    if made is None or made == chosen:
        return None
    before, after = ("\n\n".join((document.front.rstrip("\n"), *parts)) + "\n" for parts in (chosen, made))
    return Edit(name, frozenset(right.split("|")), substantive, document.name, document.language, before, after)


def _sentences(clause: Clause, *kinds: Kind) -> list[Sentence]:
    found = [
        sentence
        for block in below(clause.blocks)
        if isinstance(block, Paragraph) and not block.generated
        for sentence in block.sentences
        if sentence.kind in kinds
    ]
    return [one for one in found if one.span.line == one.span.end_line]


def _slice(document: Text, sentence: Sentence) -> str:
    """Return a sentence as it is typed."""
    source = SourceText("", document.texts[sentence.span.file])
    span = sentence.span
    return source.text[source.offset(span.line, span.column) : source.offset(span.end_line, span.end_column)].rstrip()


def _swap(
    kinds: tuple[Kind, ...], change: Callable[[str, Text, random.Random], str | None]
) -> Callable[[list[str], Clause, Text, random.Random], list[str] | None]:
    """Return a maker that changes one sentence of the kinds in the middle clause."""

    def made(parts: list[str], clause: Clause, document: Text, dice: random.Random) -> list[str] | None:
        sentences = _sentences(clause, *kinds)
        dice.shuffle(sentences)
        for sentence in sentences[:6]:
            typed = _slice(document, sentence)
            if len(typed) < 12 or parts[1].count(typed) != 1:
                continue
            new = change(typed, document, dice)
            if new is not None and new != typed:
                return [parts[0], parts[1].replace(typed, new), parts[2]]
        return None

    return made


ANY = (Kind.REQUIREMENT, Kind.RECOMMENDATION, Kind.PERMISSION, Kind.INSTRUCTION)


def _first(*rules: tuple[str, str, str]) -> Callable[[str, Text, random.Random], str | None]:
    """Return a change by the first of some rules (language, expression, replacement) that applies, in random order."""

    def change(typed: str, document: Text, dice: random.Random) -> str | None:
        mine = [rule for rule in rules if rule[0] == document.language]
        dice.shuffle(mine)
        for _, form, new in mine:
            changed, times = re.subn(form, new, typed, count=1)
            if times and changed != typed:
                return changed
        return None

    return change


def _limit(*, wider: bool) -> Callable[[str, Text, random.Random], str | None]:
    def change(typed: str, document: Text, dice: random.Random) -> str | None:
        for one in find_limits(typed, document.language):
            reading = one.reading
            run = reading.runs.value
            start, end = one.start + run.start, one.start + run.end
            words = typed[start:end]
            if (
                one.role != "bound"
                or not re.fullmatch(r"\d+(\.\d+)?", words)
                or bool(reading.low) == bool(reading.high)
            ):
                continue
            larger = bool(reading.high) == wider
            number = float(words) * (dice.choice((2, 3)) if larger else 0.5)
            new = f"{number:.{len(words.partition('.')[2])}f}"
            if float(new) != float(words) and float(new) > 0:
                return f"{typed[:start]}{new}{typed[end:]}"
        return None

    return change


UNITS = (
    ("en", r"\b(\d+) hours\b", 60, "minutes"),
    ("en", r"\b(\d+) days\b", 24, "hours"),
    ("en", r"\b(\d+) min\b", 60, "s"),
    ("en", r"\b(\d+) m\b", 1000, "mm"),
    ("en", r"\b(\d+) s\b", 1000, "ms"),
    ("zh", r"(\d+) ?min", 60, " s"),
    ("zh", r"(\d+) ?(?:个)?小时", 60, "分钟"),
    ("zh", r"(\d+) ?[天日](?=内)", 24, "小时"),
    ("zh", r"(\d+) ?m(?![a-z²³])", 1000, " mm"),
    ("zh", r"(\d+) ?s(?![a-z])", 1000, " ms"),
)


def _unit(typed: str, document: Text, _dice: random.Random) -> str | None:
    if not any(one.role == "bound" for one in find_limits(typed, document.language)):
        return None
    for language, form, factor, unit in UNITS:
        if language == document.language:
            space = "" if unit.startswith(" ") or language == "zh" else " "
            changed = re.sub(form, lambda found: f"{int(found[1]) * factor}{space}{unit}", typed, count=1)  # noqa: B023
            if changed != typed:
                return changed
    return None


ADDITIONS = {
    "en": (" within 24 hours", " for at least 5 years", ", with a tolerance of not more than 2 %", " at most 3 times"),
    "zh": ("，且时间不大于30 min", "，且保存期不少于6个月", "，其偏差不大于5%", "，且次数不大于3次"),
}


def _with_limit(typed: str, document: Text, dice: random.Random) -> str | None:
    if find_limits(typed, document.language) or not typed.endswith((".", "。")):
        return None
    return f"{typed[:-1]}{dice.choice(ADDITIONS[document.language])}{typed[-1]}"


def _backwards(maker: Callable[..., list[str] | None]) -> Callable[..., list[str] | None]:
    """Return a maker whose text before is what the other one's is after."""

    def made(parts: list[str], clause: Clause, document: Text, dice: random.Random) -> list[str] | None:
        other = maker(list(parts), clause, document, dice)
        if other is None:
            return None
        kept = list(parts)
        parts[:] = other
        return kept

    return made


NEW = {
    "en": "The operator shall keep a written record of every such decision.",
    "zh": "运营者应对每次此类决定保存书面记录。",
}
NEW_LAW = {"en": NEW["en"], "zh": "运营者应当对每次此类决定保存书面记录。"}
HEADING = {"en": "# Records of decisions", "zh": "# 决定的记录"}


def _new(document: Text) -> str:
    words = (NEW_LAW if document.name.startswith("just") else NEW)[document.language]
    return words.replace("shall", "MUST") if document.standard.header.verbal_forms.value == "bcp14" else words


def _add_sentence(parts: list[str], _clause: Clause, document: Text, _dice: random.Random) -> list[str]:
    return [parts[0], f"{parts[1]}\n\n{_new(document)}", parts[2]]


def _add_clause(parts: list[str], _clause: Clause, document: Text, _dice: random.Random) -> list[str]:
    return [parts[0], f"{HEADING[document.language]}\n\n{_new(document)}", *parts[1:]]


def _swap_clauses(parts: list[str], _clause: Clause, _document: Text, _dice: random.Random) -> list[str]:
    return [parts[1], parts[0], parts[2]]


def _split(typed: str, document: Text, _dice: random.Random) -> str | None:
    if document.language == "en":
        found = re.fullmatch(
            r"(The \w+(?: \w+)?) (SHALL|MUST|shall) (\w{3,} [^,;:]{12,}),? and (\w{3,} [^,;:]{15,}\.)", typed
        )
        return f"{found[1]} {found[2]} {found[3]}. {found[1]} {found[2]} {found[4]}" if found else None
    found = re.fullmatch(r"([^，。；]{2,12})(应当|应)([^，。；]{6,})，(?:并|且)([^，。；]{6,}。)", typed)
    return f"{found[1]}{found[2]}{found[3]}。{found[1]}{found[2]}{found[4]}" if found else None


def _term(parts: list[str], _clause: Clause, document: Text, dice: random.Random) -> list[str] | None:
    entries = [one for top in document.standard.walk() for one in top.clauses if isinstance(one, TermEntry)]
    if not entries or document.name not in OWN:
        return None
    entry = dice.choice(entries)
    block = entry.definition[0]
    if not isinstance(block, Paragraph):
        return None
    typed = _slice(document, block.sentences[0])
    words = plain(block.sentences[0].children)
    inside = next(
        (
            word
            for word in ("energy", "equipment", "water", "data", "ratio", "数据", "电能", "设备", "体积", "时间")
            if word in words
        ),
        "",
    )
    if not inside or typed.count(inside) != 1:
        return None
    other = "resources" if document.language == "en" else "资源"
    heading = "Terms and definitions" if document.language == "en" else "术语和定义"
    title = plain(entry.designations[0].words)
    parts[:] = [f"# {heading}\n\n## {title}\n\n- {'zh' if document.language == 'en' else 'en'}: X\n\n{typed}"]
    return [parts[0].replace(typed, typed.replace(inside, other))]


def _reference(typed: str, _document: Text, _dice: random.Random) -> str | None:
    changed = re.sub(r"\bRFC ?(\d{4})\b", lambda found: f"RFC {int(found[1]) + 1234}", typed, count=1)
    return changed if changed != typed else None


def _cited(typed: str, document: Text, dice: random.Random) -> str | None:
    if not typed.endswith((".", "。")) or find_limits(typed, document.language):
        return None
    zh = document.language == "zh"
    said = (
        f"，并符合GB/T {dice.randrange(1000, 40000)}—2008的规定。"
        if zh
        else f" as specified in ISO {dice.randrange(1000, 40000)}:2008."
    )
    return typed[:-1] + said


def _dated(parts: list[str], clause: Clause, document: Text, dice: random.Random) -> list[str] | None:
    old = _swap(ANY, _cited)(parts, clause, document, dice)
    if old is None:
        return None
    parts[:] = old
    return [one.replace("—2008的", "—2021的").replace(":2008.", ":2021.") for one in old]


def _table(change: Callable[[list[str], random.Random], list[str] | None]) -> Callable[..., list[str] | None]:
    def made(parts: list[str], clause: Clause, _document: Text, dice: random.Random) -> list[str] | None:
        if not any(isinstance(block, Table) for block in clause.blocks):
            return None
        lines = parts[1].split("\n")
        rows = [at for at, line in enumerate(lines) if re.match(r"\|(?! ?:?-)", line)]
        plain_rows = [
            at for at in rows[1:] if "^" not in lines[at] and lines[at].count("|") == lines[rows[0]].count("|") > 2
        ]
        if len(plain_rows) < 3 or re.search("示例|[Ee]xample", lines[rows[0]]):
            return None
        at = dice.choice(plain_rows[1:])
        cells = lines[at].strip("|").split("|")
        new = change([cell.strip() for cell in cells], dice)
        if new is None:
            return None
        if len(new) > len(cells):
            lines.insert(at, "| " + " | ".join(new[: len(cells)]) + " |")
        else:
            lines[at] = "| " + " | ".join(new) + " |"
        return [parts[0], "\n".join(lines), parts[2]]

    return made


def _other_cell(cells: list[str], _dice: random.Random) -> list[str] | None:
    if not re.search(r"[a-z\u4e00-\u9fff]{2}", cells[-1]) or len(cells[-1]) > 80:
        return None
    return [*cells[:-1], "other resources" if cells[-1].isascii() else "其他资源"]


def _other_row(cells: list[str], _dice: random.Random) -> list[str]:
    return [f"{cell} X" for cell in cells] + [""]


def _formula(parts: list[str], clause: Clause, _document: Text, _dice: random.Random) -> list[str] | None:
    if not any(isinstance(block, Formula) for block in clause.blocks):
        return None
    changed = re.sub(r"\$\$ ?(.*?) ?\$\$", lambda found: f"$$ {found[1]} + 1 $$", parts[1], count=1)
    return [parts[0], changed, parts[2]]


_EDITORIAL = _first(
    ("en", r"(\w{4,}) (and|or) (?=\w)", r"\1, \2 "),
    ("en", r"(\w{4,}), (and|or) (?=\w)", r"\1 \2 "),
    ("en", r'"([^"]{2,40})"', r"“\1”"),
    ("en", r"\b(author|organ|util|recogn|initial)iz", r"\1is"),
    ("en", r" (of|for) (?=[a-z]{5,}s\b)", r" \1 the "),
    ("en", r"\b([a-z]{6,})(?= (?:of|to|in|for)\b)", r"*\1*"),
    ("en", r"\b([Nn])on-(?=[a-z])", r"\1on"),
    ("zh", r"，", ","),
    ("zh", r"；", ";"),
    ("zh", r"([\u4e00-\u9fff]{4})(和|及)", r"\1、\2"),
    ("zh", r"“([^”]{1,20})”", r"「\1」"),
    ("zh", r"其他", "其它"),
    ("zh", r"([\u4e00-\u9fff]{2})(?=数据|信息)", r"\1 "),
    ("zh", r"([\u4e00-\u9fff]{3})。", r"\1．"),
)
_STRONGER = _first(
    ("en", r"\bSHOULD\b", "MUST"),
    ("en", r"\bshould\b", "shall"),
    ("en", r"\bMAY\b(?! NOT)", "SHOULD"),
    ("en", r"\bmay\b(?! not)", "should"),
    ("en", r"\bRECOMMENDED\b", "REQUIRED"),
    ("zh", r"宜(?![居人])", "应"),
    ("zh", r"可以", "应当"),
    ("zh", r"(?<![不许认])可(?=[\u4e00-\u9fff]{2})(?![能行靠以见])", "应"),
)
_WEAKER = _first(
    ("en", r"\bMUST\b", "SHOULD"),
    ("en", r"\bSHALL\b", "SHOULD"),
    ("en", r"\bshall\b", "should"),
    ("en", r"\bSHOULD\b(?! NOT)", "MAY"),
    ("en", r"\bshould\b(?! not)", "may"),
    ("zh", r"应当", "可以"),
    ("zh", r"(?<![适相对响反供])应(?=[\u4e00-\u9fff])(?![用当该急])", "宜"),
)
_SENSE = _first(
    ("en", r"\b(MUST|SHALL|SHOULD|shall|should)\b(?! (?:NOT|not))", r"\1 not"),
    ("en", r"\b(MUST|SHALL|SHOULD) NOT\b", r"\1"),
    ("en", r"\.$", " unless otherwise agreed."),
    ("en", r"\ball\b", "some"),
    ("en", r"\bany\b", "all"),
    ("en", r"\b(\w{5,}) and (?=\w{5,})", r"\1 or "),
    ("en", r"\b(\w{5,}) or (?=\w{5,})", r"\1 and "),
    ("en", r"\bcertificates?\b", "messages"),
    ("en", r"\bbefore\b", "after"),
    ("en", r"\bsystem\b", "network"),
    ("zh", r"应当", "不应当"),
    ("zh", r"(?<![适相对响反供不])应(?=[\u4e00-\u9fff])(?![用当该急])", "不应"),
    ("zh", r"。$", "，另有约定的除外。"),
    ("zh", r"所有", "部分"),
    ("zh", r"和", "或"),
    ("zh", r"或者", "并且"),
    ("zh", r"数据", "文件"),
    ("zh", r"用户", "管理员"),
)
_SYNONYM = _first(
    ("en", r"\bprior to\b", "before"),
    ("en", r"\bin accordance with\b", "according to"),
    ("en", r"\bin order to\b", "to"),
    ("en", r"\butilize", "use"),
    ("en", r"\bperform\b", "carry out"),
    ("en", r"\bas specified in\b", "in accordance with"),
    ("en", r"\bensure that\b", "make sure that"),
    ("en", r"\bsuch as\b", "for example"),
    ("en", r"\bWhere\b", "When"),
    ("zh", r"按照", "根据"),
    ("zh", r"采用", "使用"),
    ("zh", r"确保", "保证"),
    ("zh", r"以及", "和"),
    ("zh", r"依照", "按照"),
    ("zh", r"包括", "包含"),
    ("zh", r"进行", ""),
)

MAKERS: dict[str, tuple[Callable[..., list[str] | None], str, bool]] = {
    "editorial": (_swap(ANY, _EDITORIAL), "editorial", False),
    "strengthened": (_swap((Kind.RECOMMENDATION, Kind.PERMISSION), _STRONGER), "strengthened", True),
    "weakened": (_swap((Kind.REQUIREMENT, Kind.RECOMMENDATION), _WEAKER), "weakened", True),
    "limit-tightened": (_swap(ANY, _limit(wider=False)), "limit-tightened", True),
    "limit-relaxed": (_swap(ANY, _limit(wider=True)), "limit-relaxed", True),
    "unit-changed": (_swap(ANY, _unit), "unit-changed", False),
    "limit-added": (_swap((Kind.REQUIREMENT,), _with_limit), "limit-added", True),
    "limit-removed": (_backwards(_swap((Kind.REQUIREMENT,), _with_limit)), "limit-removed", True),
    "reworded-sense": (_swap((Kind.REQUIREMENT, Kind.RECOMMENDATION), _SENSE), "reworded|strengthened|weakened", True),
    "reworded-synonym": (_swap((*ANY,), _SYNONYM), "reworded|editorial", False),
    "editorial-2": (_swap(ANY, _EDITORIAL), "editorial", False),
    "added-provision": (_add_sentence, "added", True),
    "added-clause": (_add_clause, "added", True),
    "withdrawn-provision": (_backwards(_add_sentence), "withdrawn", True),
    "withdrawn-clause": (_backwards(_add_clause), "withdrawn", True),
    "moved": (_swap_clauses, "moved", False),
    "split": (_swap((Kind.REQUIREMENT,), _split), "split", False),
    "merged": (_backwards(_swap((Kind.REQUIREMENT,), _split)), "merged", False),
    "term-changed": (_term, "term-changed", True),
    "reference-updated": (_swap(ANY, _reference), "reference-updated", True),
    "reference-dated": (_dated, "reference-updated", True),
    "table-cell": (_table(_other_cell), "table-changed", True),
    "table-row": (_table(_other_row), "table-changed", True),
    "formula-changed": (_formula, "formula-changed", True),
}
