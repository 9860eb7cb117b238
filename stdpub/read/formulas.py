"""TeX to MathML Core, with the place of a mistake inside the formula."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from functools import cache

from math_core import LatexError, LatexToMathML

from stdpub.model.patterns import regex

SIZE_LIMIT = 20_000
"""Code points that one formula may have."""

_POSITION = regex(r"(\d+): (.*)", re.DOTALL)
_ENTITY = regex(r"&(?!(?:lt|gt|amp|quot|apos|#\w+);)[A-Za-z]+;")
"""Names such as `&ApplyFunction;`, which HTML knows and XML does not."""

_WRAPPER = regex(r"<math[^>]*>(.*)</math>", re.DOTALL)
_OVERLINE = regex(r"(<mover[^>]*>.*?<mo[^>]*>)\u0332(</mo></mover>)", re.DOTALL)
"""math-core 0.9 writes the bar of `\\overline` as a combining low line, which readers draw below."""


@dataclass(frozen=True, slots=True)
class Formed:
    """MathML without its `math` element; where the TeX is wrong, no MathML but the fault and its offset in the TeX."""

    mathml: str
    fault: str
    at: int


@cache
def _converter() -> LatexToMathML:
    return LatexToMathML(fancy_error=False)


def mathml(tex: str, *, display: bool) -> Formed:
    """Return a formula's MathML, or what is wrong with its TeX and where."""
    if len(tex) > SIZE_LIMIT:
        return Formed("", f"longer than {SIZE_LIMIT} characters", 0)
    try:
        markup = _converter().convert_with_local_state(tex, displaystyle=display)
    except LatexError as error:
        found = _POSITION.match(str(error))
        if found is None:
            return Formed("", str(error), 0)
        return Formed("", found[2].rstrip("."), min(int(found[1]), len(tex)))
    inner = _WRAPPER.fullmatch(markup)
    plain = _ENTITY.sub(lambda found: html.unescape(found[0]), inner[1] if inner else markup)
    return Formed(_OVERLINE.sub("\\1\u00af\\2", plain), "", 0)
