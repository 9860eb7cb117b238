"""Rules on what the text points at and what it lists."""

from __future__ import annotations

from collections.abc import Iterator

from stdpub.check.draft import Draft
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
