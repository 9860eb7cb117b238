"""Draw the findings on real documents whose precision is judged by hand: up to twenty a rule, the same at every run.

`python tests/precision.py` prints one JSON object a finding; the verdicts are kept in docs/measurements/precision.csv.
Imported documents are judged under the rulebook that one who adopts them would choose: GB/T 1.1 for Chinese texts, the
Directives for English ones. `file` is the path in the corpora, `line` the line in the imported text.
"""

from __future__ import annotations

import json
import random
import re
import sys
from collections import defaultdict
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[1]))

from shared import CORPORA

from stdpub.check.runner import RULES
from stdpub.cli.folders import read_folder
from stdpub.model.folder import Folder
from stdpub.pipeline import check
from stdpub.read.foreign_markdown import import_folder
from stdpub.read.reader import sources

OLDER = re.compile(r"V5|v1\.7\.4|3\.0\.[23]|slsa/v1\.[01]|commonmark")
"""Earlier editions say nearly the same, and the specification of CommonMark is made of examples."""

MOST = 20
SEED = 1


def adopted(folder: Folder) -> Folder:
    """Return an imported standard under the rulebook of its language."""
    text = folder.files["standard.md"].decode()
    book = "gb-t-1.1" if re.search(r"^language: \"?zh", text, re.MULTILINE) else "iso-iec-part-2"
    text = re.sub(r"^rulebook: .*$", f"rulebook: {book}", text, count=1, flags=re.MULTILINE)
    return replace(folder, files={**folder.files, "standard.md": text.encode()})


def findings():
    """Yield rule, document, line, message and the words around each finding of a rule."""
    names = {rule.id for rule in RULES}
    documents = sorted({file.parent.relative_to(CORPORA).as_posix() for file in CORPORA.glob("*/**/*.md")})
    for name in (one for one in documents if not OLDER.search(one)):
        folder = adopted(import_folder(read_folder(CORPORA / name)).folder)
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


def main() -> None:
    """Print the sample."""
    by_rule = defaultdict(list)
    for one in findings():
        by_rule[one["rule"]].append(one)
    draw = random.Random(SEED)  # noqa: S311 - a sample, no secret
    for rule in sorted(by_rule):
        drawn = draw.sample(by_rule[rule], min(MOST, len(by_rule[rule])))
        for one in sorted(drawn, key=lambda each: (each["file"], each["line"], each["column"])):
            print(json.dumps(one | {"of": len(by_rule[rule])}, ensure_ascii=False))  # noqa: T201


if __name__ == "__main__":
    main()
