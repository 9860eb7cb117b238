"""What amendments changed, marked in STS: a finished tree and the standard in; processing instructions inside what changed, out.

STS has an element for an instruction that an amendment gives (`editing-instruction`) and none for a text that was changed
by it. A processing instruction is valid wherever the grammar is, and a reader that drops it loses no word.
"""

from __future__ import annotations

import re

from lxml.etree import ProcessingInstruction
from lxml.etree import _Element as Element

from stdpub.model.amendments import Act, Effect
from stdpub.model.content import Paragraph
from stdpub.model.standard import Standard

TARGET = "stdpub-amended"

_INSTRUCTION = re.compile(rf"(?:amd|cor)[0-9]+\.i[0-9]+\.({'|'.join(Act)})[0-9]+")
_EMPTY = frozenset({"milestone-start"})


def act_of(block: Paragraph) -> str:
    """Return what an instruction of an amendment does, empty for any other paragraph."""
    found = _INSTRUCTION.fullmatch(block.id) if block.generated else None
    return found[1] if found else ""


def mark_amended(root: Element, standard: Standard) -> None:
    """Put `<?stdpub-amended by="amd1" effect="replaced"?>` first into every element that an amendment changed or added."""
    said = {
        change.key: f'by="{change.by}" effect="{change.effect.value}"'
        for change in standard.amended.changes
        if change.effect is not Effect.DELETED
    }
    if not said:
        return
    for element in tuple(root.iter("*")):
        told = said.get(element.get("id", ""))
        if told is None:
            continue
        mark = ProcessingInstruction(TARGET, told)
        if element.tag in _EMPTY:
            mark.tail, element.tail = element.tail, None
            element.addnext(mark)
        else:
            mark.tail, element.text = element.text, None
            element.insert(0, mark)
