"""Rules on what the text points at and what it lists."""

from __future__ import annotations

from collections.abc import Iterator

from stdpub.check.draft import Draft, first_character
from stdpub.check.rule import Finding, rule
from stdpub.model.content import References
from stdpub.model.source import Severity
from stdpub.model.standard import Clause, ClauseKind


@rule(
    zh="文件因在文中被规范性引用才列入清单；未被引用的文件不必列出。",
    source="GB/T 1.1-2020, 8.6; ISO/IEC Directives, Part 2, clause 15",
    bad="# Normative references {#refs}\n\n- ISO 1:2022, *Temperature* {#iso1}\n",
    good="# Normative references {#refs}\n\n- ISO 1:2022, *Temperature* {#iso1}\n\n# Tests {#tests}\n\n"
    "The reference temperature shall be that of [@iso1]. {#t}\n",
    severity=Severity.WARNING,
    candidates=("gb-refs-uncited",),
)
def uncited_normative_reference(draft: Draft) -> Iterator[Finding]:
    """A document is a normative reference because the text cites it; one that nothing cites is not needed."""
    for part, element in draft.parts:
        if element is not ClauseKind.NORMATIVE_REFERENCES or not isinstance(part, Clause):
            continue
        for block in part.blocks:
            for entry in block.items if isinstance(block, References) else ():
                if entry.id not in draft.cited:
                    name = entry.identifier or "reference"
                    yield Finding(
                        entry.span,
                        f"normative reference `{name}` is cited nowhere",
                        f"规范性引用文件`{name}`未被引用",
                        f"cite it, as in `[@{entry.key or 'key'}]`, or take it off the list",
                        f"在正文中引用，如`[@{entry.key or 'key'}]`，或从清单中删去",
                    )


@rule(
    zh="每个附录都应在正文中提及，读者由此知道有该附录及其作用。",
    source="GB/T 1.1-2020, 9.6.3; ISO/IEC Directives, Part 2, clause 20",
    bad="# Tests {#tests}\n\nTests are made.\n\n# Rig {#rig .annex .informative}\n\nA rig is shown.\n",
    good="# Tests {#tests}\n\nTests are made, see [@rig].\n\n# Rig {#rig .annex .informative}\n\nA rig is shown.\n",
    severity=Severity.WARNING,
    candidates=("gb-annex-uncited", "annex-uncited"),
)
def uncited_annex(draft: Draft) -> Iterator[Finding]:
    """The text calls out every annex: a reader of the body learns there that it exists and what it is for."""
    for clause in draft.standard.clauses:
        if clause.kind is ClauseKind.ANNEX and not draft.cited & {clause.id, *_ids_below(clause)}:
            yield Finding(
                first_character(clause.span),
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
