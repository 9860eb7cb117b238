"""What rules on language versions share: the clause they follow, and their examples."""

from __future__ import annotations

from stdpub.check.draft import first_character
from stdpub.check.languages.alignment import Unit
from stdpub.model.source import Span

SOURCE = "GB/T 1.1-2020 and ISO/IEC Directives, Part 2, for texts in several languages: each is the same document"
_ZH = "# 要求 {{#needs}}\n\n{}\n\n=== standard.en.md\n# Requirements {{#needs}}\n\n{}\n"


def example(zh: str, en: str) -> str:
    """Return the two language versions of one clause as an example of a rule."""
    return _ZH.format(zh, en)


def place_of(unit: Unit) -> Span:
    """Return where a unit says what it says: its verbal form, else its first character."""
    for passage in unit.passages:
        if passage.sentence is not None and passage.sentence.verbal_form:
            at = passage.text.find(passage.sentence.verbal_form)
            if at >= 0:
                return passage.prose.source(at, at + len(passage.sentence.verbal_form))
    return first_character(unit.span)
