"""Two formulas as TeX in; whether they are the same mathematics, out."""

from __future__ import annotations

import re

from stdpub.model.patterns import regex

_LAYOUT = regex(
    r"\\(?:left|right|[bB]ig+[lr]?|displaystyle|textstyle|limits|nolimits|quad|qquad|tag\*?\{[^{}]*\}|label\{[^{}]*\})(?![A-Za-z])"
    r"|\\[,;:!> ]|[\s&~]+"
)
_FONTS = regex(r"\\(?:mathrm|mathit|mathsf|mathbf|operatorname|text|textrm|rm|boldsymbol)\*?(?![A-Za-z])")
_BRACED = regex(r"\{([A-Za-z0-9]|\\[A-Za-z]+)\}")
_SAME = (
    (r"\cdot", "*"),
    (r"\times", "*"),
    (r"\leq", r"\le"),
    (r"\geq", r"\ge"),
    (r"\dfrac", r"\frac"),
    (r"\tfrac", r"\frac"),
)
_DECIMAL = regex(r"(\d)\{,\}(\d)")


def same_formula(before: str, after: str) -> bool:
    """Tell whether two formulas differ in layout and fonts at most."""
    return before == after or _bare(before) == _bare(after)


def _bare(tex: str) -> str:
    tex = _DECIMAL.sub(r"\1.\2", tex)
    tex = _LAYOUT.sub("", _FONTS.sub("", tex))
    for one, other in _SAME:
        tex = re.sub(re.escape(one) + r"(?![A-Za-z])", lambda _, other=other: other, tex)  # type: ignore[misc]
    return _BRACED.sub(r"\1", tex)
