"""The official NISO STS 1.2 grammar as a judge of what tests write, where it is at hand."""

from __future__ import annotations

from functools import cache

import pytest
from lxml import etree
from shared import NISO_STS

needs_niso_sts = pytest.mark.skipif(not NISO_STS.is_dir(), reason=f"the official NISO STS grammar is not at {NISO_STS}")

_NAME = "NISO-STS-interchange-1-mathml3"


@cache
def _dtd() -> etree.DTD:
    return etree.DTD(str(NISO_STS / "dtd" / f"{_NAME}.dtd"))


@cache
def _rng() -> etree.RelaxNG:
    return etree.RelaxNG(etree.parse(str(NISO_STS / "rng" / f"{_NAME}.rng")))


def official_errors(xml: bytes) -> list[str]:
    """Return what the official DTD and RELAX NG say against a document; nothing where they are not at hand."""
    if not NISO_STS.is_dir():
        return []
    tree = etree.fromstring(xml)
    found = []
    dtd = _dtd()
    if not dtd.validate(tree):
        found += [f"DTD, line {fault.line}: {fault.message}" for fault in dtd.error_log.filter_from_errors()]
    rng = _rng()
    if not rng.validate(tree):
        found += [f"RELAX NG, line {fault.line}: {fault.message}" for fault in rng.error_log.filter_from_errors()]
    return found
