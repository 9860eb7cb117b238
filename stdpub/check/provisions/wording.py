"""Rules on what is said: words that cannot be verified, laws without a name, contracts, and how a document names itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stdpub.check.draft import Draft
from stdpub.check.provisions.provisions import spoken
from stdpub.check.rule import GB, ISO, Finding, rule
from stdpub.model.inlines import OBJECT
from stdpub.model.patterns import regex
from stdpub.model.provisions import Kind
from stdpub.model.source import Severity
from stdpub.model.standard import ClauseKind

_ASKS = frozenset({Kind.REQUIREMENT})
_VAGUE_EN = regex(
    r"\b(?:sufficient(?:ly)?|adequate(?:ly)?|(?<!the )appropriate(?:ly)?|suitabl[ey]|reasonabl[ey]|user-friendly|"
    r"(?<=\bbe )(?:safe|reliable|durable|robust|user-friendly|easy to (?:use|clean|operate|maintain))(?= *(?:[.,;]|and\b|$))|"
    r"as far as (?:possible|practicable|reasonable)|(?:as soon|where(?:ver)?|if) (?:as )?(?:practicable|possible))\b"
)
_VAGUE_ZH = regex(
    "良好|适当(?![性人])|足够(?!时)|(?<!不)合理(?![性化])|尽快|及时(?!性|率)|较[高低大小好快慢强弱长短多少](?![于级])|充足|牢固可靠|安全可靠|坚固耐用|(?:使用|操作|维修|维护)方便|(?:应|且)安全(?=[。；，、]|$)"
)
_DIGIT = regex(r"\d|[一二三四五六七八九十百]+[倍个次天日小分秒年月]")
_THING = (
    "产品|设备|装置|系统|材料|结果|外壳|试样|样品|包装|标志|标签|部件|零件|构件|接口|数据|性能|尺寸|温度|压力|电压|电流|浓度|"
    "软件|程序|管道|阀门|电缆|容器|仪器|工具|建筑|结构|环境|水质|排放|过程|服务|方法|格式|信号|强度|含量"
)
_PERSON = (
    "人员|企业|单位|机构|组织|操作者|供方|需方|生产者|使用者|用户|制造商|供应商|从业者|实验室|承包商|运营者|管理者"
)
_OBEYING_THING = regex(rf"(?:{_THING})[^，；。：]{{0,6}}?(?:应|宜|不应)(?P<word>遵守)")
_MATCHING_PERSON = regex(
    rf"(?:{_PERSON})(?:均|都|也)?(?:应|宜)(?P<word>符合)[^，；。：\n]{{1,30}}?(?:规则|程序|规程|制度|守则|纪律)(?=[。，；]|$|的规定|的要求)"
)
_UNNAMED_LAW_ZH = regex(
    "(?:符合|遵守|执行|满足|按照?|依据|遵循)(?:我国|国家|行业|地方|当地|国家和地方|国家及行业|国家和行业)?(?:现行的?|有关的?|相关的?)(?:现行)?(?:国家|行业|地方)?"
    "(?:法律(?:、?法规)?|法规|规定|标准(?:、规范)?|规范|规章|政策|强制性标准|标准的?规定|要求的?规定)(?!《)"
    "|(?:符合|遵守|执行)国家(?:法律法规|法律、法规|规定|标准)(?!《)"
)
_UNNAMED_LAW_EN = regex(
    r"\b(?:comply|conform|complies|conforms|in accordance|in compliance) with (?:all |the )?(?:applicable|relevant|national|local|current|related)"
    r"(?: (?:national|local|international|relevant|applicable))?(?: and \w+)? (?:laws?|regulations?|legislation|standards?|rules)\b(?! [A-Z/]{2,})",
    re.IGNORECASE,
)
_CONTRACT_ZH = regex(
    "索赔|违约(?:责任|金|方)|罚款|承担[^，；。]{0,8}(?:赔偿|法律|违约)责任|(?:应|应当|须|需)(?:予以|给予|负责)?赔偿"
    "|(?:给予|予以|处以|受到)[^，；。]{0,6}处罚|(?:应|须|需)(?:当)?(?:取得|办理|申请)[^，；。]{0,8}行政许可"
    "|费用(?:由|应由)[^，；。]{1,16}(?:承担|支付|负担)|质量保证金|货款|定金"
)
_CONTRACT_EN = regex(
    r"\b(?:breach of contract|claims? for damages|penalt(?:y|ies) (?:clause|payment|for late)|liquidated damages|"
    r"(?:costs?|expenses?) (?:shall|will|is to|are to) be (?:borne|paid) by|(?:terms? of|period of) (?:warranty|guarantee|payment)|"
    r"(?:shall|must|is to|are to) pay (?:the )?(?:damages|compensation|fines?|penalt(?:y|ies))|"
    r"legal liability|liable for damages|compensation for (?:loss|damage|late))\b",
    re.IGNORECASE,
)
_CONTRACT_HINTS = (
    "contract",
    "damage",
    "penalt",
    "be borne",
    "be paid",
    "warrant",
    "guarantee",
    "payment",
    "pay ",
    "liab",
    "compensation",
)
_SELF_ZH = regex(
    "(?<![版样文基根])本(?:(?:国家|行业|地方|团体|企业|推荐性|强制性)标准|标准(?![件物溶液样品曲线值化差试气工状])|部分(?![的内人地区])|规范(?!性)|规程|指南|导则|指导性技术文件)"
)
_SELF_EN = regex(
    r"\b[Tt]his (?:International Standard|(?:[Nn]ational |[Ii]ndustry )?[Ss]tandard|Technical (?:Specification|Report)|[Ss]pecification|[Gg]uide)\b"
    r"(?! (?:deviation|error|procedure|solution|method|form|sample|reference|temperature|pressure|curve|atmosphere|test|contract|sheet|of the|limit|rail|wire))"
)
_SELF_HINTS = tuple(
    f"this {word}"
    for word in ["international", "standard", "national", "industry", "technical", "specification", "guide"]
)
_AND_OR = regex(r"\band/or\b", re.IGNORECASE)
_AMPERSAND = regex(r"(?<=[a-z]) & (?=[a-z])(?!and\b|or\b)")


@rule(
    zh="要求的内容应能验证：写出数值，或写出测量方法。",
    source="ISO/IEC Directives, Part 2, 5.5",
    bad="# Walls {#walls}\n\nThe wall shall have adequate strength. {#wall}\n",
    good="# Walls {#walls}\n\nThe wall shall withstand a pressure of 5 MPa. {#wall}\n",
    severity=Severity.INFO,
    candidates=("gb-vague-quality", "unverifiable-adjective"),
)
def unverifiable_requirement(draft: Draft) -> Iterator[Finding]:
    """A requirement can be verified: it gives a value, or the method by which it is measured."""
    pattern = _VAGUE_ZH if draft.chinese else _VAGUE_EN
    for passage, _ in spoken(draft, _ASKS):
        masked = passage.prose.masked
        hit = pattern.search(masked)
        if hit and not _DIGIT.search(masked) and OBJECT not in masked:
            yield Finding(
                passage.prose.source(hit.start(), hit.end()),
                f"`{hit.group()}` in a requirement cannot be verified",
                f"要求中的`{hit.group()}`无法验证",
                "give a value, or the method by which it is measured",
                "写出数值，或写出测量方法",
            )


@rule(
    zh="人和组织“遵守”规则；产品、过程和服务“符合”要求。",
    source="GB/T 1.1-2020, 9.4",
    bad="# 产品 {#product}\n\n产品应遵守本章的要求。 {#kept}\n",
    good="# 产品 {#product}\n\n产品应符合本章的要求。 {#kept}\n",
    severity=Severity.WARNING,
    rulebooks=GB,
    candidates=("gb-comply-word",),
)
def wrong_word_for_complying(draft: Draft) -> Iterator[Finding]:
    """People and organizations keep rules, 遵守; products, processes and services meet requirements, 符合."""
    for pattern, right in ((_OBEYING_THING, "符合"), (_MATCHING_PERSON, "遵守")):
        for hit in draft.find(pattern, "遵守", "符合"):
            start = hit.start + hit.match.start("word") - hit.match.start()
            word = hit.match["word"]
            yield Finding(
                hit.passage.prose.source(start, start + len(word)),
                f"`{word}` for what is to be `{right}`",
                f"此处应使用`{right}`，不用`{word}`",
                f"write `{right}`",
                f"改为`{right}`",
                fix=hit.passage.prose.replace(start, start + len(word), right),
                unsafe=True,
            )


@rule(
    zh="法律本来就要遵守；笼统提及既不能查找，也不能验证。",
    source="GB/T 1.1-2020, 9.5.4",
    bad="# 排放 {#emission}\n\n排放应符合国家有关规定。 {#air}\n",
    good="# 排放 {#emission}\n\n排放应不大于5 mg/m³。 {#air}\n",
    rulebooks=GB,
    candidates=("gb-law-general",),
)
def unnamed_law(draft: Draft) -> Iterator[Finding]:
    """The law is kept anyway; one that has no name can be neither looked up nor verified."""
    yield from _nameless(draft)


@rule(
    zh="法律法规本来就要遵守，且各国不同；文件的要求不依赖于未指明的法律。",
    source="ISO/IEC Directives, Part 2, 5.5 and 7.6",
    bad="# Air {#air}\n\nThe exhaust shall comply with all applicable laws. {#exhaust}\n",
    good="# Air {#air}\n\nThe exhaust shall hold less than 5 mg/m³ of dust. {#exhaust}\n",
    severity=Severity.WARNING,
    rulebooks=ISO,
)
def unnamed_legislation(draft: Draft) -> Iterator[Finding]:
    """The law is kept anyway, and it is another in each country: a requirement does not lean on one that has no name."""
    yield from _nameless(draft)


def _nameless(draft: Draft) -> Iterator[Finding]:
    """Yield where a provision names laws or rules by no name."""
    pattern = _UNNAMED_LAW_ZH if draft.chinese else _UNNAMED_LAW_EN
    for passage, _ in spoken(draft, frozenset(Kind)):
        hit = pattern.search(passage.prose.masked)
        if hit and OBJECT not in passage.prose.masked[hit.end() : hit.end() + 3]:
            yield Finding(
                passage.prose.source(hit.start(), hit.end()),
                f"`{hit.group()}` names no document",
                f"`{hit.group()}`没有指明文件",
                "name the document and its clause, or leave it out",
                "写出文件编号和条款，或删去",
            )


@rule(
    zh="标准规定技术内容；索赔、费用和处罚由合同或法律规定。",
    source="GB/T 1.1-2020, 5.5; ISO/IEC Directives, Part 2, 5.5",
    bad="# 供货 {#supply}\n\n检验费用由供方承担。\n",
    good="# 供货 {#supply}\n\n供方提供检验报告。\n",
    candidates=("gb-contract-content",),
)
def contract_matter(draft: Draft) -> Iterator[Finding]:
    """A standard settles technical matter; claims, costs and penalties belong into a contract or the law."""
    near = draft.find_near(_CONTRACT_EN, *_CONTRACT_HINTS)
    last = None
    for hit in draft.find(_CONTRACT_ZH) if draft.chinese else near:
        body = hit.passage.element not in {ClauseKind.FOREWORD, ClauseKind.TERMS, ClauseKind.BIBLIOGRAPHY}
        if hit.passage.sentence is not None and body and not hit.passage.inside and hit.passage is not last:
            last = hit.passage  # a sentence on penalties is left out as a whole: it is told once
            yield Finding(
                hit.at,
                f"`{hit.words}` is matter for a contract or the law",
                f"`{hit.words}`属于合同或法律的内容",
                "leave it out",
                "删去",
            )


@rule(
    zh="文件称自己为“本文件”；类型名称会随版本改变。",
    source="GB/T 1.1-2020; ISO/IEC Directives, Part 2, 10.6",
    bad="# Use {#use}\n\nVents are chosen by this standard.\n",
    good="# Use {#use}\n\nVents are chosen by this document.\n",
    candidates=("gb-self-name", "self-reference-wording"),
    yields_to=("altered-fixed-sentence",),
)
def self_named_by_type(draft: Draft) -> Iterator[Finding]:
    """A document calls itself `this document`, 本文件: its type can change with an edition."""
    for hit in draft.find(_SELF_ZH) if draft.chinese else draft.find_near(_SELF_EN, *_SELF_HINTS):
        right = "本文件" if draft.chinese else f"{hit.words[:4]} document"
        yield Finding(
            hit.at,
            f"`{hit.words}` for `{right}`",
            f"应称`{right}`，不称`{hit.words}`",
            f"write `{right}`",
            f"改为`{right}`",
            fix=hit.passage.prose.replace(hit.start, hit.end, right),
        )


@rule(
    zh="and/or含义不定：写“A or B, or both”，或只写一个。",
    source="ISO house style",
    bad="# Marks {#marks}\n\nThe mark is a number and/or a letter.\n",
    good="# Marks {#marks}\n\nThe mark is a number or a letter, or both.\n",
    severity=Severity.WARNING,
    rulebooks=ISO,
    candidates=("and-or",),
)
def and_or(draft: Draft) -> Iterator[Finding]:
    """`and/or` leaves open what is meant: `A or B, or both`, or one of the two words."""
    for hit in draft.find_near(_AND_OR, "and/or"):
        yield Finding(
            hit.at,
            "`and/or` in running text",
            "正文中使用了`and/or`",
            "write `A or B, or both`, or one of the two words",
            "改为`A or B, or both`，或只用其中一个词",
            fix=hit.passage.prose.replace(hit.start, hit.end, "or"),
            unsafe=True,
        )


@rule(
    zh="正文中写and；符号&留给名称。",
    source="ISO house style",
    bad="# Reports {#reports}\n\nThe test & report are kept for a year.\n",
    good="# Reports {#reports}\n\nThe test and report are kept for a year.\n",
    severity=Severity.WARNING,
    rulebooks=ISO,
    candidates=("ampersand",),
)
def ampersand(draft: Draft) -> Iterator[Finding]:
    """Running text says `and`; the sign `&` belongs to names."""
    for hit in draft.find_near(_AMPERSAND, "&"):
        yield Finding(
            hit.passage.prose.source(hit.start + 1, hit.start + 2),
            "`&` in running text",
            "正文中使用了`&`",
            "write `and`",
            "改为`and`",
            fix=hit.passage.prose.replace(hit.start, hit.end, " and "),
        )


_UNFINISHED = regex(
    r"\b(?:TBD|TBC|TODO|FIXME|T\.B\.D\.)(?![\w-])|待(?:定|补充|完善)(?=[。；，、）)]|\s*$)|\?{3}|？{3}", re.MULTILINE
)


@rule(
    zh="写着“待定”的文件尚未完成，使用者无从执行。",
    source="ISO/IEC Directives, Part 2, 5.5; GB/T 1.1-2020, 5.4",
    bad="# Walls {#walls}\n\nThe wall shall withstand a pressure of TBD. {#wall}\n",
    good="# Walls {#walls}\n\nThe wall shall withstand a pressure of 5 MPa. {#wall}\n",
    severity=Severity.WARNING,
)
def unfinished_text(draft: Draft) -> Iterator[Finding]:
    """A text in which something is still to be determined cannot be followed."""
    for hit in draft.find(_UNFINISHED, "tbd", "tbc", "todo", "fixme", "t.b.d.", "待", "???", "？？？"):
        yield Finding(
            hit.at,
            f"`{hit.words}`: something is left open",
            f"`{hit.words}`：内容尚未确定",
            "write what is meant before the document is published",
            "发布前写明内容",
        )
