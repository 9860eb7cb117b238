from __future__ import annotations

from collections import Counter
from dataclasses import fields, is_dataclass, replace
from itertools import chain

from hypothesis import HealthCheck, Phase, given, settings
from lxml import etree
from models import full_standard, standards
from tries import tries

from stdpub.model.inlines import untyped
from stdpub.model.standard import Standard
from stdpub.write.html_page import write_html
from stdpub.write.web.tags import Piece, harmless

XHTML = "{http://www.w3.org/1999/xhtml}"


def page(standard: Standard):
    return etree.fromstring(write_html(standard))


def addressable(node) -> list[str]:
    """Return the id of every node of a model, in reading order."""
    if isinstance(node, tuple):
        return list(chain.from_iterable(addressable(one) for one in node))
    if not is_dataclass(node):
        return []
    own = [node.id] if getattr(node, "id", "") else []
    return own + list(chain.from_iterable(addressable(getattr(node, one.name)) for one in fields(node)))


def ids(tree) -> list[str]:
    return [element.get("id") for element in tree.iter() if element.get("id")]


def test_every_addressable_thing_has_its_id_on_the_page():
    standard = full_standard()

    assert set(addressable(standard)) <= set(ids(page(standard)))


def test_every_link_inside_the_page_arrives():
    tree = page(full_standard())
    targets = {link.get("href")[1:] for link in tree.iter(f"{XHTML}a") if link.get("href").startswith("#")}

    assert targets <= set(ids(tree))


@settings(max_examples=tries(6), deadline=None, phases=(Phase.generate,), suppress_health_check=list(HealthCheck))
@given(standards())
def test_any_standard_gives_well_formed_xml_with_its_ids(standard):
    written = Counter(ids(page(standard)))

    assert Counter(addressable(standard)) <= written


def test_the_same_standard_gives_the_same_bytes():
    assert write_html(full_standard()) == write_html(full_standard())


def test_what_is_put_into_a_piece_is_escaped_unless_it_is_markup():
    bold = Piece("<b>{}</b>")

    assert bold(bold("<&")) == "<b><b>&lt;&amp;</b></b>"


def test_an_address_that_runs_a_script_is_not_followed():
    assert not harmless(" JavaScript:alert(1)")


def test_characters_that_xml_forbids_become_replacement_characters():
    standard = full_standard()
    first = replace(standard.clauses[0], title=(untyped("bad \x0b\ud800 title"),))

    assert "bad \ufffd\ufffd title" in "".join(page(replace(standard, clauses=(first,))).itertext())
