"""Write blocks: paragraphs with their provisions, lists, notes, examples, warnings, code, formulas, references."""

from __future__ import annotations

from markupsafe import Markup, escape

from stdpub.model.content import (
    CodeBlock,
    CompoundProvision,
    Definition,
    DefinitionList,
    Example,
    Formula,
    List,
    ListItem,
    Note,
    Paragraph,
    Quotation,
    Reference,
    References,
    Sentence,
    WarningBlock,
)
from stdpub.model.provisions import Kind
from stdpub.write.printed import entry_joint
from stdpub.write.web.context import Page, Writers
from stdpub.write.web.marks import label_of, numbered, permalink, provision_mark
from stdpub.write.web.tags import EMPTY, Piece, classes, identity, joined, mathml

_PARAGRAPH = Piece("<p{}{}>{}{}</p>")
_GENERATED = Piece('<p class="generated"{} title="{}">{}{}</p>')
_PROVISION = Piece('<span class="provision {}"{}>{}{}</span>')
_SENTENCE = Piece("<span{}>{}</span>")
_LIST = Piece('<ul class="items{}"{}>{}</ul>')
_ORDERED = Piece('<ol class="items{}"{}>{}</ol>')
_ITEM = Piece("<li{}{}>{}</li>")
_NOTE = Piece('<aside class="note" role="note"{}>{}</aside>')
_EXAMPLE = Piece('<div class="example"{}>{}</div>')
_WARNING = Piece('<div class="warning {}" role="note"{}>{}</div>')
_QUOTATION = Piece("<blockquote{}>{}</blockquote>")
_CODE = Piece('<pre{} tabindex="0"><code{}>{}</code></pre>')
_COMPOUND = Piece('<div class="compound {}"{}>{}{}{}</div>')
_COMPOUND_TITLE = Piece('<p class="compound-title">{}</p>')
_DEFINITIONS = Piece('<dl class="{}"{}>{}</dl>')
_DEFINITION = Piece("<div><dt>{}</dt><dd>{}</dd></div>")
_REFERENCES = Piece('<ul class="references"{}>{}</ul>')
_REFERENCE = Piece("<li{}><p>{}<cite>{}</cite>{}{}</p></li>")
_FORMULA = Piece('<div class="formula"{}>{}{}</div>{}')
_MATH = Piece(
    '<div class="display" tabindex="0"><math xmlns="http://www.w3.org/1998/Math/MathML" display="block">{}</math></div>'
)
_TEX = Piece('<div class="display" tabindex="0"><code class="tex">{}</code></div>')
_LEAD = Piece('<p class="lead">{}</p>')


def paragraph(page: Page, node: Paragraph, lead: Markup = EMPTY) -> Markup:
    """Write a paragraph; `lead` is a label that runs into it."""
    sentences = node.sentences
    inner = sentence(page, sentences[0]) if len(sentences) == 1 else joined([sentence(page, s) for s in sentences])
    if node.generated:
        return _GENERATED(identity(node.id), page.words.generated, lead, inner)
    return _PARAGRAPH(identity(node.id), EMPTY, lead, inner)


def sentence(page: Page, node: Sentence) -> Markup:
    """Write one sentence, marked where it is a provision."""
    inner = page.inlines(node.children)
    if node.kind is not Kind.STATEMENT:
        return _PROVISION(node.kind.value, identity(node.id), provision_mark(page, node.kind, node.id), inner)
    return _SENTENCE(identity(node.id), inner) if node.id else inner


def items(page: Page, node: List) -> Markup:
    """Write a list with the labels that the rulebook prints; without any, with those of the medium."""
    inner = joined([item(page, one) for one in node.items])
    bare = "" if any(one.label for one in node.items) else " bare"
    return (_ORDERED if node.ordered else _LIST)(bare, identity(node.id), inner)


