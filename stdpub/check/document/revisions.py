"""Rules on what a foreword tells of the document before: what is replaced, what changed, which editions there were."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stdpub.check.document.foreword import foreword_of, said, tells
from stdpub.check.document.titles import field_span
from stdpub.check.draft import Draft, first_character
from stdpub.check.prose import prose
from stdpub.check.rule import GB, ISO, Finding, rule
from stdpub.check.whole import whole
from stdpub.model.content import List, ListItem, Paragraph
from stdpub.model.inlines import Citation, CrossReference, plain
from stdpub.model.patterns import regex
from stdpub.model.source import Severity
from stdpub.model.standard import ClauseKind
from stdpub.model.walking import pointers

_REPLACES = regex(
    r"本文件(?:部分)?代替|[Tt]his document (?:partly )?(?:cancels and )?replaces|[Tt]his \w+ edition cancels and replaces"
)
_REPLACE_HINTS = ("代替", "replaces")
_CHANGES = regex(r"技术变化|主要变化|(?:main|technical) changes")
_PLACE = regex(r"见|年版|[Ss]ee |edition")
_CHANGED = regex(r"\A\s*(?:修改|修订|变更|调整)了")
_FIRST_EDITION = regex(r"本文件为首次发布|[Tt]his is the first edition")
_REPLACED = "[GB/T 99998—2010]"


@rule(
    zh="代替其他文件时，前言应写明代替哪些文件和主要技术变化。",
    source="GB/T 1.1-2020, 8.3",
    bad=whole("zh", replaces=_REPLACED, history="[2010年首次发布为GB/T 99998—2010]"),
    good="# 通气 {#vents}\n\n通气装置为圆形。\n",
    rulebooks=GB,
    candidates=("gb-foreword-replace",),
)
def replacement_unsaid(draft: Draft) -> Iterator[Finding]:
    """The foreword of a document that replaces others names them, with the main technical changes."""
    if draft.header.replaces and draft.source_version is None and not tells(draft, _REPLACES):
        yield Finding(
            field_span(draft, "replaces"),
            f"the foreword does not tell that `{draft.header.replaces[0]}` is replaced",
            f"前言未说明代替`{draft.header.replaces[0]}`",
            "write in the foreword what is replaced, and the main technical changes",
            "在前言中写明“本文件代替……，与……相比，主要技术变化如下：”",
        )


@rule(
    zh="前言中写明代替的文件，封面也应有“代替”信息，由`replaces`给出。",
    source="GB/T 1.1-2020, 8.1 and 8.3",
    bad=whole("zh", "本文件代替GB/T 99998—2010《通气装置》。"),
    good=whole("zh", "本文件与GB/T 99997《法兰》配套使用。"),
    rulebooks=GB,
    candidates=("gb-foreword-replace",),
)
def undeclared_replacement(draft: Draft) -> Iterator[Finding]:
    """What the foreword says is replaced stands on the cover, too, from the field `replaces`."""
    for hit in draft.find(_REPLACES, *_REPLACE_HINTS) if not draft.header.replaces else ():
        if hit.passage.element is ClauseKind.FOREWORD:
            yield Finding(
                hit.at,
                "the foreword tells of a replaced document, the front matter has no `replaces`",
                "前言写有代替的文件，文前数据却没有`replaces`",
                "add `replaces: [...]` to the front matter",
                "在文前数据中加`replaces: [……]`",
            )


@rule(
    zh="第二版及以后各版的前言应写明取代前一版及主要变化。",
    source="ISO/IEC Directives, Part 2, 12.5.2",
    bad=whole("en", edition="2"),
    good="# Vents {#vents}\n\nVents are round.\n",
    severity=Severity.WARNING,
    rulebooks=ISO,
    candidates=("foreword-revision-statement",),
)
def revision_unsaid(draft: Draft) -> Iterator[Finding]:
    """The foreword of a later edition tells that it cancels and replaces the one before, and what changed."""
    edition = draft.header.edition
    later = edition.isdecimal() and len(edition) < 4 and int(edition) > 1
    if later and draft.source_version is None and not tells(draft, _REPLACES):
        yield Finding(
            field_span(draft, "edition"),
            f"the foreword of edition {edition} does not tell what it replaces",
            f"第{edition}版的前言未写明取代的版本",
            "write `This second edition cancels and replaces the first edition (...)` and the main changes",
            "写明“This second edition cancels and replaces the first edition (……)”和主要变化",
        )


def _changes(draft: Draft) -> Iterator[ListItem]:
    """Yield the items of the list of changes in the foreword."""
    foreword = foreword_of(draft)
    lead = False
    for block in foreword.blocks if foreword else ():
        if isinstance(block, List) and lead:
            yield from block.items
        lead = isinstance(block, Paragraph) and bool(
            _CHANGES.search("".join(plain(sentence.children) for sentence in block.sentences))
        )


def _words(item: ListItem) -> Iterator[Paragraph]:
    return (block for block in item.blocks if isinstance(block, Paragraph))


@rule(
    zh="变化列表的每一项写明在本版和前一版中的位置，读者由此核对。",
    source="GB/T 1.1-2020, 8.3",
    bad=whole(
        "zh",
        "本文件代替GB/T 99998—2010《通气装置》，与GB/T 99998—2010相比，主要技术变化如下：\n\n"
        "1. 更改了形状；\n2. 删除了尺寸（见2010年版的4.2）。",
        replaces=_REPLACED,
        history="[2010年首次发布为GB/T 99998—2010]",
    ),
    good=whole("zh", "本文件与GB/T 99997《法兰》配套使用。"),
    severity=Severity.WARNING,
    rulebooks=GB,
    candidates=("gb-foreword-change-ref",),
)
def change_without_place(draft: Draft) -> Iterator[Finding]:
    """Each change says where it stands in this edition and in the one before, so that a reader can look."""
    for item in _changes(draft):
        texts = ["".join(plain(one.children) for one in block.sentences) for block in _words(item)]
        pointed = any(
            isinstance(node, (CrossReference, Citation))
            for block in _words(item)
            for sentence in block.sentences
            for node in pointers(sentence.children)
        )
        if texts and not pointed and not any(_PLACE.search(text) for text in texts):
            yield Finding(
                first_character(item.blocks[0].span),
                "a change without its place in this edition or the one before",
                "变化未写明所在的条",
                "add the clause, as in （见5.1，2010年版的4.1）",
                "写明所在的条，如（见5.1，2010年版的4.1）",
            )


@rule(
    zh="变化用“增加了”“更改了”“删除了”表述；“修改”一词指修改单。",
    source="GB/T 1.1-2020, 8.3",
    bad=whole(
        "zh",
        "本文件代替GB/T 99998—2010《通气装置》，与GB/T 99998—2010相比，主要技术变化如下：\n\n"
        "1. 修改了形状（见[@vents]，2010年版的4.1）；\n2. 删除了尺寸（见2010年版的4.2）。",
        replaces=_REPLACED,
        history="[2010年首次发布为GB/T 99998—2010]",
    ),
    good=whole("zh", "本文件与GB/T 99997《法兰》配套使用。"),
    severity=Severity.WARNING,
    rulebooks=GB,
    candidates=("gb-foreword-change-ref",),
)
def unlisted_change_verb(draft: Draft) -> Iterator[Finding]:
    """Changes are told by 增加了, 更改了 and 删除了; 修改 is kept for amendments."""
    for item in _changes(draft):
        for block in _words(item):
            words = prose(block.sentences[0].children)
            found = _CHANGED.match(words.text)
            if found:
                start = found.end() - len(found[0].strip())
                yield Finding(
                    words.source(start, found.end()),
                    f"`{found[0].strip()}` where 更改了 is prescribed",
                    f"`{found[0].strip()}`应为“更改了”",
                    "write 更改了",
                    "改为“更改了”",
                    fix=words.replace(start, found.end(), "更改了"),
                )


@rule(
    zh="代替其他文件的文件应列出历次版本情况，不能又称首次发布。",
    source="GB/T 1.1-2020, 8.3",
    bad=whole("zh", "本文件代替GB/T 99998—2010《通气装置》。", replaces=_REPLACED),
    good="# 通气 {#vents}\n\n通气装置为圆形。\n",
    severity=Severity.WARNING,
    rulebooks=GB,
    candidates=("gb-foreword-history",),
)
def history_unsaid(draft: Draft) -> Iterator[Finding]:
    """A document that replaces another has a history: its earlier editions are listed, and it is no first edition."""
    header = draft.header
    if draft.source_version is not None or not header.replaces:
        return
    for one in said(draft):
        found = _FIRST_EDITION.search(one.text)
        if found:
            yield Finding(
                one.prose.source(found.start(), found.end()),
                "a first edition that replaces a document",
                "代替其他文件，却称首次发布",
                "list the earlier editions in `history`",
                "在`history`中列出历次版本",
            )
            return
    if not header.history and not tells(draft, re.compile("历次版本|previous editions")):
        yield Finding(
            field_span(draft, "replaces"),
            "a document is replaced, and no earlier editions are listed",
            "代替其他文件，但未列出历次版本情况",
            "list them in `history`",
            "在`history`中列出",
        )
