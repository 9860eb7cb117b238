"""The candidates of the fact sheets to the rules that are shipped, as docs/rules-coverage.md has them.

Kinds of fault that no candidate names, but the headings of the design do, have their rules in `rules.json`.
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

COVERAGE = Path(__file__).resolve().parents[2] / "docs" / "rules-coverage.md"
FILE = Path(__file__).with_name("rules.json")


@cache
def shipped():
    """Return the rules that report each candidate."""
    found = {name: tuple(rules) for name, rules in json.loads(FILE.read_text(encoding="utf-8")).items()}
    for name, fate in _fates():
        if not fate.startswith("left out"):
            found[name] = (*found.get(name, ()), *re.findall(r"`([a-z0-9-]+)`", fate))
    return found


@cache
def left_out():
    """Return the candidates that no rule reports, each with the reason."""
    return {name: fate.partition(": ")[2] for name, fate in _fates() if fate.startswith("left out")}


def rules_for(fault, language):
    """Return the rules one of which has to report a kind of fault in a language; none where all are left out."""
    return {*fault.reader, *(rule for name in fault.candidates(language) for rule in shipped().get(name, ()))}


def _fates():
    """Return what the page says became of each candidate."""
    return re.findall(r"^\| `([^`]+)` \| (.*) \|$", COVERAGE.read_text(encoding="utf-8"), re.MULTILINE)
