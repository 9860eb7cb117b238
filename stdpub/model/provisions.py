"""The kinds of provision (the eight of the ISO/IEC SMART model) and the conventions of writing them."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """What a sentence does to its reader; GB/T 1.1-2020 counts possibility and capability as statements."""

    REQUIREMENT = "requirement"
    RECOMMENDATION = "recommendation"
    PERMISSION = "permission"
    POSSIBILITY = "possibility"
    CAPABILITY = "capability"
    INSTRUCTION = "instruction"
    STATEMENT = "statement"
    EXTERNAL_CONSTRAINT = "external-constraint"


class Convention(StrEnum):
    """Which words make a provision in a document (front matter `verbal-forms`)."""

    ISO = "iso"
    BCP14 = "bcp14"
    LOWER_CASE = "lower-case"
    GB_T_1_1 = "gb-t-1.1"
    LAW = "law"
    VERIFY_LIST = "verify-list"
