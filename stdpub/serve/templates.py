"""A template's name, a language and values in; a page of the site as bytes out."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup

from stdpub.serve.words import SiteWords, site_words
from stdpub.write.html_page import environment


def render_page(template: str, language: str, values: Mapping[str, object]) -> bytes:
    """Return a page in a language; values are escaped, save those that are markup of ours already."""
    words: SiteWords = site_words(language)
    return environment().get_template(template).render(language=language, words=words, **values).encode()


def markup(fragment: bytes) -> Markup:
    """Return a run of a page that our own writer made, to be set into another page as it is."""
    return Markup(fragment.decode())  # noqa: S704  the writer escaped it
