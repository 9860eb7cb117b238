"""Tokens to the HTML that the CommonMark specification prints beside its examples; for comparison only."""

from __future__ import annotations

import html
import re
from itertools import pairwise
from urllib.parse import quote

MARKS = {"emphasis": "em", "strong": "strong", "strikethrough": "del", "subscript": "sub", "superscript": "sup"}


def page(read):
    """Return one file as HTML."""
    return "".join(block(token, read.source.text) for token in read.blocks)


def block(token, src, *, tight=False):
    kind = token.kind
    inside = "".join(inline(child) for child in token.children) if kind in {"paragraph", "heading"} else ""
    if kind == "paragraph":
        return inside + "\n" if tight else f"<p>{inside}</p>\n"
    if kind == "heading":
        return f"<h{token.level}>{inside}</h{token.level}>\n"
    if kind == "thematic_break":
        return "<hr />\n"
    if kind == "link_definition":
        return ""
    if kind in {"html", "comment"}:
        return token.text + "\n"
    if kind in {"code_fence", "code_indented"}:
        language = f' class="language-{html.escape(token.info)}"' if token.info else ""
        text = html.escape(token.text) + "\n" if token.text or token.end > src.find("\n", token.start) + 4 else ""
        return f"<pre><code{language}>{text}</code></pre>\n"
    if kind == "quote":
        return "<blockquote>\n" + "".join(block(child, src) for child in token.children) + "</blockquote>\n"
    if kind == "list":
        return listing(token, src)
    return f"<{kind}>" + "".join(block(child, src) for child in token.children) + f"</{kind}>\n"


def listing(token, src):
    tight = not loose(token, src)
    tag = "ol" if token.info == "ordered" else "ul"
    start = f' start="{token.level}"' if tag == "ol" and token.level != 1 else ""
    out = [f"<{tag}{start}>\n"]
    for item in token.children:
        inside = "".join(
            ("" if tight and child.kind == "paragraph" and first == 0 else "\n" if first == 0 else "")
            + block(child, src, tight=tight)
            for first, child in enumerate(item.children)
        )
        if inside.endswith("\n") and tight and item.children and item.children[-1].kind == "paragraph":
            inside = inside[:-1]
        out.append(f"<li>{inside}</li>\n")
    return "".join(out) + f"</{tag}>\n"


def loose(token, src):
    spots = []
    for at, item in enumerate(token.children):
        children = item.children
        spots += [(one.end, two.start) for one, two in pairwise(children)]
        if at + 1 < len(token.children):
            spots.append((item.end, token.children[at + 1].start))
    return any(re.search(r"\n[ \t>]*\n", src[start:end]) for start, end in spots)


def inline(token):
    kind = token.kind
    if kind in {"text", "escape", "entity"}:
        return html.escape(token.text)
    if kind == "softbreak":
        return "\n"
    if kind == "linebreak":
        return "<br />\n"
    if kind == "code":
        return f"<code>{html.escape(token.text)}</code>"
    if kind == "html":
        return token.text
    inside = "".join(inline(child) for child in token.children)
    if kind in MARKS:
        return f"<{MARKS[kind]}>{inside}</{MARKS[kind]}>"
    title = f' title="{html.escape(token.title)}"' if token.title else ""
    if kind == "autolink":
        return f'<a href="{address(token.info)}">{html.escape(token.text)}</a>'
    if kind == "link":
        return f'<a href="{address(token.info)}"{title}>{inside}</a>'
    if kind == "image":
        return f'<img src="{address(token.info)}" alt="{html.escape(plain(token))}"{title} />'
    return f"<{kind}>{token.text}{inside}</{kind}>"


def address(url):
    return html.escape(quote(url, safe=":/?#@!$&()*+,;=%~"))


def plain(token):
    if not token.children:
        return token.text
    return "".join(plain(child) for child in token.children)