def item(page: Page, node: ListItem) -> Markup:
    """Write one item; label and mark run into its first paragraph."""
    names = f"provision {node.kind.value}" if node.kind is not Kind.STATEMENT else ""
    mark = EMPTY if _says_itself(node) else provision_mark(page, node.kind, node.id)
    return _ITEM(identity(node.id), classes(names), page.led(joined([label_of(node.label), mark]), node.blocks))


def _says_itself(node: ListItem) -> bool:
    """Tell whether the item's first sentence carries the same mark, so that it is not drawn twice."""
    first = node.blocks[0] if node.blocks else None
    return isinstance(first, Paragraph) and any(s.id and s.kind is node.kind for s in first.sentences[:1])


def note(page: Page, node: Note) -> Markup:
    """Write a note."""
    return _NOTE(identity(node.id), page.led(label_of(node.label), node.blocks))


def example(page: Page, node: Example) -> Markup:
    """Write an example."""
    return _EXAMPLE(identity(node.id), page.led(label_of(node.label), node.blocks))


def warning(page: Page, node: WarningBlock) -> Markup:
    """Write a warning or an important notice."""
    return _WARNING(node.kind, identity(node.id), page.led(label_of(node.label), node.blocks))


def quotation(page: Page, node: Quotation) -> Markup:
    """Write words of another document."""
    return _QUOTATION(identity(node.id), page.blocks(node.blocks))


def code_block(_page: Page, node: CodeBlock) -> Markup:
    """Write lines of a formal language; not coloured, so that paper and screen agree."""
    name = "".join(c for c in node.language if c.isalnum() or c in "+#-_")
    return _CODE(identity(node.id), classes(f"language-{name}" if name else ""), node.text)


def definition_list(page: Page, node: DefinitionList) -> Markup:
    """Write symbols or words with their meanings."""
    return definitions(page, node.items, "definitions", node.id)


def definitions(page: Page, entries: tuple[Definition, ...], name: str, identifier: str = "") -> Markup:
    """Write entries of a description list of one class, or nothing where there are none."""
    if not entries:
        return EMPTY
    inner = joined([_DEFINITION(page.inlines(e.term), page.blocks(e.blocks)) for e in entries])
    return _DEFINITIONS(name, identity(identifier), inner)


def compound(page: Page, node: CompoundProvision) -> Markup:
    """Write a provision of several blocks under its kind and title."""
    title = joined([label_of(node.label), page.inlines(node.title)])
    mark = provision_mark(page, node.kind, node.id)
    head = _COMPOUND_TITLE(title) if title else EMPTY
    return _COMPOUND(node.kind.value, identity(node.id), mark, head, page.blocks(node.blocks))


def references(page: Page, node: References) -> Markup:
    """Write the entries of normative references or bibliography."""
    return _REFERENCES(identity(node.id), joined([_reference(page, entry) for entry in node.items]))


def _reference(page: Page, node: Reference) -> Markup:
    joint = entry_joint(page.standard.header, node)
    return _REFERENCE(identity(node.id), label_of(node.label), node.identifier, joint, page.inlines(node.text))


def formula(page: Page, node: Formula) -> Markup:
    """Write a displayed formula with its number at the margin and its symbols below."""
    display = _MATH(mathml(node.mathml)) if node.mathml else _TEX(node.tex)
    return formula_around(page, node, display)


def formula_around(page: Page, node: Formula, display: Markup) -> Markup:
    """Put number, permanent link, lead and symbols around a formula that is drawn already."""
    number = joined([numbered(page, node.id, node.label), permalink(page, node.id, node.label)])
    lead = _LEAD(escape(node.lead)) if node.lead else EMPTY
    below = joined([lead, definitions(page, node.symbols, "symbols")])
    return _FORMULA(identity(node.id), display, number, below)


BLOCKS: Writers = {
    Paragraph: paragraph,
    List: items,
    Note: note,
    Example: example,
    WarningBlock: warning,
    Quotation: quotation,
    CodeBlock: code_block,
    DefinitionList: definition_list,
    CompoundProvision: compound,
    References: references,
    Formula: formula,
}
