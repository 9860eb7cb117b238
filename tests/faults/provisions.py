"""Faults of provisions: verbal forms, provisions where none belongs, wording that no one can verify."""

from __future__ import annotations

from random import Random

from faults.injecting import block_in, body_point, fault, language_of, reworded, said
from faults.places import Text

HEADING = "Provisions"

_SHALL = r"(?<=[\w)]) shall (?!not\b)"
_YING = r"(?<![相适反响供效感照对不])应(?=[按符为采使包至取在以具由计进说保分])"


def _modal(name, zh, en, put_zh=(), put_en=(), **rest):
    """Return a kind of fault that is another verbal form in a sentence of the body, or in one put in."""
    put = said(HEADING, name, zh=put_zh, en=put_en)
    return reworded(HEADING, name, zh=zh, en=en, then=put, **rest)


must = _modal(
    "must for shall",
    zh=(_YING, "必须"),
    en=(_SHALL, " must "),
    put_zh=("操作者必须戴护目镜。 {#%k}", "阀门必须关闭。 {#%k}"),
    put_en=("The operator must wear goggles. {#%k}", "The lid must be closed. {#%k}"),
    gb=("gb-modal-must",),
    iso=("must-as-requirement",),
)
prohibition = _modal(
    "prohibition in other words",
    zh=(r"不应(?=[改判剔重计有])", "不得"),
    en=(r" shall not ", " may not "),
    put_zh=("阀门不得反向安装。 {#%k}", "严禁堵塞通气口。 {#%k}", "滤网禁止水洗。 {#%k}"),
    put_en=("The housing may not be painted. {#%k}", "The lid may not be removed. {#%k}"),
    gb=("gb-modal-prohibit",),
    iso=("negative-permission",),
)
unlisted = _modal(
    "verbal form that is on no list",
    zh=(_YING, "应当"),
    en=(r" shall be ", " might be "),
    put_zh=("试样须干燥。 {#%k}", "外壳应当接地。 {#%k}", "操作者务必断电。 {#%k}", "滤网需要清洗。 {#%k}"),
    put_en=(
        "The sample needs to be dry. {#%k}",
        "The result might be lower. {#%k}",
        "The supplier will keep the records. {#%k}",
    ),
    gb=("gb-modal-unlisted",),
    iso=("ambiguous-modal",),
)
equivalent = said(
    HEADING,
    "equivalent where the short form serves",
    zh=("试样可以采用目测法检查。 {#%k}", "外壳应该接地。 {#%k}"),
    en=("The sample has to be dry. {#%k}", "It is necessary that the lid is closed. {#%k}"),
    gb=("gb-modal-equivalent",),
    iso=("equivalent-modal-form",),
)
hedged = _modal(
    "requirement that hedges",
    zh=(_YING, "应尽量"),
    en=None,
    put_zh=("安装时应尽量避开振动。 {#%k}", "运输时应尽可能防潮。 {#%k}"),
    gb=("gb-modal-hedged",),
)
qualified = _modal(
    "requirement with an exception left open",
    zh=(_YING, "一般应"),
    en=None,
    put_zh=("仪表原则上应每年检定。 {#%k}", "滤网通常应每月清洗。 {#%k}"),
    gb=("gb-modal-qualified",),
)
stacked = said(
    HEADING,
    "two verbal forms at once",
    zh=("系统应宜采用双电源。 {#%k}", "滤网应可拆洗。 {#%k}"),
    en=("The lid shall be closed and should be locked. {#%k}", "The operator shall and may close the valve. {#%k}"),
    gb=("gb-modal-stacked",),
    iso=("mixed-modals-in-sentence",),
)
cause = said(
    HEADING,
    "may for possibility",
    en=("Heat may cause deformation of the lid. {#%k}", "Vibration may lead to leaks. {#%k}"),
    iso=("may-for-possibility",),
)
alternative = said(
    HEADING,
    "can for permission",
    en=("A second sample can be used instead. {#%k}", "The lid can be omitted as an alternative. {#%k}"),
    iso=("can-for-permission",),
)
capitals = _modal(
    "verbal form in capitals",
    zh=None,
    en=(_SHALL, " SHALL "),
    put_en=("The lid SHALL be closed. {#%k}", "The lid SHOULD be locked. {#%k}"),
    iso=("uppercase-keyword",),
)
vague = said(
    HEADING,
    "requirement that cannot be verified",
    zh=("绝缘应良好。 {#%k}", "通道应留有足够的宽度。 {#%k}"),
    en=("The lid shall have adequate strength. {#%k}", "The frame shall be sufficiently strong. {#%k}"),
    gb=("gb-vague-quality",),
    iso=("unverifiable-adjective",),
)
comply = said(HEADING, "things that obey", zh=("产品应遵守制造商规定的要求。 {#%k}",), gb=("gb-comply-word",))
law = said(
    HEADING,
    "law in general",
    zh=("排放应符合国家有关规定。 {#%k}", "标志应符合国家现行标准的规定。 {#%k}"),
    gb=("gb-law-general",),
)
contract = said(
    HEADING,
    "matter of a contract",
    zh=("逾期交货的，供方支付违约金。", "检验费用由供方承担。"),
    gb=("gb-contract-content",),
)
self_name = said(
    HEADING,
    "document under another name",
    zh=("本标准的各章相互独立。", "本规范的各章相互独立。"),
    en=("The clauses of this standard are independent.", "The clauses of this International Standard are independent."),
    gb=("gb-self-name",),
    iso=("self-reference-wording",),
)


