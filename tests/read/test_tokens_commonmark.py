"""The examples of the CommonMark specification, against mistune's block structure and the printed HTML."""

from __future__ import annotations

import re

from commonmark_html import page
from mistune.block_parser import BlockParser
from mistune.core import BlockState
from shared import CORPORA, needs_corpora
from token_checks import faults
from token_shapes import read

SPECIFICATION = CORPORA / "commonmark" / "spec.txt"
EXAMPLE = re.compile(r"^`{32} example\n(.*?)^\.\n(.*?)^`{32}$", re.MULTILINE | re.DOTALL)
NAMES = {"block_text": "paragraph", "block_quote": "quote", "block_html": "html"}

OTHER_BLOCKS = {
    96: "a file that begins with `---` begins with front matter",
    98: "a file that begins with `---` begins with front matter",
    148: "an HTML table is one block up to its end, blank lines or not",
    192: "an HTML table is one block up to its end, blank lines or not",
    193: "an HTML table is one block up to its end, blank lines or not",
}
OTHER_HTML = {
    **{number: why for number, why in OTHER_BLOCKS.items() if number != 192},
    604: "a bare https:// address is a link, as in GFM",
    610: "a bare https:// address is a link, as in GFM",
    613: "a bare https:// address is a link, as in GFM",
}


def examples():
    found = EXAMPLE.findall(SPECIFICATION.read_text(encoding="utf-8"))
    return {at: (text.replace("→", "\t"), html.replace("→", "\t")) for at, (text, html) in enumerate(found, 1)}


def theirs(tokens):
    out = []
    for token in tokens:
        kind = token["type"]
        if kind == "blank_line":
            continue
        if kind == "block_code":
            kind = "code_fence" if token["style"] == "fenced" else "code_indented"
        level = token["attrs"]["level"] if kind == "heading" else 0
        out.append((NAMES.get(kind, kind), level, theirs(token.get("children", []))))
    return out


def ours(tokens):
    out = []
    for token in tokens:
        if token.kind == "link_definition":
            continue
        kind = "html" if token.kind == "comment" else token.kind
        level = token.level if kind == "heading" else 0
        out.append((kind, level, ours(token.children) if kind in {"quote", "list", "list_item"} else []))
    return out


def same_blocks(text):
    state = BlockState()
    state.process(text)
    BlockParser().parse(state)
    return ours(read(text).blocks) == theirs(state.tokens)


def bare(html):
    """Return HTML without what the specification leaves open: the white space between tags, the way to write `"`."""
    html = html.replace("&#x27;", "'").replace("&quot;", '"')
    html = re.sub(r"\n+", "\n", html).strip()
    html = re.sub(r">\s+<", "><", html)
    return re.sub(r"<li>\s+", "<li>", re.sub(r"\s+</li>", "</li>", html))


@needs_corpora
def test_blocks_are_those_of_mistune():
    differing = {number for number, (text, _) in examples().items() if not same_blocks(text)}

    assert len(examples()) >= 652
    assert differing == set(OTHER_BLOCKS)


@needs_corpora
def test_html_is_that_of_the_specification():
    differing = {number for number, (text, html) in examples().items() if bare(page(read(text))) != bare(html)}

    assert differing == set(OTHER_HTML)


@needs_corpora
def test_tokens_of_every_example_lie_exactly():
    found = {number: list(faults(read(text))) for number, (text, _) in examples().items()}

    assert {number: said for number, said in found.items() if said} == {}
