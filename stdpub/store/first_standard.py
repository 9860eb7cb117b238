"""What a new standard, and a new library, start with: a template, a language and a day in; texts out."""

from __future__ import annotations

from datetime import date, timedelta

from stdpub.model.source import Words
from stdpub.shipped import shipped
from stdpub.store.errors import BadEdition
from stdpub.store.ledgers import ATTRIBUTES, ATTRIBUTES_FILE
from stdpub.store.settings import QUANTITIES_FILE, SETTINGS_FILE

FIRST_SLUG = "first-standard"
_FIRST_TEMPLATES = {"zh": "gb-t", "en": "iso"}
_TEMPLATES = "site/templates/new"

_TIME_TO_PREPARE = timedelta(days=180)


def templates() -> dict[str, tuple[str, ...]]:
    """Return the names of the templates for a new standard, each with its languages."""
    found: dict[str, tuple[str, ...]] = {}
    for file in sorted(shipped(_TEMPLATES).glob("*.*.md")):
        name, language, _ = file.name.split(".")
        found[name] = (*found.get(name, ()), language)
    return found


def new_standard(template: str, language: str, today: date) -> bytes:
    """Return the text of a new standard that checks clean, issued today; raise BadEdition where there is no such template."""
    if language not in templates().get(template, ()):
        raise BadEdition(
            Words(
                f"there is no template `{template}` in the language `{language}`",
                f"没有语言为 `{language}` 的模板 `{template}`",
            ),
            Words(
                f"take one of {', '.join(templates())}, in `zh` or `en`",
                f"可用：{'、'.join(templates())}，语言 `zh` 或 `en`",
            ),
        )
    text = (shipped(_TEMPLATES) / f"{template}.{language}.md").read_text(encoding="utf-8")
    text = text.replace("DATE_OF_ISSUE", today.isoformat())
    return text.replace("DATE_OF_IMPLEMENTATION", (today + _TIME_TO_PREPARE).isoformat()).encode()


def first_files(language: str, today: date) -> dict[str, bytes]:
    """Return the files of a new library whose first standard is in Chinese (`zh`) or English (`en`)."""
    standard = new_standard(_FIRST_TEMPLATES.get(language, "gb-t"), language, today)
    files = {
        SETTINGS_FILE: _SETTINGS[language],
        QUANTITIES_FILE: _QUANTITIES[language],
        ".gitignore": _IGNORED,
    }
    return (
        {path: content.encode() for path, content in files.items()}
        | {ATTRIBUTES_FILE: ATTRIBUTES}
        | {f"{FIRST_SLUG}/standard.md": standard}
    )


_SETTINGS = {
    "zh": """\
# 标准库的设置；以“#”开头的行给出默认值。
title = "标准库"
time-zone = "Asia/Shanghai"

[serve]
# drafts = "token"   # 谁可以看草案："public"、"token" 或 "none"

[limits]
# file = 10_000_000  # 单个文件的字节数上限
""",
    "en": """\
# The settings of the library; a line behind `#` gives a default.
title = "Library of standards"
time-zone = "Asia/Shanghai"

[serve]
# drafts = "token"   # who may see drafts: "public", "token" or "none"

[limits]
# file = 10_000_000  # bytes that one file may have
""",
}

_QUANTITIES = {
    "zh": """\
# 库中各标准的限值所限定的量，每个量一段：
# pue:
#   name: {zh: 电能利用效率, en: power usage effectiveness}
#   unit: "1"          # UCUM 单位
""",
    "en": """\
# The quantities that limits in this library's standards are about, a block each:
# pue:
#   name: {zh: 电能利用效率, en: power usage effectiveness}
#   unit: "1"          # a unit of UCUM
""",
}

_IGNORED = """\
/out/
"""
