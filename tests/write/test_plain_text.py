from __future__ import annotations

from hypothesis import HealthCheck, Phase, given, settings
from lxml import etree
from models import full_standard, standards
from tries import tries

from stdpub.model.standard import Standard
from stdpub.write.html_page import write_html
from stdpub.write.plain_text import body_lines, write_text

MATHS = "{http://www.w3.org/1998/Math/MathML}math"


def squeezed(text: str) -> str:
    return "".join(text.split())


def shown(standard: Standard) -> str:
    """Return the words of the article on the HTML page, without formulas, pictures and links back."""
    article = next(etree.fromstring(write_html(standard)).iter("{*}article"))
    for element in list(article.iter()):
        if element.tag == MATHS or element.get("class") in {"back", "missing"}:
            tail = element.tail
            element.clear()
            element.tail = tail
    return squeezed("".join(article.itertext()))


def test_the_text_of_the_page_is_the_plain_text():
    standard = full_standard()

    assert shown(standard) == squeezed("".join(body_lines(standard, objects=False)))


@settings(max_examples=tries(6), deadline=None, phases=(Phase.generate,), suppress_health_check=list(HealthCheck))
@given(standards())
def test_the_text_of_any_page_is_the_plain_text(standard):
    assert shown(standard) == squeezed("".join(body_lines(standard, objects=False)))


def test_one_block_stands_on_one_line():
    lines = write_text(full_standard()).splitlines()

    assert "1 Scope" in lines
    assert "The air shall be cold." in lines
    assert "a) it shall be kept;" in lines
    assert "A\t25\t60" in lines


def test_formulas_and_pictures_stand_for_themselves_in_plain_text_only():
    standard = full_standard()
    lines = list(body_lines(standard, objects=False))

    assert "[a line]" in write_text(standard).splitlines()
    assert "[a line]" not in lines
    assert "aligned" in write_text(standard)
    assert not any("aligned" in line for line in lines)
