"""Draw the findings on real documents whose precision is judged by hand: up to twenty a rule, the same at every run.

`python tests/precision.py` prints one JSON object a finding that is not judged yet, and names the verdicts whose finding
is gone; the verdicts are kept in docs/measurements/precision.csv. Imported documents are judged under the rulebook that
one who adopts them would choose: GB/T 1.1 for Chinese texts, the Directives for English ones. `file` is the path in the
corpora, `line` the line in the imported text.
"""

from __future__ import annotations

import csv
import hashlib
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[1]))

from shared import CORPORA

from stdpub.check.runner import RULES
from stdpub.cli.folders import read_folder
from stdpub.model.folder import Folder
from stdpub.pipeline import check
from stdpub.read.foreign_markdown import import_folder
from stdpub.read.key_slots import key_slots
from stdpub.read.keying import renamed
from stdpub.read.reader import read, sources

RECORD = Path(__file__).resolve().parents[1] / "docs" / "measurements" / "precision.csv"

LEFT_OUT = re.compile(r"V5|v1\.7\.4|3\.0\.[23]|slsa/v1\.[01]|Official/en/[23]|Translations|/it\b|commonmark")
"""Earlier editions and drafts say nearly the same, no rulebook is for Italian, and CommonMark is made of examples."""

PAIRS = (("asvs-4.0.3/zh-cn", "asvs-4.0.3/en"),)
"""One text in two languages, judged as one standard for the rules on language versions."""

OURS = "translated-key-missing"
"""What it finds in a pair tells how the keys were paired here, not how a translator works."""

MOST = 20


@cache
def documents() -> tuple[str, ...]:
    """Return the folders that are documents: one that holds another's folder is a collection of them."""
    names = {file.parent.relative_to(CORPORA).as_posix() for file in CORPORA.glob("*/**/*.md")}
    inner = {name for name in names if not any(other.startswith(f"{name}/") for other in names)}
    return tuple(sorted(name for name in inner if not LEFT_OUT.search(name)))


@cache
def adopted(name: str) -> Folder:
    """Return a document of the corpora as a standard under the rulebook of its language."""
    folder = import_folder(read_folder(CORPORA / name)).folder
    text = folder.files["standard.md"].decode()
    book = "gb-t-1.1" if re.search(r"^language: \"?zh", text, re.MULTILINE) else "iso-iec-part-2"
    text = re.sub(r"^rulebook: .*$", f"rulebook: {book}", text, count=1, flags=re.MULTILINE)
    return replace(folder, files={**folder.files, "standard.md": text.encode()})


def paired(source: str, other: str) -> Folder:
    """Return two documents as one standard in two languages, whose keys are the same where the structure is."""
    one, two = adopted(source), adopted(other)
    keys = {slot.path: slot.key for slot in key_slots(read(one), sources(one)) if slot.key}
    slots = [slot for slot in key_slots(read(two), sources(two)) if slot.key and slot.path in keys]
    two = renamed(two, {slot.key: keys[slot.path] for slot in slots})
    head, body = two.files["standard.md"].decode().split("\n---\n", 1)
    head = re.sub(r"^(?!---|language:|title:|chapters:| ).*\n?", "", head, flags=re.MULTILINE)
    chapters = {name: f"translated-{name}" for name in two.files if name.endswith(".md") and name != "standard.md"}
    for name, new in chapters.items():
        head = re.sub(rf"(?<![\w-]){re.escape(name)}", new, head)
    language = re.search(r"^language: \"?(\w+)", head, re.MULTILINE)
    files = {new: two.files[name] for name, new in chapters.items()}
    files[f"standard.{language[1] if language else 'en'}.md"] = f"{head.rstrip()}\n---\n{body}".encode()
    return replace(one, files={**two.files, **one.files, **files})


def findings() -> Iterator[dict[str, object]]:
    """Yield rule, document, place, message and the words around each finding of a rule."""
    for name in documents():
        yield from found_in(name, adopted(name))
    for source, other in PAIRS:
        for one in found_in(f"{source} and {other}", paired(source, other)):
            if str(one["rule"]).startswith("translat") and one["rule"] != OURS:
                yield one


def found_in(name: str, folder: Folder) -> Iterator[dict[str, object]]:
    """Yield what the rules find in one standard, each finding once."""
    names = {rule.id for rule in RULES}
    texts = sources(folder)
    for found in dict.fromkeys(one for standard in check(folder) for one in standard.diagnostics):
        if found.rule in names:
            lines = texts[found.at.file].text.split("\n") if found.at.file in texts else []
            line = lines[found.at.line - 1] if found.at.line <= len(lines) else ""
            start = max(found.at.column - 160, 0)
            yield {
                "rule": found.rule,
                "severity": found.severity.value,
                "file": f"{name}/{found.at.file}",
                "line": found.at.line,
                "column": found.at.column,
                "message": found.message.en,
                "words": line[start : start + 400],
            }


def drawn() -> dict[str, list[dict[str, object]]]:
    """Return up to twenty findings of each rule: chosen by a digest of their words, so that no other finding matters."""
    by_rule = defaultdict(list)
    for one in findings():
        by_rule[str(one["rule"])].append(one)
    return {rule: sorted(found, key=_lot)[:MOST] for rule, found in sorted(by_rule.items())}


def _lot(one: dict[str, object]) -> tuple[str, int, int]:
    told = "\n".join(str(one[name]) for name in ("rule", "file", "message", "words"))
    return hashlib.sha256(told.encode()).hexdigest(), int(str(one["line"])), int(str(one["column"]))


def place(one: dict[str, object]) -> tuple[str, str, str]:
    """Return what a finding and its verdict have in common."""
    return str(one["rule"]), str(one["file"]), str(one["line"])


def judged() -> list[dict[str, str]]:
    """Return the verdicts on record."""
    with RECORD.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def main() -> None:
    """Print what of the sample is not judged, then the verdicts that are not of the sample."""
    sample = [one for found in drawn().values() for one in found]
    known = {place(dict(row)) for row in judged()}
    for one in sorted(sample, key=place):
        if place(one) not in known:
            print(json.dumps(one, ensure_ascii=False))  # noqa: T201
    for gone in sorted(known - {place(one) for one in sample}):
        print(json.dumps({"gone": gone}, ensure_ascii=False))  # noqa: T201


if __name__ == "__main__":
    main()
