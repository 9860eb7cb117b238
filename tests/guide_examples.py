"""The examples of the guide for drafters: a fenced text, what stands beside it, and what is said of it below."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from pathlib import Path

from stdpub.cli.messages import HELP, SEVERITIES
from stdpub.model.folder import Folder
from stdpub.model.surroundings import Surroundings
from stdpub.pipeline import derived, versions
from stdpub.read.consolidating import consolidate, has_amendments
from stdpub.write.json_record import standard_record

DOCS = Path(__file__).resolve().parents[1] / "docs"
GUIDES = {"en": DOCS / "authoring.md", "zh": DOCS / "authoring.zh.md"}
HEADERS = {
    "en": "---\nidentifier: X 1\nlanguage: en\ntitle: Tanks\nrulebook: iso-iec-part-2\n---\n\n",
    "zh": "---\nidentifier: T/X 1\nlanguage: zh\ntitle: 储罐\nrulebook: gb-t-1.1\n---\n\n",
}
PICTURE = b'<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><rect width="9" height="9"/></svg>'
FENCE = re.compile(r"^(?P<fence>`{3,})(?P<info>[^\n`]*)\n(?P<text>.*?)^(?P=fence)$", re.MULTILINE | re.DOTALL)


@dataclass(slots=True)
class Example:
    """One example of a guide: its language, line, text, the files beside it, and what the guide says of it."""

    guide: str
    line: int
    text: str
    files: dict[str, bytes]
    library: dict[str, Folder]
    shown: list[dict[str, object]] = field(default_factory=list)
    findings: str = ""

    @property
    def header(self) -> str:
        """The front matter that the guide leaves out."""
        return "" if self.text.startswith("---") else HEADERS[self.guide]

    @property
    def folder(self):
        """The folder of the standard that the example is."""
        pictures = dict.fromkeys(re.findall(r"figures/[\w-]+\.svg", self.text), PICTURE)
        return Folder("example", {"standard.md": (self.header + self.text).encode(), **pictures, **self.files}, {})

    def read(self):
        """Return the versions of the standard that the example is, consolidated where it has amendments."""
        made = derived(self.folder)
        return versions(made[-1].folder if made else self.folder, Surroundings(neighbours=self.library))


def examples(guide):
    """Yield the examples of the guide in one language; a library stands for all that come after it."""
    text = GUIDES[guide].read_text(encoding="utf-8")
    files, library, last = {}, {}, None
    for found in FENCE.finditer(text):
        kind, *rest = [*found["info"].split(), ""]
        if kind == "csv" or (kind == "markdown" and rest[0].endswith(".md")):
            files[rest[0]] = found["text"].encode()
        elif kind == "markdown" and rest[0] == "library":
            library = {rest[1]: Folder(rest[1], {"standard.md": found["text"].encode()}, {})}
        elif kind == "markdown":
            if last is not None:
                yield last
            last = Example(guide, text.count("\n", 0, found.start()) + 1, found["text"], files, library)
            files = {}
        elif kind == "json" and last is not None:
            last.shown.extend(map(json.loads, found["text"].splitlines()))
        elif kind == "findings" and last is not None:
            last.findings += found["text"]
    if last is not None:
        yield last


def findings(example):
    """Return what reading finds in an example, in the guide's language; lines count within the example."""
    found = dict.fromkeys(one for standard in example.read() for one in standard.diagnostics)
    found |= dict.fromkeys(consolidate(example.folder)[1] if has_amendments(example.folder) else ())
    shift = example.header.count("\n")
    said = 1 if example.guide == "zh" else 0
    lines = []
    for one in found:
        place = f"{one.at.line - shift}:{one.at.column}"
        if one.at.file != "standard.md":
            place = f"{one.at.file}:{one.at.line}:{one.at.column}"
        lines.append(f"{place}: {SEVERITIES[one.severity][said]}: {one.message[said]} [{one.rule}]\n")
        lines.extend([f"  = {HELP[said]}: {one.help[said]}\n"] if one.help else [])
    return "".join(lines)


def nodes(record):
    """Yield every object of a JSON record."""
    waiting = [record]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            yield one
            waiting.extend(one.values())
        elif isinstance(one, list):
            waiting.extend(one)


def holds(actual, shown):
    """Tell whether a JSON value has all that the guide shows of it."""
    if isinstance(shown, dict):
        text = _words(actual) if "text" in shown and isinstance(actual, dict) else None
        rest = {name: value for name, value in shown.items() if text is None or name != "text"}
        return (
            isinstance(actual, dict)
            and (text is None or text == shown["text"])
            and all(name in actual and holds(actual[name], value) for name, value in rest.items())
        )
    if isinstance(shown, list):
        return isinstance(actual, list) and len(actual) == len(shown) and all(map(holds, actual, shown))
    return actual == shown


def _words(node):
    """Return the text of a node without the white space after it."""
    text = node.get("text")
    return text.strip() if isinstance(text, str) and node.get("type") == "sentence" else text


def missing(example):
    """Return what the guide shows of an example and no version of its JSON has."""
    records = [node for standard in example.read() for node in nodes(standard_record(standard))]
    return [shown for shown in example.shown if not any(holds(node, shown) for node in records)]
