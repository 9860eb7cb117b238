"""All kinds of fault, from the headings under "Checks" of the design: written before any rule was looked at."""

from __future__ import annotations

from faults import languages, numbers, provisions, references, structure, tables, terms

HEADINGS = {
    module.HEADING: module.FAULTS for module in (structure, provisions, references, terms, numbers, languages, tables)
}
FAULTS = tuple(one for kinds in HEADINGS.values() for one in kinds)
