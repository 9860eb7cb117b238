"""The standards whose pages a browser opens, by name."""

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

OWN = PROJECT / "standards" / "data-centre-energy"
REAL = CORPORA / "cabforum-tls-br" / "v2.1.2"


def _draft() -> Standard:
    standard = read(read_folder(OWN), "en")
    return replace(standard, header=replace(standard.header, stage="40.20"))


PAGES: dict[str, Callable[[], Standard]] = {
    "chinese": lambda: read(read_folder(OWN)),
    "english": lambda: read(read_folder(OWN), "en"),
    "everything": full_standard,
    "draft": _draft,
    "imported": lambda: read(import_folder(read_folder(REAL)).folder),
}
