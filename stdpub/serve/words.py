"""The words of the reader's pages, in English and Chinese."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SiteWords:
    """What the pages say around the standards."""

    skip: str
    library: str
    standards: str
    search: str
    search_hint: str
    find: str
    editions: str
    edition: str
    drafts: str
    draft: str
    status: str
    date: str
    implementation: str
    languages: str
    contents: str
    provisions: str
    terms: str
    whole_text: str
    forms: str
    source: str
    permanent_link: str
    previous: str
    next: str
    up: str
    more: str
    nothing: str
    results: str
    meant: str
    all_kinds: str
    key: str
    hash: str
    interface: str
    identifier: str
    title: str
    current: str
    filter: str
    since: str
    until: str
    in_force_from: str
    rendered: str
    statuses: tuple[tuple[str, str], ...]
    kinds: tuple[tuple[str, str], ...]

    def status_name(self, status: str) -> str:
        """Return what a legal status is called."""
        return dict(self.statuses).get(status, status)

    def kind_name(self, kind: str) -> str:
        """Return what a kind of provision or element is called."""
        return dict(self.kinds).get(kind, kind)


_EN = SiteWords(
    skip="Skip to the text",
    library="Library of standards",
    standards="Standards",
    search="Search",
    search_hint="Words, a number or an identifier",
    find="Find",
    editions="Editions",
    edition="Edition",
    drafts="Drafts",
    draft="Draft",
    status="Status",
    date="Issued",
    implementation="In force from",
    languages="Languages",
    contents="Contents",
    provisions="Provisions",
    terms="Terms and definitions",
    whole_text="Whole text",
    forms="Other forms",
    source="Source",
    permanent_link="Permanent link",
    previous="Previous",
    next="Next",
    up="Up",
    more="More",
    nothing="Nothing was found.",
    results="Results",
    meant="Did you mean",
    all_kinds="All kinds",
    key="Key",
    hash="Hash",
    interface="Programming interface",
    identifier="Identifier",
    title="Title",
    current="in force",
    filter="Filter",
    since="since",
    until="until",
    in_force_from="in force from",
    rendered="This is no published edition: it is shown as today's stdpub renders it.",
    statuses=(
        ("in-force", "In force"),
        ("not-yet", "Not yet in force"),
        ("superseded", "Superseded"),
        ("withdrawn", "Withdrawn"),
        ("unknown", "Status unknown"),
        ("draft", "Draft"),
    ),
    kinds=(
        ("requirement", "Requirement"),
        ("recommendation", "Recommendation"),
        ("permission", "Permission"),
        ("possibility", "Possibility"),
        ("capability", "Capability"),
        ("instruction", "Instruction"),
        ("external-constraint", "External constraint"),
    ),
)

_ZH = SiteWords(
    skip="跳到正文",
    library="标准库",
    standards="标准",
    search="检索",
    search_hint="词语、编号或标准号",
    find="查找",
    editions="版本",
    edition="版本",
    drafts="草案",
    draft="草案",
    status="状态",
    date="发布日期",
    implementation="实施日期",
    languages="语言",
    contents="目次",
    provisions="条款",
    terms="术语和定义",
    whole_text="全文",
    forms="其他形式",
    source="源文件",
    permanent_link="永久链接",
    previous="上一条",
    next="下一条",
    up="上一级",
    more="更多",
    nothing="没有找到。",
    results="结果",
    meant="您要找的可能是",
    all_kinds="所有类型",
    key="键",
    hash="散列值",
    interface="编程接口",
    identifier="标准号",
    title="名称",
    current="现行",
    filter="筛选",
    since="自",
    until="至",
    in_force_from="实施日期",
    rendered="这不是已发布的版本：此处由当前的 stdpub 生成。",
    statuses=(
        ("in-force", "现行"),
        ("not-yet", "即将实施"),
        ("superseded", "被代替"),
        ("withdrawn", "废止"),
        ("unknown", "状态不明"),
        ("draft", "草案"),
    ),
    kinds=(
        ("requirement", "要求"),
        ("recommendation", "推荐"),
        ("permission", "允许"),
        ("possibility", "可能"),
        ("capability", "能力"),
        ("instruction", "指示"),
        ("external-constraint", "外部约束"),
    ),
)


def site_words(language: str) -> SiteWords:
    """Return the words of the pages in a language; one other than Chinese gets the English words."""
    return _ZH if language.partition("-")[0] == "zh" else _EN
