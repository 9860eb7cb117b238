"""Write a standard as one self-contained HTML page that is well-formed XML at the same time."""

from __future__ import annotations

import json
from functools import cache
from typing import NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from stdpub.model.header import Header
from stdpub.model.provisions import Kind
from stdpub.model.standard import Standard
from stdpub.shipped import shipped
from stdpub.write.printed import chinese, full_title, reference
from stdpub.write.web.amended import amended_list, marked
from stdpub.write.web.blocks import BLOCKS
from stdpub.write.web.citing import citation_forms
from stdpub.write.web.clauses import clauses, contents, footnotes
from stdpub.write.web.context import Media, page_of
from stdpub.write.web.inlines import IN_LINK, IN_LIST, INLINES
from stdpub.write.web.tables import TABLES
from stdpub.write.web.tags import encoded, joined, trusted
from stdpub.write.web.words import PageWords, draft_line, kind_mark, kind_name, stage_name

SCREEN = Media(screen=True, text={**INLINES, **BLOCKS, **TABLES}, in_link=IN_LINK, in_list=IN_LIST)


class Field(NamedTuple):
    """One line about the standard above its text."""

    name: str
    value: str


class Heading(NamedTuple):
    """The title in one language."""

    language: str
    text: str


class Legend(NamedTuple):
    """One mark of the margin with what it means."""

    kind: str
    mark: str
    name: str


def write_html(standard: Standard) -> bytes:
    """Return the page of a standard, style and pictures inside it."""
    page = page_of(standard, SCREEN)
    body = clauses(page)
    notes = footnotes(page, standard.footnotes)
    header = standard.header
    html = (
        environment()
        .get_template("standard.html")
        .render(
            language=header.language,
            words=page.words,
            reference=reference(header),
            titles=titles(header),
            draft=draft_line(header, header.language),
            fields=fields(header, page.words),
            legend=legend(page.words),
            citations=citation_forms(header),
            script_words=script_words(page.words),
            contents=contents(page),
            body=joined([amended_list(page), marked(body, standard)]),
            footnotes=marked(notes, standard),
            rulebook=header.rulebook.value,
        )
    )
    return encoded(html)


@cache
def environment() -> Environment:
    """Return the templates of the site, which escape whatever they are given."""
    made = Environment(
        loader=FileSystemLoader(shipped("site/templates")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.globals["static"] = static
    return made


@cache
def static(name: str) -> Markup:
    """Return a style sheet or script of the site, to be set into a page as it is."""
    return trusted(shipped(f"site/static/{name}").read_text(encoding="utf-8"))


def titles(header: Header) -> tuple[Heading, ...]:
    """Return the titles, the page's own language first."""
    own = sorted(header.titles, key=lambda title: title.language != header.language)
    return tuple(Heading(title.language, full_title(title, header.rulebook)) for title in own)


def fields(header: Header, words: PageWords) -> tuple[Field, ...]:
    """Return what the page says about the standard, in reading order, empty fields left out."""
    comma = "、" if chinese(header.language) else ", "
    adopted = "，" if chinese(header.language) else ", "
    pairs = (
        (words.edition, header.edition),
        (words.version, header.version),
        (words.issued, header.date),
        (words.implemented, header.implementation),
        (words.status, status(header, words)),
        (words.replaces, comma.join(header.replaces)),
        (words.adopts, adopted.join(part for part in (header.adopts.standard, header.adopts.degree) if part)),
        ("ICS", comma.join(header.ics)),
        ("CCS", comma.join(header.ccs)),
        (words.committee, header.committee),
        (words.publisher, header.publisher.name or header.publisher.abbreviation),
        (words.licence, header.copyright.licence),
        (words.translator, header.translator),
    )
    return tuple(Field(name, value) for name, value in pairs if value)


def status(header: Header, words: PageWords) -> str:
    """Return the stage in words and as its code, empty where the standard names none."""
    if not header.stage:
        return ""
    name = stage_name(words, header.stage)
    return f"{name} ({header.stage})" if name else header.stage


def script_words(words: PageWords) -> Markup:
    """Return the words that the page's script shows, as JSON that may stand inside an element."""
    said = {"address": words.address, "copy": words.copy, "link": words.permalink, "copied": words.copied}
    return trusted(json.dumps(said, ensure_ascii=False))


def legend(words: PageWords) -> tuple[Legend, ...]:
    """Return the marks of the margin with their meanings."""
    return tuple(
        Legend(kind.value, kind_mark(words, kind), kind_name(words, kind))
        for kind in Kind
        if kind is not Kind.STATEMENT
    )
