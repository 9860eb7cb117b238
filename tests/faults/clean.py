"""The clean standards that faults are put into: ours, each language by itself and both together, and imported ones.

A drafter who adopts an imported text names a rulebook in its front matter; what is found in it before is not counted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from shared import CORPORA

from faults.places import Text
from stdpub.model.folder import Folder
from stdpub.read.foreign_markdown import import_folder

LIBRARY = Path(__file__).resolve().parents[2] / "standards"
RULEBOOKS = {"zh": "gb-t-1.1", "en": "iso-iec-part-2"}
IMPORTED = {
    "openchain": "openchain-license-compliance/Official/en/ISO-5230-2020/ISO-5230-2020.md",
    "csharp-delegates": "csharp-ecma334/V6-standard/standard/delegates.md",
    "data-security-law": "just-laws-zh/docs/economic/data-security-law/README.md",
    "gbt-template": "vlook-gbt-template/released/samples/vip-gb-t.md",
}
_FRONT = re.compile(r"\A---\n(.*?\n)---\n", re.DOTALL)


@dataclass(frozen=True, slots=True, eq=False)
class Clean:
    """A standard without faults, and the file of it that a fault is put into."""

    name: str
    language: str
    folder: Folder
    file: str = "standard.md"

    @property
    def text(self):
        return self.folder.files[self.file].decode()

    @property
    def partner(self):
        """The file of the other language version, or nothing."""
        others = [path for path in self.folder.files if re.fullmatch(r"standard\.?[a-z]*\.md", path)]
        return next((path for path in others if path != self.file), "")

    def with_text(self, text, files=()):
        """Return the folder with another text in the file, and with further files."""
        return replace(self.folder, files={**self.folder.files, **dict(files), self.file: text.encode()})


@cache
def own():
    """Return every language version of every standard of ours, each alone in its folder."""
    found = []
    for folder in _own_folders():
        texts = _texts(folder)
        assets = {path: content for path, content in folder.files.items() if not path.endswith(".md")}
        source = _FRONT.match(texts[""])
        for tag, text in texts.items():
            language = tag or _field(source[1], "language")
            head = re.sub(r"(?m)^language:.*$", f"language: {language}", source[1])
            if language in RULEBOOKS:
                head = re.sub(r"(?m)^rulebook:.*$", f"rulebook: {RULEBOOKS[language]}", head)
            whole = f"---\n{head}---\n{text[_FRONT.match(text).end() :]}"
            alone = Folder(folder.name, {**assets, "standard.md": whole.encode()}, {})
            found.append(Clean(f"{folder.name}-{language}", language, alone))
    return tuple(found)


@cache
def own_pairs():
    """Return every standard of ours that has two languages, once with either language's file to put a fault into."""
    found = []
    for folder in _own_folders():
        texts = _texts(folder)
        assets = {path: content for path, content in folder.files.items() if not path.endswith(".md")}
        files = {f"standard.{tag}.md" if tag else "standard.md": text.encode() for tag, text in texts.items()}
        both = Folder(folder.name, {**assets, **files}, {})
        if len(files) == 2:
            for file, content in files.items():
                language = _field(content.decode(), "language")
                found.append(Clean(f"{folder.name}-both-{language}", language, both, file))
    return tuple(found)


@cache
def imported():
    """Return the four imported standards under the rulebook of their language."""
    return tuple(_adopted(name, CORPORA / path) for name, path in IMPORTED.items())


def _adopted(name, path):
    made = import_folder(Folder(name, {path.name: path.read_bytes()}, {})).folder
    text = made.files["standard.md"].decode()
    language = _field(text, "language")
    text = re.sub(r"(?m)^rulebook:.*$", f"rulebook: {RULEBOOKS[language]}", text, count=1)
    text = re.sub(r"(?m)^(?:numbering|verbal-forms):.*\n", "", text, count=2)
    text = re.sub(r' label="[^"]*"', "", text)
    text = _from_first_element(text)
    return Clean(name, language, replace(made, files={**made.files, "standard.md": text.encode()}))


def _from_first_element(text):
    """Return the text without the title page and contents that a drafter would drop: what stands before any element."""
    first = next((one for one in Text(text).chapters if one.element != "clause"), None)
    if not first:
        return text
    return _FRONT.match(text)[0] + "\n" + "\n".join(text.split("\n")[first.start :])


def _own_folders():
    for path in sorted(LIBRARY.iterdir()):
        if (path / "standard.md").is_file():
            files = {one.relative_to(path).as_posix(): one.read_bytes() for one in sorted(path.rglob("*"))
                     if one.is_file()}  # fmt: skip
            yield Folder(path.name, files, {})


def _texts(folder):
    """Return the text of each language version by its tag, the source's tag empty, chapters joined in."""
    found = {}
    for path in folder.files:
        match = re.fullmatch(r"standard(?:\.([A-Za-z-]+))?\.md", path)
        if match:
            text = folder.files[path].decode()
            chapters = re.search(r"(?m)^chapters: *\[(.*)\] *\n", text)
            if chapters:
                parts = [folder.files[one.strip(" \"'")].decode() for one in chapters[1].split(",")]
                text = "\n".join([text.replace(chapters[0], "", 1).rstrip("\n") + "\n", *parts])
            found[match[1] or ""] = text
    return found


def _field(text, name):
    return re.search(rf"(?m)^{name}: *(\S+)", text)[1]
