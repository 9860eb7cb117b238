"""Rules on the choice of words in English: spelling, words that exclude people, trade names."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from stdpub.check.draft import Draft, Hit, Role
from stdpub.check.rule import ISO, Finding, rule
from stdpub.model.patterns import regex
from stdpub.model.source import Severity

_PAIRS = """
behavior behaviour|behaviors behaviours|behavioral behavioural|color colour|colors colours|colored coloured|coloring colouring|center centre|centers centres
|centered centred|liter litre|liters litres|milliliter millilitre|milliliters millilitres|kilometer kilometre|kilometers kilometres
|centimeter centimetre|centimeters centimetres|millimeter millimetre|millimeters millimetres|fiber fibre|fibers fibres|modeling modelling|modeled modelled
|labeled labelled|labeling labelling|aluminum aluminium|analyze analyse|analyzed analysed|analyzes analyses|analyzing analysing|analyzer analyser
|catalog catalogue|catalogs catalogues|labor labour|favor favour|favors favours|favorable favourable|favored favoured|neighbor neighbour|neighbors neighbours
|neighboring neighbouring|honor honour|honors honours|gray grey|canceled cancelled|canceling cancelling|traveled travelled|traveling travelling
|fulfill fulfil|fulfills fulfils|fulfillment fulfilment|defense defence|mold mould|molds moulds|molded moulded|molding moulding|signaling signalling|signaled signalled
|leveling levelling|leveled levelled|channeled channelled|dialed dialled|fueled fuelled|fueling fuelling|totaling totalling|skillful skilful|enrollment enrolment
|rigor rigour|vapor vapour|vapors vapours|odor odour|odors odours|harbor harbour|armor armour|tumor tumour|theater theatre|caliber calibre|paralyze paralyse
|catalyze catalyse|hydrolyze hydrolyse|dialyze dialyse|estrogen oestrogen|maneuver manoeuvre|pediatric paediatric|anesthesia anaesthesia|hemoglobin haemoglobin
|installment instalment|jewelry jewellery|plow plough|artifact artefact|artifacts artefacts|judgment judgement
"""
_AMERICAN: Mapping[str, str] = {
    one: two for one, two in (pair.split() for pair in _PAIRS.replace("\n", "").split("|")) if one != two
}
_LEFT = frozenset({"judgment", "artifact", "artifacts", "enrollment", "catalog", "catalogs"})
"""Words that both spellings of English know in technical texts."""

_SPELT = r"(?<![\w./@#;&?-])(?:{})(?![\w/@]|-[A-Za-z]|\.\w|[ ]?[=\[{{])"
_INCLUSIVE: Mapping[str, str] = {
    "blacklist": "blocklist", "blacklists": "blocklists", "blacklisted": "blocked", "blacklisting": "blocking",
    "whitelist": "allowlist", "whitelists": "allowlists", "whitelisted": "allowed", "whitelisting": "allowing",
    "man-hour": "person-hour", "man-hours": "person-hours", "man-day": "person-day", "man-days": "person-days",
    "manpower": "workforce", "manned": "staffed", "chairman": "chair", "chairmen": "chairs", "workmen": "workers",
    "workman": "worker", "foreman": "supervisor", "he/she": "they", "she/he": "they", "his/her": "their", "he or she": "they",
    "his or her": "their", "him or her": "them", "mankind": "people", "grandfathered": "exempted", "sanity check": "plausibility check",
    "master/slave": "primary/secondary", "master-slave": "primary-secondary", "slave": "secondary", "slaves": "secondaries",
}  # fmt: skip
_EXCLUDES = r"(?<![\w./@#-])(?:{})(?![\w@-]|\.\w)"
_MENTIONED = regex(
    r"\b(?:(?:formerly|historically|previously|sometimes|also|often|once) (?:been )?(?:known|called|termed|referred to|named)"
    r"|the (?:term|word|expression))(?: as)?(?: an?| the)? ?[\"“‘']?$"
)
"""What stands before a word that the text tells about and does not use."""

_TRADE: Mapping[str, str] = {
    "Teflon": "polytetrafluoroethylene (PTFE)", "Velcro": "hook-and-loop fastener", "Plexiglas": "poly(methyl methacrylate)",
    "Perspex": "poly(methyl methacrylate)", "Styrofoam": "polystyrene foam", "Kevlar": "para-aramid fibre", "Freon": "fluorinated refrigerant",
    "Vaseline": "petroleum jelly", "Pyrex": "borosilicate glass", "Bakelite": "phenolic resin", "Lycra": "elastane",
    "Xerox": "photocopy", "Sellotape": "adhesive tape", "Scotch tape": "adhesive tape", "Jacuzzi": "whirlpool bath",
    "Loctite": "thread-locking adhesive", "Makrolon": "polycarbonate", "Mylar": "polyester film", "Parafilm": "wax film",
    "特氟龙": "聚四氟乙烯", "凡士林": "矿脂", "氟利昂": "氟代烃制冷剂",
}  # fmt: skip
_TRADE_NAME = r"(?<![A-Za-z0-9])(?:{})(?![A-Za-z0-9]| ?[®™])"


@rule(
    zh="ISO文件采用英国拼写（-ize除外）。",
    source="ISO house style",
    bad="# Paint {#paint}\n\nThe color of the lid is red.\n",
    good="# Paint {#paint}\n\nThe colour of the lid is red.\n",
    severity=Severity.WARNING,
    rulebooks=ISO,
    candidates=("us-spelling",),
)
def american_spelling(draft: Draft) -> Iterator[Finding]:
    """The text is spelt as Oxford spells: British words, with -ize."""
    for hit in _words_of(draft, _AMERICAN.keys() - _LEFT, _SPELT):
        if not _is_name(hit):
            yield from _other_word(hit, _AMERICAN, "American spelling", "美式拼写", unsafe=False)


@rule(
    zh="用词不把人排除在外；中性的词同样清楚。",
    source="ISO/IEC Directives, Part 2:2021, 8.6",
    bad="# Access {#access}\n\nAddresses on the blacklist are refused.\n",
    good="# Access {#access}\n\nAddresses on the blocklist are refused.\n",
    severity=Severity.WARNING,
    rulebooks=ISO,
    candidates=("non-inclusive-term",),
)
def non_inclusive_term(draft: Draft) -> Iterator[Finding]:
    """Words leave nobody out: there is a neutral one that is as clear."""
    for hit in _words_of(draft, _INCLUSIVE, _EXCLUDES):
        if not _is_name(hit) and not _MENTIONED.search(hit.passage.text, max(hit.start - 40, 0), hit.start):
            yield from _other_word(hit, _INCLUSIVE, "a word that leaves people out", "不具包容性的词", unsafe=True)


@rule(
    zh="商品名属于其所有者；用产品的通用名称描述，任何人都能供货。",
    source="ISO/IEC Directives, Part 2, clause 31",
    bad="# Seals {#seals}\n\nThe seal is made of Teflon.\n",
    good="# Seals {#seals}\n\nThe seal is made of polytetrafluoroethylene.\n",
    severity=Severity.WARNING,
    rulebooks=ISO,
    candidates=("trademark-unmarked",),
)
def unmarked_trade_name(draft: Draft) -> Iterator[Finding]:
    """A trade name belongs to somebody: describe the product, so that anybody can supply it."""
    for hit in _words_of(draft, _TRADE, _TRADE_NAME, re.NOFLAG):
        if hit.passage.role is Role.SENTENCE:
            right = _TRADE[hit.words]
            yield Finding(
                hit.at,
                f"`{hit.words}` is a trade name",
                f"`{hit.words}`是商品名",
                f"write `{right}`, or mark the name and say that equivalent products may be used",
                f"改为`{right}`，或标明商标并说明可使用等效产品",
                fix=hit.passage.prose.replace(hit.start, hit.end, right),
                unsafe=True,
            )


def _words_of(draft: Draft, words: Collection[str], form: str, flags: re.RegexFlag = re.IGNORECASE) -> Iterator[Hit]:
    """Yield where words of a list stand; `form` is the pattern around them, and only those that occur are looked for."""
    there = [word for word in words if _begins(word, draft)]
    if there:
        pattern = form.format("|".join(map(re.escape, sorted(there, key=len, reverse=True))))
        yield from draft.find_near(re.compile(pattern, flags), *map(str.lower, there))


def _begins(word: str, draft: Draft) -> bool:
    """Tell whether the first Latin word of an entry occurs in the text."""
    first = re.match("[a-z]*", word.lower())
    return not first or not first[0] or first[0] in draft.words


def _is_name(hit: Hit) -> bool:
    """Tell whether the words are part of a name."""
    inside = hit.start > 0 and hit.words[0].isupper() and hit.passage.role is Role.SENTENCE
    return inside and hit.passage.text[hit.start - 2 : hit.start] not in {". ", ": "}


def _other_word(hit: Hit, table: Mapping[str, str], en: str, zh: str, *, unsafe: bool) -> Iterator[Finding]:
    right = table[hit.words.lower()]
    right = right.upper() if hit.words.isupper() else right[0].upper() + right[1:] if hit.words[0].isupper() else right
    yield Finding(
        hit.at,
        f"`{hit.words}`: {en}",
        f"`{hit.words}`：{zh}",
        f"write `{right}`",
        f"改为`{right}`",
        fix=hit.passage.prose.replace(hit.start, hit.end, right),
        unsafe=unsafe,
    )


_STEMS = (
    "organ recogn standard optim minim maxim real util character normal stabil steril pressur polar neutral special "
    "general summar categor author initial synchron digit visual harmon emphas priorit custom formal final central "
    "crystall oxid galvan magnet vapor atom fertil mineral moistur vulcan homogen random serial token"
)
_ISE = regex(rf"(?:{'|'.join(_STEMS.split())})is(?:e[sdr]?|ing|ation(?:s|al)?|ers)")


@rule(
    zh="ISO文件用-ize拼写，如organize、standardization。",
    source="ISO house style",
    bad="# Paint {#paint}\n\nThe organisation keeps the paint.\n",
    good="# Paint {#paint}\n\nThe organization keeps the paint for its own exercise.\n",
    severity=Severity.INFO,
    rulebooks=ISO,
)
def spelling_with_s(draft: Draft) -> Iterator[Finding]:
    """Words such as `organize` are spelt with z, as Oxford spells them."""
    spelt = frozenset(word for word in draft.words if "is" in word and _ISE.fullmatch(word))
    for hit in _words_of(draft, spelt, _SPELT):
        if not _is_name(hit):
            at = hit.words.lower().rindex("is") + 1
            right = f"{hit.words[:at]}{'Z' if hit.words[at].isupper() else 'z'}{hit.words[at + 1 :]}"
            yield Finding(
                hit.at,
                f"`{hit.words}` spelt with `s`",
                f"`{hit.words}`用s拼写",
                f"write `{right}`",
                f"改为`{right}`",
                fix=hit.passage.prose.replace(hit.start, hit.end, right),
            )
