"""The TeX of a formula in; the symbols of quantities and the words in it out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from stdpub.model.patterns import regex

_TOKEN = regex(r"\\[A-Za-z]+\*?|\\.|[{}_^&]|[A-Za-z\u0370-\u03ff]|[\u4e00-\u9fff]+|\S|\s+")
_GREEK_WORDS = (
    "\\alpha \\beta \\gamma \\delta \\epsilon \\varepsilon \\zeta \\eta \\theta \\vartheta \\iota \\kappa "
    "\\lambda \\mu \\nu \\xi \\rho \\varrho \\sigma \\tau \\upsilon \\phi \\varphi \\chi \\psi \\omega \\Gamma "
    "\\Delta \\Theta \\Lambda \\Xi \\Pi \\Sigma \\Phi \\Psi \\Omega \\ell \\hbar"
)
_GREEK = frozenset(_GREEK_WORDS.split())
_UPRIGHT = frozenset(
    {
        "\\mathrm",
        "\\text",
        "\\textrm",
        "\\mathit",
        "\\mathsf",
        "\\mathbf",
        "\\textit",
        "\\mbox",
        "\\operatorname",
        "\\operatorname*",
    }
)
_NAMED_WORDS = (
    "sin cos tan cot sec csc log ln lg lb exp max min sup inf lim det dim mod gcd arg arcsin arccos arctan "
    "sinh cosh tanh sgn round abs ceil floor if else otherwise and or for with where const"
)
_NAMED = frozenset(_NAMED_WORDS.split())
_CONSTANTS = frozenset({"e", "i", "j", "d", "\\pi", "π"})
_WORD = regex(r"[A-Za-z]{2,}|[\u4e00-\u9fff]+")
_ENVIRONMENT = frozenset({"\\begin", "\\end", "\\tag", "\\label", "\\hspace", "\\vspace", "\\color", "\\tag*"})
_ACCENTS = frozenset(
    {"\\bar", "\\overline", "\\hat", "\\tilde", "\\vec", "\\dot", "\\ddot", "\\widehat", "\\boldsymbol", "\\bm"}
)
_LIMITED = frozenset({"\\sum", "\\prod", "\\int", "\\lim", "\\max", "\\min", "\\bigcup", "\\bigcap", "\\sup", "\\inf"})
_LONGEST = 4000
_DEEPEST = 8


class _Group(NamedTuple):
    """Some tokens between braces, or one of them."""

    tokens: tuple[str, ...]
    end: int


def symbols(tex: str) -> tuple[str, ...]:
    r"""Return the symbols of quantities in the order of their first use: `E_DC`, `\rho`; running indices are none."""
    return tuple(dict.fromkeys(_symbols(_tokens(tex), 0)))


def _tokens(tex: str) -> tuple[str, ...]:
    return tuple(mark for mark in _TOKEN.findall(tex[:_LONGEST]) if not mark.isspace())


def _symbols(tokens: tuple[str, ...], depth: int) -> Iterator[str]:
    at = 0
    while at < len(tokens):
        mark = tokens[at]
        at += 1
        if mark in _ENVIRONMENT or mark in {"_", "^"}:
            group = _group(tokens, at)
            if mark == "^" and len(group.tokens) > 1 and depth < _DEEPEST:
                yield from _symbols(group.tokens, depth + 1)
            at = group.end
        elif mark in _LIMITED:
            while at < len(tokens) and tokens[at] in {"_", "^", "\\limits"}:
                at = _group(tokens, at + 1).end if tokens[at] != "\\limits" else at + 1
        elif mark in _UPRIGHT:
            group = _group(tokens, at)
            at = group.end
            name = "".join(group.tokens)
            index, at = _index(tokens, at)
            if len(name) == 1 and name.isalpha() and name not in _CONSTANTS:
                yield name + index
        elif _is_symbol(mark):
            index, at = _index(tokens, at)
            if mark not in _CONSTANTS or index:
                yield mark + index


def _is_symbol(mark: str) -> bool:
    return mark in _GREEK or (len(mark) == 1 and mark.isalpha() and not "\u4e00" <= mark <= "\u9fff")


def _index(tokens: tuple[str, ...], at: int) -> tuple[str, int]:
    """Return the index of a symbol, `_DC`, past an exponent and primes, and where it ends."""
    index = ""
    while at < len(tokens) and tokens[at] in {"_", "^", "'", "\\prime"}:
        if tokens[at] in {"_", "^"}:
            group = _group(tokens, at + 1)
            if tokens[at] == "_":
                index = "_" + "".join(mark for mark in group.tokens if mark not in {*_UPRIGHT, "{", "}"})
            at = group.end
        else:
            at += 1
    return index, at


def _group(tokens: tuple[str, ...], at: int) -> _Group:
    if at >= len(tokens):
        return _Group((), at)
    if tokens[at] in _UPRIGHT:
        return _group(tokens, at + 1)
    if tokens[at] != "{":
        return _Group((tokens[at],), at + 1)
    depth = 0
    for place in range(at, len(tokens)):
        depth += {"{": 1, "}": -1}.get(tokens[place], 0)
        if depth == 0:
            return _Group(tokens[at + 1 : place], place + 1)
    return _Group(tokens[at + 1 :], len(tokens))


def symbol_of(word: str) -> str:
    """Return plain letters such as `E_DC` as symbols are told here."""
    return re.sub(r"[{}$ ]", "", word)


def words_in(tex: str) -> Iterator[str]:
    r"""Yield the words that stand on the line of a formula, not in its indices: Chinese, `\mathrm{...}`, `ABC`."""
    tokens = _tokens(tex)
    at = 0
    run = ""
    while at <= len(tokens):
        mark = tokens[at] if at < len(tokens) else ""
        at += 1
        if len(mark) == 1 and mark.isascii() and mark.isupper():
            run += mark
            continue
        if len(run) > 2:
            yield run
        run = ""
        if mark in {"_", "^"} or mark in _ENVIRONMENT:
            at = _group(tokens, at).end
        elif mark in _UPRIGHT:
            group = _group(tokens, at)
            at = group.end
            yield from _words("".join(group.tokens))
        elif mark and "\u4e00" <= mark[0] <= "\u9fff":
            yield mark


def _words(text: str) -> Iterator[str]:
    for found in _WORD.finditer(text):
        if found[0].lower() not in _NAMED:
            yield found[0]
