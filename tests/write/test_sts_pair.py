"""The small standard that shows what is wanted, in the language and in XML: ours is that XML, but for what comes later."""

from __future__ import annotations

from lxml import etree
from niso_sts import official_errors
from shared import SHARED, needs_shared

from stdpub.model.folder import Folder
from stdpub.read.reader import read
from stdpub.write.schema import validate_xml
from stdpub.write.sts_xml import write_xml

PAIR = SHARED / "examples" / "pair"
UNWRAPPED = ("limit-value", "limit-unit")
LEFT_OUT = frozenset({"alt", "vocab", "vocab-identifier", "vocab-term", "headers", "axis", "align", "xtarget"})
MATH = "{http://www.w3.org/1998/Math/MathML}math"


def skeleton(root: etree._Element) -> list[tuple[str, dict[str, str], str, str]]:
    """Return body and back as tags, attributes and text, without generated ids, MathML and the inside of limits."""
    for one in list(root.iter("named-content")):
        if one.get("content-type") in UNWRAPPED or (one.get("content-type") == "limit" and one.getparent().tag == "td"):
            etree.strip_tags(one.getparent(), "named-content") if one.getparent().tag == "td" else _unwrap(one)
    for one in list(root.iter("supplementary-material")):
        one.getparent().remove(one)
    found = []
    for part in (root.find("body"), root.find("back")):
        elements = [one for one in part.iter("*") if not any(above.tag == MATH for above in one.iterancestors())]
        found += [(one.tag, _attributes(one), (one.text or "").strip(), (one.tail or "").strip()) for one in elements]
    return found


def _unwrap(element: etree._Element) -> None:
    element.tag = "unwrapped"
    etree.strip_tags(element.getparent(), "unwrapped")


def _attributes(element: etree._Element) -> dict[str, str]:
    kept = {name: value for name, value in sorted(element.attrib.items()) if name not in LEFT_OUT}
    if "." in kept.get("id", "") and not kept["id"].endswith(".sec"):
        del kept["id"]
    if kept.get("content-type") == "limit" or element.tag in {"td", "th"}:
        kept = {name: value for name, value in kept.items() if name not in {"specific-use", "content-type"}}
    return {} if element.tag == MATH else kept


@needs_shared
def test_the_pair_comes_out_as_it_is_wanted():
    folder = Folder("pair", {"standard.md": (PAIR / "standard.md").read_bytes()}, {})
    xml = write_xml(read(folder))

    assert validate_xml(xml) == ()
    assert official_errors(xml) == []
    expected = skeleton(etree.parse(PAIR / "expected.xml").getroot())

    assert skeleton(etree.fromstring(xml)) == expected
