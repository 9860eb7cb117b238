"""Front matter fields that a rule wants otherwise to a whole standard that is clean but for them, as its example."""

from __future__ import annotations

_FIELDS = {
    "identifier": "T/EXAMPLE 1",
    "edition": "1",
    "date": "2026-01-15",
    "implementation": "2026-07-01",
    "language": "zh",
    "title": "{zh: {main: 储罐通气装置}, en: {main: Vents of vessels}}",
    "rulebook": "gb-t-1.1",
    "level": "association-standard",
    "function": "product",
    "ics": '["23.020.10"]',
    "ccs": '["J 74"]',
    "drafting-organizations": "[储罐研究所]",
    "drafters": "[李明]",
    "publisher": "{name: 示例协会, abbreviation: EXAMPLE}",
}
_BODIES = {
    "zh": """# 前言

FOREWORD# 范围 {#scope}

本文件规定了通气装置的要求。

本文件适用于钢制储罐。

# 规范性引用文件 {#refs}

# 术语和定义 {#terms}

# 通气 {#vents}

通气装置为圆形。
""",
    "en": """# Foreword

FOREWORD# Scope {#scope}

This document specifies vents. It is applicable to steel vessels.

# Normative references {#refs}

# Terms and definitions {#terms}

# Vents {#vents}

Vents are round.
""",
}


def whole(language: str, foreword: str = "", **fields: str) -> str:
    """Return the text of a standard in Chinese or English with some fields of its front matter set; an empty one is left out."""
    named = {name.replace("_", "-"): value for name, value in fields.items()}
    values = {**_FIELDS, "language": language, **named}
    front = "".join(f"{name}: {value}\n" for name, value in values.items() if value)
    said = foreword or ("" if language == "zh" else "This text was made for an example.")
    body = _BODIES[language].replace("FOREWORD", said + "\n\n" if said else "")
    return f"---\n{front}---\n\n{body}"
