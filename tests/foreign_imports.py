"""Short ways to import a text and to look at what came of it, for the tests of the import."""

from __future__ import annotations

import re

from stdpub.model.folder import Folder
from stdpub.model.inlines import plain
from stdpub.model.source import Severity
from stdpub.read.foreign_markdown import Imported, import_folder
from stdpub.read.reader import read

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550000000a49444154789c6360000000"
    "02000148afa4710000000049454e44ae426082"
)


def folder(files: str | dict[str, str | bytes], name: str = "doc") -> Folder:
    if isinstance(files, str):
        files = {"doc.md": files}
    return Folder(name, {path: text.encode() if isinstance(text, str) else text for path, text in files.items()}, {})


def imported(files: str | dict[str, str | bytes], **said: str) -> Imported:
    return import_folder(folder(files), **said)


def body(one: Imported, file: str = "standard.md") -> str:
    text = one.folder.files[file].decode()
    return text.split("\n---\n", 1)[-1] if file == "standard.md" else text


def without_keys(text: str) -> str:
    """Return a text without minted keys, to compare the rest."""
    text = re.sub(r"\{#k[2-9a-z]{5}\}\n\n(?=\|)", "", text)
    return re.sub(r" ?\{#k[2-9a-z]{5}\}|(?<=\{)#k[2-9a-z]{5} ", "", text).strip()


def header(one: Imported) -> str:
    return one.folder.files["standard.md"].decode().split("\n---\n", 1)[0]


def errors(one: Imported) -> list[str]:
    return [found.rule for found in read(one.folder).diagnostics if found.severity is Severity.ERROR]


def tree(one: Imported) -> list[tuple[int, str, str]]:
    return [(clause.depth, clause.label, plain(clause.title)) for clause in read(one.folder).walk()]


def rules(one: Imported) -> list[str]:
    return [remark.rule for remark in one.report.remarks]
