"""Rules on the words of titles: of the document, of its clauses, tables and figures."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stdpub.check.draft import Draft, Role
from stdpub.check.rule import GB, ISO, Finding, rule
from stdpub.check.whole import whole
from stdpub.model.header import Title
from stdpub.model.identifiers import part_of
from stdpub.model.patterns import regex
from stdpub.model.source import NOWHERE, Severity, Span

_PUNCTUATION = "。，：；、．.,:;"
_SHORTENED = regex(r"(?:\b(?:etc|Inc|Ltd|Co|No|vs|cf|[A-Z])|\.\.)\.\Z|…\Z")
_DOCUMENT = regex(
    r"\binternational standard\b|\btechnical (?:report|specification)\b|\bpublicly available specification\b"
    r"|^(?:standard|guide) (?:for|on|of|to)\b",
    re.IGNORECASE,
)
_AT_END = regex(r"\b(?:standard|guide)$|标准(?:化指导性技术文件)?$", re.IGNORECASE)
_CLUMSY = regex(
    r"\bmethods? of test(?:ing)?\b|\b(?:test )?methods? for (?:the )?determination of\b|^tests? on\b|\btest code for\b",
    re.IGNORECASE,
)
_KINDS = {
    "terminology": ("术语", "词汇"),
    "symbols": ("符号", "标志", "图形"),
    "classification": ("分类", "编码", "代码"),
    "test-method": ("试验", "测定", "方法", "检测", "检验"),
    "specification": ("规范",),
    "code-of-practice": ("规程",),
    "guide": ("指南",),
    "evaluation": ("评价", "评估"),
    "management-system": ("管理体系",),
}
_PART = regex(r"第[ ]?([0-9]{1,3})[ ]?部分|\bPart ([0-9]{1,3})\b")


def field_span(draft: Draft, *paths: str) -> Span:
    """Return the place of the first of some fields that the front matter has, else of the identifier."""
    places = (draft.header.span(path) for path in (*paths, "identifier"))
    return next((place for place in places if place is not None), NOWHERE)


def _elements(draft: Draft) -> Iterator[tuple[Title, str, Span]]:
    """Yield the elements of the document's title in each language, with their places."""
    if draft.source_version is not None:
        return
    for title in draft.header.titles:
        path = f"title.{title.language}"
        for name, words in (
            ("intro", title.intro),
            ("main", title.main),
            ("compl", title.compl),
            ("part.title", title.part_title),
        ):
            if words:
                yield title, words, field_span(draft, f"{path}.{name}", path, "title")


@rule(
    zh="标题、图题和表题不是句子，末尾不用标点。",
    source="GB/T 1.1-2020, clause 10; ISO house style",
    bad="# Vents: {#vents}\n\nVents are round.\n",
    good="# Vents {#vents}\n\nVents are round.\n",
    severity=Severity.WARNING,
    candidates=("gb-heading-punctuation", "heading-full-stop"),
)
def title_ends_in_punctuation(draft: Draft) -> Iterator[Finding]:
    """A title or caption is no sentence: nothing ends it."""
    for passage in draft.passages:
        if passage.role not in {Role.TITLE, Role.CAPTION}:
            continue
        text = passage.text.rstrip()
        if text[-1:] in _PUNCTUATION and len(text) > 1 and not _SHORTENED.search(text):
            kept = text.rstrip(_PUNCTUATION + " ")
            yield Finding(
                passage.prose.source(len(kept), len(text)),
                f"`{text[len(kept) :]}` at the end of a title",
                f"标题末尾有`{text[len(kept) :]}`",
                "take it away",
                "删去",
                fix=passage.prose.replace(len(kept), len(text), ""),
            )


@rule(
    zh="文件名称说明对象，不说明文件的类型：类型另有标示。",
    source="GB/T 1.1-2020, 6.1; ISO/IEC Directives, Part 2, 11.5.2",
    bad=whole("zh", title="{zh: {main: 通气装置, compl: 标准}, en: {main: Vents, compl: Evaluation}}"),
    good="# 通气 {#vents}\n\n通气装置为圆形。\n",
    severity=Severity.WARNING,
    candidates=("gb-meta-name", "title-names-type"),
)
def title_names_document_type(draft: Draft) -> Iterator[Finding]:
    """The title says what the document is about, not what type of document it is: that stands elsewhere."""
    for title, words, at in _elements(draft):
        last = words in {title.compl or title.main, title.part_title}
        found = _DOCUMENT.search(words) or (_AT_END.search(words) if last else None)
        if found:
            yield Finding(
                at,
                f"the title names the type of document: `{found[0]}`",
                f"文件名称写明了文件类型`{found[0]}`",
                "leave it out, or name the aspect: requirements, test method, vocabulary",
                "删去，或写明内容的方面，如规范、试验方法、术语",
            )


