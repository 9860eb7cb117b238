"""Write two language versions of a standard as one page: two columns aligned by key, one column where the page is narrow."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from stdpub.model.standard import Standard
from stdpub.write.html_page import SCREEN, Field, Heading, environment, fields, legend, script_words, titles
from stdpub.write.printed import reference
from stdpub.write.web.citing import citation_forms
from stdpub.write.web.clauses import contents
from stdpub.write.web.context import page_of
from stdpub.write.web.pairs import Sides, paired
from stdpub.write.web.tags import encoded
from stdpub.write.web.words import draft_line


@dataclass(frozen=True, slots=True)
class Bilingual:
    """Two versions of one edition: the one whose numbers the page is read by, and its translation."""

    first: Standard
    second: Standard

    @property
    def language(self) -> str:
        """The languages as file names have them: `zh+en`."""
        return f"{self.first.header.language}+{self.second.header.language}"


def write_bilingual_html(both: Bilingual) -> bytes:
    """Return the page of a standard in two languages, style and pictures inside it."""
    sides = Sides(page_of(both.first, SCREEN), page_of(both.second, SCREEN))
    header, words = both.first.header, sides.first.words
    body: Markup = paired(sides)
    headings: tuple[Heading, ...] = titles(header)
    about: tuple[Field, ...] = fields(header, words)
    html = (
        environment()
        .get_template("bilingual.html")
        .render(
            language=header.language,
            words=words,
            reference=reference(header),
            titles=headings,
            draft=draft_line(header, header.language),
            fields=about,
            legend=legend(words),
            citations=citation_forms(header),
            script_words=script_words(words),
            contents=contents(sides.first),
            body=body,
            footnotes="",
            rulebook=header.rulebook.value,
        )
    )
    return encoded(html)
