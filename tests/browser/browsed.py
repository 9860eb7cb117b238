"""The pages that a browser opens, by name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from full_model import full_standard
from libraries import PROJECT
from shared import CORPORA

from stdpub.cli.folders import read_folder
from stdpub.model.standard import Standard
from stdpub.read.foreign_markdown import import_folder
from stdpub.read.reader import read
from stdpub.write.bilingual_page import Bilingual, write_bilingual_html
from stdpub.write.html_page import write_html

OWN = PROJECT / "standards" / "data-centre-energy"
REAL = CORPORA / "cabforum-tls-br" / "v2.1.2"


def _draft() -> Standard:
    standard = read(read_folder(OWN), "en")
    return replace(standard, header=replace(standard.header, stage="40.20"))


def _bilingual() -> bytes:
    folder = read_folder(OWN)
    return write_bilingual_html(Bilingual(read(folder), read(folder, "en")))


PAGES: dict[str, Callable[[], bytes]] = {
    "chinese": lambda: write_html(read(read_folder(OWN))),
    "english": lambda: write_html(read(read_folder(OWN), "en")),
    "bilingual": _bilingual,
    "everything": lambda: write_html(full_standard()),
    "draft": lambda: write_html(_draft()),
    "imported": lambda: write_html(read(import_folder(read_folder(REAL)).folder)),
}
