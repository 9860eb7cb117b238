"""Rules on what the text points at and what it lists."""

from __future__ import annotations

from collections.abc import Iterator

from stdpub.check.rule import Finding, rule
from stdpub.model.content import References
from stdpub.model.inlines import Inline
from stdpub.model.rewriting import Rewriter
from stdpub.model.source import Severity
from stdpub.model.standard import Clause, ClauseKind, Standard
from stdpub.model.terms import TermSource
from stdpub.model.walking import parts, pointers


class _Cited(Rewriter):
    """Gathers the ids that pointers and term sources name."""

    def __init__(self) -> None:
        self.ids: set[str] = set()

    def inlines(self, nodes: tuple[Inline, ...]) -> tuple[Inline, ...]:
        """Note the pointers among nodes."""
        for node in pointers(nodes):
            self.ids.add(node.target_id)
        return nodes

    def term_source(self, source: TermSource) -> TermSource:
        """Note the reference that a term entry comes from."""
        self.ids.add(source.reference)
        return super().term_source(source)


def cited_ids(standard: Standard) -> set[str]:
    """Return the ids of all that the text points at."""
    gatherer = _Cited()
    gatherer.standard(standard)
    return gatherer.ids


@rule(
    source="GB/T 1.1-2020, 8.6; ISO/IEC Directives, Part 2, clause 15",
    bad="# Normative references {#refs}\n\n- ISO 1:2022, *Temperature* {#iso1}\n",
    good="# Normative references {#refs}\n\n- ISO 1:2022, *Temperature* {#iso1}\n\n# Tests {#tests}\n\n"
    "The reference temperature shall be that of [@iso1]. {#t}\n",
    severity=Severity.WARNING,
)
def uncited_normative_reference(standard: Standard) -> Iterator[Finding]:
    """A document is a normative reference because the text cites it; one that nothing cites is not needed."""
    cited = cited_ids(standard)
    for part, element in parts(standard):
        if element is not ClauseKind.NORMATIVE_REFERENCES or not isinstance(part, Clause):
            continue
        for block in part.blocks:
            for entry in block.items if isinstance(block, References) else ():
                if entry.id not in cited:
                    name = entry.identifier or "reference"
                    yield Finding(
                        entry.span,
                        f"normative reference `{name}` is cited nowhere",
                        f"规范性引用文件`{name}`未被引用",
                        f"cite it, as in `[@{entry.key or 'key'}]`, or take it off the list",
                        f"在正文中引用，如`[@{entry.key or 'key'}]`，或从清单中删去",
                    )


@rule(
    source="GB/T 1.1-2020, 9.6.3; ISO/IEC Directives, Part 2, clause 20",
    bad="# Tests {#tests}\n\nTests are made.\n\n# Rig {#rig .annex .informative}\n\nA rig is shown.\n",
    good="# Tests {#tests}\n\nTests are made, see [@rig].\n\n# Rig {#rig .annex .informative}\n\nA rig is shown.\n",
    severity=Severity.WARNING,
)
def uncited_annex(standard: Standard) -> Iterator[Finding]:
    """The text calls out every annex: a reader of the body learns there that it exists and what it is for."""
    cited = cited_ids(standard)
    for clause in standard.clauses:
        if clause.kind is ClauseKind.ANNEX and not cited & {clause.id, *_ids_below(clause)}:
            yield Finding(
                clause.span._replace(end_line=clause.span.line, end_column=clause.span.column + 1),
                f"{clause.label} is called out nowhere",
                f"{clause.label}未被提及",
                f"write where it is needed: `[@{clause.key or 'key'}]`",
                f"在需要处写明：`[@{clause.key or 'key'}]`",
            )


def _ids_below(clause: Clause) -> Iterator[str]:
    for part in clause.clauses:
        yield part.id
        if isinstance(part, Clause):
            yield from _ids_below(part)
