"""The classes of the model in; what each is called in the JSON and in canonical content, out."""

from __future__ import annotations

from collections.abc import Mapping

from stdpub.model import content, header, inlines, quantities, standard, terms

NAMES: Mapping[type, str] = {
    inlines.Text: "text",
    inlines.Mark: "mark",
    inlines.CodeSpan: "code",
    inlines.InlineFormula: "inline-formula",
    inlines.Link: "link",
    inlines.Picture: "picture",
    inlines.LineBreak: "line-break",
    inlines.CrossReference: "cross-reference",
    inlines.Citation: "citation",
    inlines.FootnoteReference: "footnote-reference",
    inlines.Limit: "limit",
    inlines.VerbalForm: "verbal-form",
    content.Sentence: "sentence",
    content.Paragraph: "paragraph",
    content.List: "list",
    content.ListItem: "list-item",
    content.Table: "table",
    content.Row: "row",
    content.Cell: "cell",
    content.Footnote: "footnote",
    content.Figure: "figure",
    content.Definition: "definition",
    content.Formula: "formula",
    content.CodeBlock: "code-block",
    content.Note: "note",
    content.Example: "example",
    content.WarningBlock: "warning",
    content.Quotation: "quotation",
    content.DefinitionList: "definition-list",
    content.CompoundProvision: "compound-provision",
    content.Reference: "reference",
    content.References: "references",
    terms.TermEntry: "term-entry",
    terms.Designation: "designation",
    terms.TermSource: "term-source",
    standard.Clause: "clause",
    standard.Asset: "asset",
    header.Header: "header",
    header.Title: "title",
    header.Adoption: "adoption",
    header.Publisher: "publisher",
    header.Copyright: "copyright",
    header.Numbering: "numbering",
    quantities.LimitReading: "limit-reading",
}
"""What the JSON calls each class of the model, in the member `type`; what is hashed bears these names, too."""
