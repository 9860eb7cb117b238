"""Documents built for a test, as trees that both grammars have held valid."""

from __future__ import annotations

from full_model import HEADER
from lxml import etree
from model_ids import identified
from model_parts import (
    clause,
)
from niso_sts import official_errors

from stdpub.model import content
from stdpub.model.header import Header
from stdpub.model.standard import Clause, Standard
from stdpub.write.schema import validate_xml
from stdpub.write.sts_xml import write_xml


def made(*clauses: Clause, head: Header = HEADER) -> Standard:
    return identified(Standard("s", head, clauses, (), (), "0" * 64, ()))


def written(document: Standard) -> etree._Element:
    """Return the tree of a document that both grammars hold valid."""
    xml = write_xml(document)

    assert validate_xml(xml) == ()
    assert official_errors(xml) == []
    return etree.fromstring(xml)


def body_of(*blocks: content.Block) -> etree._Element:
    """Return the clause of a document that holds the blocks, under the key `here`."""
    return written(made(clause("Title", *blocks, key="here"))).find("body/sec")


def shape(element: etree._Element) -> str:
    """Return an element as text, its namespaces left out."""
    return etree.tostring(element, encoding="unicode", with_tail=False).replace(
        ' xmlns:mml="http://www.w3.org/1998/Math/MathML"'
        ' xmlns:tbx="urn:iso:std:iso:30042:ed-1" xmlns:xlink="http://www.w3.org/1999/xlink"',
        "",
    )
