"""Patterns that are compiled when they are first used: all that there are can be, and they do what compiled ones do."""

from __future__ import annotations

import importlib
import pkgutil
import re

import pytest

from stdpub.model.patterns import regex


def test_every_constant_pattern_of_the_product_compiles():
    lazy = type(regex(""))
    found = 0
    for room in ("model", "verify", "read", "check", "compare"):
        package = importlib.import_module(f"stdpub.{room}")
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            for value in vars(importlib.import_module(module.name)).values():
                if isinstance(value, lazy):
                    found += 1

                    assert value.pattern == value.search.__self__.pattern

    assert found > 300


def test_a_pattern_does_what_a_compiled_one_does():
    pattern = regex(r"(?P<word>[a-z]+)(\d)?", re.IGNORECASE)
    same = re.compile(r"(?P<word>[a-z]+)(\d)?", re.IGNORECASE)

    assert pattern.findall("Ab1 c") == same.findall("Ab1 c")
    assert pattern.sub("x", "Ab1 c") == same.sub("x", "Ab1 c")
    assert (pattern.pattern, pattern.groups, dict(pattern.groupindex)) == (same.pattern, 2, {"word": 1})
    assert pattern.match(" a", 1)["word"] == "a"
    with pytest.raises(AttributeError):
        pattern.nothing  # noqa: B018 - asked for to be refused


def test_a_fault_in_a_pattern_shows_when_it_is_used():
    pattern = regex("(")

    with pytest.raises(re.error):
        pattern.search("")
