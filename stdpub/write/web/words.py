"""The words around a standard on its page, in both languages: names of fields, kinds and stages."""

from __future__ import annotations

from dataclasses import dataclass

from stdpub.model.header import Header
from stdpub.model.provisions import Kind
from stdpub.write.printed import chinese


@dataclass(frozen=True, slots=True)
class PageWords:
    """What the page itself says; `kinds` and `marks` are in the order of `Kind`."""

    skip: str
    contents: str
    permalink: str
    edition: str
    version: str
    issued: str
    implemented: str
    issue: str
    force: str
    status: str
    replaces: str
    adopts: str
    committee: str
    publisher: str
    licence: str
    translator: str
    draft: str
    published: str
    withdrawn: str
    footnotes: str
    back: str
    legend: str
    legend_note: str
    generated: str
    table: str
    missing: str
    shown: str
    cite: str
    copy: str
    copied: str
    address: str
    kinds: tuple[str, ...]
    marks: tuple[str, ...]
    stages: tuple[tuple[str, str], ...]


_EN = PageWords(
    skip="Skip to the text",
    contents="Contents",
    permalink="Permanent link",
    edition="Edition",
    version="Version",
    issued="Issued",
    implemented="In force from",
    issue="issue",
    force="implementation",
    status="Status",
    replaces="Replaces",
    adopts="Adopts",
    committee="Committee",
    publisher="Publisher",
    licence="Licence",
    translator="Translation",
    draft="DRAFT",
    published="Published",
    withdrawn="Withdrawn",
    footnotes="Footnotes",
    back="Back to the text",
    legend="Marks in the margin",
    legend_note="A mark tells which kind of provision a sentence is and links to it.",
    generated="Written by stdpub, not by the drafters",
    table="Table",
    missing="missing picture",
    shown="picture shown above",
    cite="Cite this document",
    copy="Copy",
    copied="Copied",
    address="Address and citation",
    kinds=(
        "Requirement",
        "Recommendation",
        "Permission",
        "Possibility",
        "Capability",
        "Instruction",
        "Statement",
        "External constraint",
    ),
    marks=("shall", "should", "may", "could", "can", "do", "is", "must"),
    stages=(
        ("00", "preliminary"),
        ("10", "proposal"),
        ("20", "working draft"),
        ("30", "committee draft"),
        ("40", "enquiry draft"),
        ("50", "final draft"),
        ("60", "published"),
        ("90", "under review"),
        ("95", "withdrawn"),
    ),
)

_ZH = PageWords(
    skip="跳到正文",
    contents="目次",
    permalink="永久链接",
    edition="版次",
    version="版本",
    issued="发布日期",
    implemented="实施日期",
    issue="发布",
    force="实施",
    status="状态",
    replaces="代替",
    adopts="采用",
    committee="归口委员会",
    publisher="发布机构",
    licence="许可",
    translator="翻译",
    draft="草案",
    published="已发布",
    withdrawn="已废止",
    footnotes="脚注",
    back="返回正文",
    legend="页边标记",
    legend_note="标记说明该句属于哪一类条款，并链接到该句。",
    generated="由stdpub生成，非起草人所写",
    table="表",
    missing="缺图",
    shown="图见上文",
    cite="引用本文件",
    copy="复制",
    copied="已复制",
    address="地址与引用",
    kinds=("要求", "推荐", "允许", "可能", "能力", "指示", "陈述", "外部约束"),
    marks=("应", "宜", "可", "可能", "能", "指示", "述", "必须"),
    stages=(
        ("00", "预研稿"),
        ("10", "立项稿"),
        ("20", "工作组讨论稿"),
        ("30", "征求意见稿"),
        ("40", "送审稿"),
        ("50", "报批稿"),
        ("60", "已发布"),
        ("90", "复审中"),
        ("95", "已废止"),
    ),
)

_KINDS = tuple(Kind)


def page_words(language: str) -> PageWords:
    """Return the page's words in a language; a language other than Chinese gets the English ones."""
    return _ZH if chinese(language) else _EN


def kind_name(words: PageWords, kind: Kind) -> str:
    """Return what a kind of provision is called."""
    return words.kinds[_KINDS.index(kind)]


def kind_mark(words: PageWords, kind: Kind) -> str:
    """Return the short mark of a kind of provision: the word that makes it in the rulebooks."""
    return words.marks[_KINDS.index(kind)]


def stage_name(words: PageWords, stage: str) -> str:
    """Return what the stage of an ISO harmonized code is called, empty where the code is unknown."""
    return dict(words.stages).get(stage[:2], "")


def is_draft(header: Header) -> bool:
    """Tell whether the standard is a draft: it has a stage, and that is below publication."""
    return bool(header.stage) and header.stage[:2] < "60"


def draft_line(header: Header, language: str) -> str:
    """Return the words that mark a draft on every page, `草案 30.20 征求意见稿 2026-11-22`, empty otherwise."""
    if not is_draft(header):
        return ""
    words = page_words(language)
    return " ".join(part for part in (words.draft, header.stage, stage_name(words, header.stage), header.date) if part)
