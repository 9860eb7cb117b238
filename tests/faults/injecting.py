"""What a kind of fault is, and the ways in which most faults are put into a text: a sentence said, a line changed."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from faults.places import Text

KEY = "%k"
"""Stands for a free key in the blocks that are put in."""


@dataclass(frozen=True, slots=True)
class Injected:
    """A text with one fault: the line where it must be reported, and lines where it may be, all 1-based.

    `key` is the key of the thing that the language versions tell differently, where it may be reported as well.
    """

    text: str
    line: int
    also: tuple[int, ...] = ()
    key: str = ""
    files: tuple[tuple[str, bytes], ...] = ()

    @property
    def lines(self):
        return {self.line, *self.also}


@dataclass(frozen=True, slots=True)
class Fault:
    """A kind of fault: how it is put in, and the candidates of the two fact sheets, or reader's rules, that name it.

    `hunks` is how many places of the text it changes; `translated` says that it takes two language versions.
    """

    heading: str
    name: str
    languages: tuple[str, ...]
    inject: Callable[[str, Random], Injected | None]
    gb: tuple[str, ...] = ()
    iso: tuple[str, ...] = ()
    reader: tuple[str, ...] = ()
    hunks: int = 1
    translated: bool = False

    def candidates(self, language):
        """Return the candidates of the fact sheet that is in force for a language."""
        return self.gb if language == "zh" else self.iso


def fault(heading, name, languages=("zh", "en"), **said):
    """Register the injector below as a kind of fault."""

    def made(inject):
        return Fault(heading, name, tuple(languages), inject, **said)

    return made


def block_in(doc, random, at, block, line=0, also=(), files=()):
    """Return the text with a block put in at a line; `line` and `also` count within the block."""
    key = doc.free_key(random)
    text, first = doc.insert(at, [one.replace(KEY, key) for one in block])
    return Injected(text, first + line + 1, tuple(first + one + 1 for one in also), files=files)


def changed(doc, at, line, also=()):
    """Return the text with line `at` (0-based) in other words; None where that says the same."""
    if line == doc.lines[at]:
        return None
    return Injected(doc.replace(at, line), at + 1, tuple(one + 1 for one in also))


def body_point(doc, random):
    """Return a line below the text of a random subclause of the body, or None."""
    bodies = doc.bodies()
    return doc.end_of(random.choice(bodies)) if bodies else None


def chapter_point(doc, element):
    """Return the line below the own text of a chapter, or None."""
    chapter = doc.chapter(element)
    return doc.end_of(chapter) if chapter else None


def said(heading, name, zh=(), en=(), where="", **rest):
    """Return a kind of fault that is one new paragraph: one of those given, in the body or in the element `where`."""
    blocks = {"zh": zh, "en": en}

    def inject(text, random):
        doc = Text(text)
        choices = blocks[language_of(text)]
        at = chapter_point(doc, where) if where else body_point(doc, random)
        if at is None:
            return None
        return block_in(doc, random, at, random.choice(choices).split("\n"))

    return Fault(heading, name, tuple(one for one in blocks if blocks[one]), inject, **rest)


def reworded(heading, name, zh=None, en=None, then=None, **rest):
    """Return a kind of fault that is other words in a sentence of the body.

    Each of `zh` and `en` is a pair of pattern and replacement; where no sentence has the pattern, `then` puts it in.
    """
    pairs = {"zh": zh, "en": en}

    def inject(text, random):
        doc = Text(text)
        language = language_of(text)
        pattern, words = pairs[language]
        found = [at for at in doc.sentences() if len(re.findall(pattern, doc.lines[at])) == 1]
        if not found or (then and random.random() < 0.3):
            return then.inject(text, random) if then and language in then.languages else None
        at = random.choice(found)
        return changed(doc, at, re.sub(pattern, words, doc.lines[at]))

    return Fault(heading, name, tuple(one for one in pairs if pairs[one]), inject, **rest)


def language_of(text):
    """Return the language that the front matter names."""
    return re.search(r"^language: *(\w+)", text, re.MULTILINE)[1]
