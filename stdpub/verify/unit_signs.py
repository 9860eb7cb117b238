"""Text and an offset in; the unit that is printed there in signs, as mm², kW·h, W/(m²·K), as a UCUM code out."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from stdpub.model.patterns import regex
from stdpub.verify.unit_table import JOINED, PREFIXES
from stdpub.verify.units import atoms

_RUN = regex("[A-Za-zµμ\u03a9\u2126ÅÅℓ°℃℉′″ₙ]+|[%％‰]")
_SUPERSCRIPTS = str.maketrans("⁺⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "+-0123456789")
EXPONENT = regex("[⁺⁻]?[⁰¹²³⁴-⁹]+|\\^-?[1-9]")
_DIGIT_EXPONENT = regex(r"[23](?![\d.,]\d|\d)")
_RAISED = frozenset({"m", "cm", "mm", "km", "dm", "um", "s"})
"""Units whose exponent may be an ordinary digit: m2, cm3."""

DOT = regex("[·⋅・*]")
OVER = regex(" ?/ ?")
SPACE = regex("[ \u00a0\u2009\u202f]")
_PRODUCTS = (("W", "h"), ("A", "h"), ("V", "A"), ("N", "m"))
_IN_COMPOUNDS = frozenset({"a", "in"})
"""Signs that are English words: units only behind a stroke or a dot."""

_NO_SIGNS = frozenset({"das", "mas", "dam"})
"""English words and names that prefixes would make signs of."""


class Printed(NamedTuple):
    """A unit that was found: its code and where it ends."""

    code: str
    end: int


class Factor(NamedTuple):
    """One unit with its exponent, and where it ends."""

    code: str
    exponent: int
    end: int


def ends_at(text: str, end: int) -> bool:
    """Tell whether a sign that ends here is not the beginning of a word."""
    last, following = text[end - 1], text[end : end + 1]
    return not (last.isascii() and last.isalnum() and following.isascii() and following.isalnum())


@cache
def signs() -> Mapping[str, str]:
    """Return the code of each sign, with and without prefix; a sign without one goes first: `ft`, `cd`, `min`."""
    found: dict[str, str] = {}
    own: dict[str, str] = {}
    for code, atom in atoms().items():
        for sign in atom.signs:
            own[sign] = code
            for prefix, _, prints, *_ in PREFIXES if atom.prefixable and not atom.unit.offset else ():
                for before in prints.split("|"):
                    found.setdefault(f"{before}{sign}", f"{prefix}{code}")
    found |= own | {"a": "a", "yr": "a", "in": "[in_i]"}
    for one, other in _PRODUCTS:
        for prefix in ("", "m", "k", "M", "G", "T"):
            found.setdefault(f"{prefix}{one}{other}", f"{prefix}{one}.{other}")
    return {sign: code for sign, code in found.items() if sign not in _NO_SIGNS}


def factor_at(text: str, at: int) -> Factor | None:
    """Return the one unit in signs that begins at an offset, with its exponent."""
    run = _RUN.match(text, at)
    code = signs().get(run[0]) if run else None
    if run is None or code is None:
        return None
    end = run.end()
    raised = EXPONENT.match(text, end)
    if raised is None and code in _RAISED:
        raised = _DIGIT_EXPONENT.match(text, end)
    exponent = 1
    if raised:
        exponent, end = int(raised[0].strip("^").translate(_SUPERSCRIPTS)), raised.end()
    return Factor(code, exponent, end) if ends_at(text, end) or text[end - 1] in "⁰¹²³⁴⁵⁶⁷⁸⁹" else None


def signs_at(text: str, at: int) -> Printed | None:
    """Return the unit in signs that begins at an offset, with all its factors."""
    first = factor_at(text, at)
    if first is None:
        return None
    factors, end = _more(text, first, 1)
    if text[at:end] in _IN_COMPOUNDS:
        return None
    return Printed(joined_code(factors), end)


def _more(text: str, first: Factor, sign: int) -> tuple[list[tuple[str, int]], int]:
    """Return the factors of a product from its first one on, those below a stroke with negative exponents."""
    factors = [(first.code, sign * first.exponent)]
    end = first.end
    while len(factors) < 8:
        dot, over = DOT.match(text, end), OVER.match(text, end)
        joined = SPACE.match(text, end) if not (dot or over) else None
        if over and text.startswith("(", over.end()):
            group, closed = _group(text, over.end() + 1)
            if not group:
                break
            factors += group
            end = closed
            continue
        found = dot or over or joined
        following = factor_at(text, found.end()) if found else None
        if (
            found is None
            or following is None
            or (joined and f"{_last_sign(text, end)} {text[joined.end() : following.end]}" not in JOINED)
        ):
            break
        factors.append((following.code, -sign * following.exponent if over else sign * following.exponent))
        end = following.end
    return factors, end


def _last_sign(text: str, end: int) -> str:
    start = end
    while start and _RUN.match(text[start - 1]):
        start -= 1
    return text[start:end]


def _group(text: str, at: int) -> tuple[list[tuple[str, int]], int]:
    """Return what stands below a stroke in brackets, and where the bracket ends."""
    first = factor_at(text, at)
    if first is None:
        return [], at
    factors, end = _more(text, first, -1)
    return (factors, end + 1) if text.startswith(")", end) else ([], at)


def powered(code: str, exponent: int) -> str:
    """Return a code raised to a power."""
    return code if exponent == 1 else f"{code}{exponent}"


def joined_code(factors: list[tuple[str, int]]) -> str:
    """Return the factors as one code: what has a negative exponent stands below one stroke."""
    if len(factors) > 1 or factors[0][1] != 1:
        factors = [("K" if code == "Cel" else code, exponent) for code, exponent in factors]
    above = ".".join(powered(code, exponent) for code, exponent in factors if exponent > 0)
    below = [powered(code, -exponent) for code, exponent in factors if exponent < 0]
    if not below:
        return above
    under = ".".join(below)
    return f"{above}/{under}" if len(below) == 1 and "." not in under else f"{above}/({under})"
