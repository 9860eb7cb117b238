"""A written XML document in, what is wrong with it by the stdpub profile out: one message a fault, with its line."""

from __future__ import annotations

from functools import cache

from lxml import etree

from stdpub.shipped import shipped
from stdpub.write.sts.faults import Grammar, faults

SCHEMA = "schemas/stdpub-sts.rng"


def validate_xml(content: bytes) -> tuple[str, ...]:
    """Return what is wrong with a document, each with its line; nothing where it is valid."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        return (f"line {error.lineno or 1}: {error.msg}",)
    schema = _schema()
    if schema.validate(root):
        return ()
    found = faults(_grammar(), root)
    if found:
        return found
    log = schema.error_log.filter_from_errors()
    return tuple(dict.fromkeys(f"line {entry.line}: {entry.message}" for entry in log)) or ("not valid",)


@cache
def _schema() -> etree.RelaxNG:
    return etree.RelaxNG(etree.parse(shipped(SCHEMA)))


@cache
def _grammar() -> Grammar:
    return Grammar(etree.parse(shipped(SCHEMA)).getroot())
