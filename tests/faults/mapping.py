"""The candidates of the fact sheets to the rules that are shipped, as `rules.json` has them from docs/rules-coverage.md."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("rules.json")


@cache
def shipped():
    """Return the rules that report each candidate."""
    return {name: tuple(rules) for name, rules in json.loads(FILE.read_text(encoding="utf-8"))["shipped"].items()}


@cache
def left_out():
    """Return the candidates that no rule reports, each with the reason."""
    return json.loads(FILE.read_text(encoding="utf-8"))["left out"]


def rules_for(fault, language):
    """Return the rules one of which has to report a kind of fault in a language; none where all are left out."""
    return {*fault.reader, *(rule for name in fault.candidates(language) for rule in shipped().get(name, ()))}