def _alert(kind, zh, en):
    blocks = {"zh": zh, "en": en}

    def inject(text, random: Random):
        doc = Text(text)
        at = body_point(doc, random)
        words = random.choice(blocks[language_of(text)])
        return None if at is None else block_in(doc, random, at, [f"> [!{kind}]", f"> {words}"], line=1)

    return inject


note = fault(HEADING, "provision in a note", gb=("gb-modal-note",), iso=("note-provision",))(
    _alert(
        "NOTE",
        ("记录应长期保存。", "滤网宜每月清洗。", "试样不应受潮。"),
        ("The records shall be kept.", "The filter should be cleaned every month.", "The sample shall not be wet."),
    )
)
example = fault(HEADING, "provision in an example", gb=("gb-modal-example",), iso=("example-provision",))(
    _alert(
        "EXAMPLE",
        ("标签应为红色。", "铭牌宜为铜制。"),
        ("The label shall be red.", "The plate should be made of brass."),
    )
)


@fault(HEADING, "provision in a footnote", gb=("gb-modal-footnote",), iso=("footnote-provision",))
def footnote(text, random):
    doc = Text(text)
    at = body_point(doc, random)
    block = {
        "zh": ["标签为红色。[^%k]", "", "[^%k]: 标签应防水。"],
        "en": ["The label is red.[^%k]", "", "[^%k]: The label shall be waterproof."],
    }
    return None if at is None else block_in(doc, random, at, block[language_of(text)], line=2, also=(0,))


scope = said(
    HEADING,
    "provision in the scope",
    zh=("使用者应核对标签。 {#%k}", "试验宜由两人进行。 {#%k}"),
    en=("The user shall test the hoses. {#%k}", "The user should read the label. {#%k}"),
    where="scope",
    gb=("gb-modal-scope",),
    iso=("scope-provision",),
)
introduction = said(
    HEADING,
    "requirement in the introduction",
    zh=("各单位应建立台账。 {#%k}",),
    en=("Laboratories shall keep a register. {#%k}",),
    where="introduction",
    gb=("gb-modal-intro",),
    iso=("introduction-requirement",),
)
foreword = said(
    HEADING,
    "provision in the foreword",
    zh=("使用者应核对标签。 {#%k}", "试验宜由两人进行。 {#%k}"),
    en=("The user should test the hoses. {#%k}", "The user shall read the label. {#%k}"),
    where="foreword",
    gb=("gb-modal-foreword",),
    iso=("foreword-provision",),
)


@fault(
    HEADING,
    "requirement in an informative annex",
    gb=("gb-modal-informative-annex",),
    iso=("informative-annex-requirement",),
)
def informative_annex(text, random):
    doc = Text(text)
    inside = [one for one in doc.sections if one.element == "informative" and not one.children and not doc.bare(one)]
    if not inside:
        return None
    words = "试样应干燥。 {#%k}" if language_of(text) == "zh" else "The sample shall be dry. {#%k}"
    return block_in(doc, random, doc.end_of(random.choice(inside)), [words])


@fault(HEADING, "provision in an overview", languages=("zh",), gb=("gb-modal-overview",))
def overview(text, random):
    doc = Text(text)
    divided = [
        one for one in doc.chapters if one.element == "clause" and len(one.children) > 1 and not doc.has_text(one)
    ]
    divided = [
        one for one in divided if all(child.titled for child in one.children) and "概述" not in one.children[0].title
    ]
    if not divided:
        return None
    at = random.choice(divided).start + 1
    block = ["## 概述 {#%k}", "", f"系统应冗余配置。 {{#{doc.free_key(random)}}}"]
    return block_in(doc, random, at, block, line=2)


FAULTS = (
    must, prohibition, unlisted, equivalent, hedged, qualified, stacked, cause, alternative, capitals, vague, comply, law,
    contract, self_name, note, example, footnote, scope, introduction, foreword, informative_annex, overview,
)  # fmt: skip
