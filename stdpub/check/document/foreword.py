"""Rules on what a foreword tells, and in which order: parts, patents, who drafted the document."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stdpub.check.document.elements import title_span
from stdpub.check.document.titles import field_span
from stdpub.check.draft import Draft, Passage, first_character
from stdpub.check.rule import GB, Finding, rule
from stdpub.check.whole import whole
from stdpub.model.content import Paragraph
from stdpub.model.identifiers import part_of
from stdpub.model.inlines import plain
from stdpub.model.patterns import regex
from stdpub.model.source import Severity
from stdpub.model.standard import Clause, ClauseKind

_KINDS = (
    (regex(r"按照GB/T 1\.1|in accordance with GB/T 1\.1"), "basis", "编制依据"),
    (regex(r"的第[0-9]{1,3}部分|is Part [0-9]{1,3} of|发布了以下部分"), "parts", "部分"),
    (
        regex(r"本文件(?:部分)?代替|废止|[Tt]his document (?:partly )?(?:cancels and )?replaces"),
        "replaced documents",
        "代替的文件",
    ),
    (
        regex(r"等同采用|修改采用|非等效|identical to|modified in relation|not equivalent"),
        "adoption",
        "与国际文件的关系",
    ),
    (regex(r"专利|patent right"), "patents", "专利"),
    (
        regex(r"本文件由.{1,60}(?:提出|归口)|was proposed by|under the jurisdiction of"),
        "proposing body",
        "提出和归口",
    ),
    (
        regex(r"本文件(?:主要)?起草(?:单位|人)|drafting organizations|main drafters"),
        "drafters",
        "起草单位和起草人",
    ),
    (regex(r"历次版本|首次发布|previous editions|first edition"), "history", "历次版本"),
)
_OWN_PART = regex(r"本文件是.{0,80}?的?第([0-9]{1,3})部分|[Tt]his document is Part ([0-9]{1,3}) of")
_ADMINISTRATION = regex(r"自发布之日起(?:正式)?(?:实施|施行)|由[^。；，]{1,40}负责(?:解释|修订|管理)")
_REPLACED = "[GB/T 99998—2010]"


def foreword_of(draft: Draft) -> Clause | None:
    """Return the foreword, if there is one."""
    return next((one for one in draft.standard.clauses if one.kind is ClauseKind.FOREWORD), None)


def said(draft: Draft) -> Iterator[Passage]:
    """Yield the sentences that the author wrote in the foreword."""
    return (one for one in draft.sentences if one.element is ClauseKind.FOREWORD)


def tells(draft: Draft, pattern: re.Pattern[str], element: ClauseKind = ClauseKind.FOREWORD) -> bool:
    """Tell whether a sentence of the foreword, or of another element, says something."""
    return any(pattern.search(one.text) for one in draft.sentences if one.element is element)


@rule(
    zh="前言的内容按固定次序排列：编制依据、部分、代替的文件、与国际文件的关系、专利、提出和归口、起草单位和起草人、历次版本。",
    source="GB/T 1.1-2020, 8.3",
    bad=whole(
        "zh",
        "本文件代替GB/T 99998—2010《通气装置》，与GB/T 99998—2010相比，主要技术变化如下：\n\n"
        "a) 增加了形状（见[@vents]）；\nb) 删除了尺寸（见2010年版的4.2）。\n\n本文件是GB/T 99999《通气装置》的第2部分。",
        identifier="GB/T 99999.2",
        level="national-standard",
        title="{zh: {main: 通气装置, part: {number: 2, title: 形状}}, en: {main: Vents, part: {number: 2, title: Shape}}}",
        replaces=_REPLACED,
        history="[2010年首次发布为GB/T 99998—2010]",
    ),
    good=whole("zh", "本文件与GB/T 99997《法兰》配套使用。"),
    severity=Severity.WARNING,
    rulebooks=GB,
    candidates=("gb-foreword-order",),
)
def foreword_out_of_order(draft: Draft) -> Iterator[Finding]:
    """The foreword tells things in one order in every document, from the basis of drafting to the history."""
    foreword = foreword_of(draft)
    highest, before = -1, ("", "")
    for block in foreword.blocks if foreword else ():
        if not isinstance(block, Paragraph) or block.generated:
            continue
        text = "".join(plain(sentence.children) for sentence in block.sentences)
        rank = next((at for at, (pattern, _, _) in enumerate(_KINDS) if pattern.search(text)), None)
        if rank is None:
            continue
        if rank < highest:
            _, en, zh = _KINDS[rank]
            yield Finding(
                first_character(block.span),
                f"the paragraph on {en} stands after the one on {before[0]}",
                f"关于{zh}的段位于关于{before[1]}的段之后",
                "move it before that paragraph",
                "移到该段之前",
            )
            return
        highest, before = rank, _KINDS[rank][1:]


@rule(
    zh="分部分出版的文件，前言应写明是哪个文件的第几部分，以及已发布的各部分。",
    source="GB/T 1.1-2020, 8.3",
    bad=whole(
        "zh",
        identifier="GB/T 99999.2",
        level="national-standard",
        title="{zh: {main: 通气装置, part: {number: 2, title: 形状}}, en: {main: Vents, part: {number: 2, title: Shape}}}",
    ),
    good="# 通气 {#vents}\n\n通气装置为圆形。\n",
    rulebooks=GB,
    candidates=("gb-foreword-part",),
)
def part_unsaid(draft: Draft) -> Iterator[Finding]:
    """The foreword of a part says of which document it is which part, and which parts there are."""
    part = part_of(draft.header.identifier)
    foreword = foreword_of(draft)
    if not part or foreword is None:
        return
    found = [(one, match) for one in said(draft) if (match := _OWN_PART.search(one.text))]
    for passage, match in found:
        number = match[1] or match[2]
        if number != part:
            at = 1 if match[1] else 2
            yield Finding(
                passage.prose.source(match.start(at), match.end(at)),
                f"the foreword says part {number}, the identifier part {part}",
                f"前言为第{number}部分，编号为第{part}部分",
                f"write {part}",
                f"改为{part}",
            )
    if not found:
        yield Finding(
            title_span(foreword),
            f"the foreword does not tell that this is part {part}",
            f"前言未说明本文件是第{part}部分",
            "write which document this is a part of, and list the parts",
            f"写明“本文件是……的第{part}部分”，并列出已发布的部分",
        )


@rule(
    zh="已识别出涉及的专利时，在引言中说明，读者由此知道向谁取得许可。",
    source="GB/T 1.1-2020, annex D; ISO/IEC Directives, Part 2, 13.3",
    bad=whole("zh", patents="ZL 2020 1 0000000.0"),
    good="# 通气 {#vents}\n\n通气装置为圆形。\n",
    severity=Severity.WARNING,
    candidates=("gb-foreword-patent",),
)
def patent_unsaid(draft: Draft) -> Iterator[Finding]:
    """An identified patent is told in the introduction, so that a user knows from whom to get a licence."""
    known = draft.header.patents not in {"", "unknown", "none", "not-stated"} and draft.source_version is None
    if known and not tells(draft, re.compile("专利|[Pp]atent"), ClauseKind.INTRODUCTION):
        yield Finding(
            field_span(draft, "patents"),
            "the introduction does not tell of the patent that the front matter names",
            "引言未说明文前数据中的专利",
            "state in the introduction which patent may be involved, and who holds it",
            "在引言中说明可能涉及的专利及其持有人",
        )


@rule(
    zh="实施日期见封面，解释权属于行政事项，均不写入前言。",
    source="GB/T 1.1-2020, 8.3",
    bad=whole("zh", "本文件自发布之日起实施。"),
    good=whole("zh", "本文件与GB/T 99997《法兰》配套使用。"),
    severity=Severity.INFO,
    rulebooks=GB,
    candidates=("gb-foreword-implementation",),
)
def administration_in_foreword(draft: Draft) -> Iterator[Finding]:
    """The date of coming into force stands on the cover, and who explains the document is no matter of its foreword."""
    for hit in draft.find(_ADMINISTRATION, "之日起", "负责解释", "负责修订", "负责管理"):
        if hit.passage.element is ClauseKind.FOREWORD:
            yield Finding(
                hit.at,
                f"`{hit.words}` in the foreword",
                f"前言中有`{hit.words}`",
                "leave it out",
                "删去",
            )