@rule(
    zh="名称最多由三个要素组成：引导要素、主体要素和补充要素。",
    source="ISO/IEC Directives, Part 2, 11.4",
    bad=whole("en", title="{en: {intro: Vessels, main: Vents — Round vents, compl: Tests}, zh: {main: 通气装置}}"),
    good="# Vents {#vents}\n\nVents are round.\n",
    rulebooks=ISO,
    candidates=("title-too-many-elements",),
)
def title_with_too_many_elements(draft: Draft) -> Iterator[Finding]:
    """A title has three elements at most: the field, the subject and the aspect of it."""
    for title in draft.header.titles if draft.source_version is None else ():
        texts = [text for text in (title.intro, title.main, title.compl) if text]
        count = sum(text.count(" — ") + 1 for text in texts)
        if count > len(texts) and count > 3:
            yield Finding(
                field_span(draft, f"title.{title.language}.main", f"title.{title.language}", "title"),
                f"a title of {count} elements",
                f"名称有{count}个要素",
                "join or drop some: introductory, main and complementary element are all there are",
                "合并或删减：只有引导要素、主体要素和补充要素",
            )


@rule(
    zh="编号中有部分号的文件，其名称应写明第几部分，编号与名称一致。",
    source="GB/T 1.1-2020, 6.1 and 7.1; ISO/IEC Directives, Part 2, 11.4",
    bad=whole(
        "zh",
        "本文件是GB/T 99999《通气装置》的第2部分。GB/T 99999已经发布了以下部分：\n\n- 第1部分：形状；\n- 第2部分：试验。",
        identifier="GB/T 99999.2",
        level="national-standard",
        title="{zh: {main: 通气装置}, en: {main: Vents, part: {number: 2, title: Tests}}}",
    ),
    good="# 通气 {#vents}\n\n通气装置为圆形。\n",
    candidates=("part-title-prefix",),
)
def part_without_title(draft: Draft) -> Iterator[Finding]:
    """A document whose identifier bears a part number says in its title which part it is."""
    part = part_of(draft.header.identifier) if draft.source_version is None else ""
    for title in draft.header.titles if part else ():
        typed = [found[1] or found[2] for text in (title.main, title.compl) for found in _PART.finditer(text)]
        said = title.part_number or next(iter(typed), "")
        if said != part:
            path = f"title.{title.language}"
            yield Finding(
                field_span(draft, f"{path}.part.number", path, "title"),
                f"the title says part `{said}`, the identifier part `{part}`"
                if said
                else f"the identifier bears part number `{part}`, the title none",
                f"名称为第`{said}`部分，编号为第`{part}`部分" if said else f"编号为第`{part}`部分，名称未写部分",
                f"write `part: {{number: {part}, title: ...}}`",
                f"写明`part: {{number: {part}, title: ……}}`",
            )


@rule(
    zh="试验方法文件的名称用“Test method”或“Determination of ……”，不用累赘的说法。",
    source="ISO/IEC Directives, Part 2, 11.5.2",
    bad=whole("en", title="{en: {main: Rice, compl: Method for the determination of ash}, zh: {main: 稻米}}"),
    good="# Vents {#vents}\n\nVents are round.\n",
    severity=Severity.WARNING,
    rulebooks=ISO,
    candidates=("test-method-title",),
)
def clumsy_test_title(draft: Draft) -> Iterator[Finding]:
    """The title of a test method reads `Test method` or `Determination of ...`, and no longer than that."""
    for _, words, at in _elements(draft):
        found = _CLUMSY.search(words)
        if found:
            yield Finding(
                at,
                f"`{found[0]}` in the title of a test method",
                f"试验方法的名称中有`{found[0]}`",
                "write `Test method` or `Determination of ...`",
                "改为`Test method`或`Determination of ……`",
            )


@rule(
    zh="名称中写明文件的功能类型，如术语、规范、规程、指南、评价，读者由此知道文件的作用。",
    source="GB/T 1.1-2020, 6.1.4.2",
    bad=whole("zh", function="guide"),
    good="# 通气 {#vents}\n\n通气装置为圆形。\n",
    severity=Severity.WARNING,
    rulebooks=GB,
    candidates=("gb-meta-name",),
)
def title_without_function(draft: Draft) -> Iterator[Finding]:
    """The title says what the document does, by a word such as 术语, 规范, 规程, 指南 or 评价."""
    words = _KINDS.get(draft.header.function, ())
    for title in draft.header.titles if words and draft.source_version is None else ():
        whole = f"{title.intro}{title.main}{title.compl}{title.part_title}"
        if title.language.startswith("zh") and not any(word in whole for word in words):
            yield Finding(
                field_span(draft, f"title.{title.language}.main", f"title.{title.language}", "title"),
                f"the title does not say its function `{draft.header.function}`",
                f"名称未体现功能类型`{draft.header.function}`",
                f"add a word such as {words[0]}",
                f"加上“{words[0]}”等词",
            )
