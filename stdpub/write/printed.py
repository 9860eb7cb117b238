"""What every form prints alike: the reference, titles on one line, and the words and joints between things."""

from __future__ import annotations

from stdpub.model.amendment_wording import with_amendments
from stdpub.model.content import Reference
from stdpub.model.header import Header, RulebookName, Title
from stdpub.model.inlines import plain
from stdpub.model.rulebooks import Wording, dated, wording
from stdpub.model.standard import Clause, ClauseKind

_OPENERS = (",", "，", ";", "；", ".", "。", ":", "：", "(", "（", "《", "\u3000", " ")


def chinese(language: str) -> bool:
    """Tell whether a language tag is Chinese of any kind."""
    return language.partition("-")[0] == "zh"


def title_elements(title: Title, rulebook: RulebookName) -> tuple[str, ...]:
    """Return the elements of a title, general to particular, the part last."""
    part = ""
    if title.part_number:
        pattern = wording(rulebook, title.language).part
        part = pattern.format(title.part_number, title.part_title).rstrip("：: ")
    return tuple(element for element in (title.intro, title.main, title.compl, part) if element)


def full_title(title: Title, rulebook: RulebookName) -> str:
    """Return a title on one line, its elements joined as the rulebook wants."""
    return wording(rulebook, title.language).title_joint.join(title_elements(title, rulebook))


def reference(header: Header) -> str:
    """Return how the document is cited: identifier and year, or the identifier with its version."""
    if header.date:
        return with_amendments(dated(header.identifier, header.date[:4]), header.version, header.language)
    return " ".join(part for part in (header.identifier, header.version) if part)


def annex_status(words: Wording, clause: Clause) -> str:
    """Return the status that stands under an annex's letter, empty for any other clause."""
    if clause.kind is not ClauseKind.ANNEX or clause.depth > 1:
        return ""
    return words.annex_status[0 if clause.normative else 1]


def label_joint(words: Wording, label: str) -> str:
    """Return what stands between the label of a table, figure or part of a figure and its title."""
    if not label:
        return ""
    return " " if label.endswith(")") and words.title_joint.strip() else words.title_joint


def entry_joint(header: Header, entry: Reference) -> str:
    """Return what stands between the identifier of an entry and its title, nothing where the text opens with it."""
    text = plain(entry.text)
    if not entry.identifier or not text or text.startswith(_OPENERS):
        return ""
    return "\u3000" if chinese(header.language) and header.rulebook is RulebookName.GB_T_1_1 else ", "


def domain_words(language: str, domain: str) -> str:
    """Return the subject field before a definition, in the brackets of the language."""
    if not domain:
        return ""
    return f"〈{domain}〉" if chinese(language) else f"<{domain}> "


def split_at_hole(pattern: str) -> tuple[str, str]:
    """Return what a pattern of the wording prints before and after its `{}`."""
    before, _, after = pattern.partition("{}")
    return before, after
