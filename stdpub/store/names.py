"""The grammar of slugs, edition ids and languages in addresses and tags: text in; a checked name, or an error that proposes one, out."""

from __future__ import annotations

import re
import unicodedata

from stdpub.model.source import Words
from stdpub.store.errors import BadEdition, BadSlug, UnsafePath

SLUG_LIMIT = 80
EDITION_LIMIT = 64
LANGUAGE_LIMIT = 35
NAME_LIMIT = 255
"""Bytes that the common file systems allow one name."""
SHOWN_LIMIT = 80

FORMS = ("html", "json", "jsonld", "xml", "md", "txt", "pdf", "csv")
"""The forms that an address can end in; a slug or an edition that ends in one could not be told from it."""

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_EDITION = re.compile(r"(?:(?:amd|cor)[0-9]+-of-)?[0-9][0-9A-Za-z.]*(?:-(?:amd|cor)[0-9]+)*")
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
# git refuses a reference with `..`, one that ends in a dot and one that ends in `.lock`.
_NO_REFERENCE = re.compile(r"\.\.|\.(?:lock)?$|\.-")


def is_slug(text: str) -> bool:
    """Tell whether a text is a slug."""
    return len(text) <= SLUG_LIMIT and _SLUG.fullmatch(text) is not None


def slug(text: str) -> str:
    """Return the text if it is a slug; raise BadSlug with a proposal otherwise."""
    if is_slug(text):
        return text
    proposal = propose_slug(text)
    shown = shorten(text)
    raise BadSlug(
        Words(f"the folder name `{shown}` cannot be a slug", f"文件夹名 `{shown}` 不能用作标识名"),
        proposal,
        Words(
            f"rename it to `{proposal}`: small letters, digits and single hyphens, at most {SLUG_LIMIT}",
            f"请改名为 `{proposal}`：只用小写字母、数字和单个连字符，最多 {SLUG_LIMIT} 个字符",
        ),
    )


def propose_slug(text: str) -> str:
    """Return the slug nearest to a text: `GB/T 99999.1` gives `gb-t-99999-1`."""
    plain = unicodedata.normalize("NFKD", text[:1000]).lower()
    plain = "".join(character for character in plain if not unicodedata.combining(character))
    return "-".join(re.findall(r"[a-z0-9]+", plain))[:SLUG_LIMIT].strip("-") or "standard"


def is_edition(text: str) -> bool:
    """Tell whether a text is the id of an edition, an amendment or a corrigendum."""
    if len(text) > EDITION_LIMIT or _EDITION.fullmatch(text) is None or _NO_REFERENCE.search(text):
        return False
    return text.rpartition(".")[2] not in FORMS


def edition(text: str) -> str:
    """Return the text if it is an edition id; raise BadEdition otherwise."""
    if is_edition(text):
        return text
    shown = shorten(text)
    raise BadEdition(
        Words(f"`{shown}` cannot be the id of an edition", f"`{shown}` 不能用作版本标识"),
        Words(
            "set `version` or `date` in the front matter, such as `version: 1.8.0` or `date: 2026-11-22`",
            "请在文件头设置 `version` 或 `date`，例如 `version: 1.8.0` 或 `date: 2026-11-22`",
        ),
    )


def is_language(text: str) -> bool:
    """Tell whether a text has the shape of a language tag."""
    return len(text) <= LANGUAGE_LIMIT and _LANGUAGE.fullmatch(text) is not None


def language(text: str) -> str:
    """Return the text if it has the shape of a language tag; raise BadEdition otherwise."""
    if is_language(text):
        return text
    shown = shorten(text)
    raise BadEdition(
        Words(f"`{shown}` is no language tag", f"`{shown}` 不是语言标签"),
        Words("write a BCP 47 tag such as `zh`, `en` or `zh-Hant`", "请写 BCP 47 标签，例如 `zh`、`en` 或 `zh-Hant`"),
    )


def is_safe_name(name: str) -> bool:
    """Tell whether a name may stand for a file or folder inside a library, on every system."""
    if name in {"", ".", ".."} or len(name.encode(errors="replace")) > NAME_LIMIT or name.lower() == ".git":
        return False
    return not any(character in "/\\:\x7f" or character < " " for character in name)


def safe_path(path: str) -> tuple[str, ...]:
    """Return the names of a relative path; raise UnsafePath where it leaves the folder or no system could hold it."""
    parts = tuple(path.split("/"))
    if all(is_safe_name(part) for part in parts):
        return parts
    shown = shorten(path)
    raise UnsafePath(
        Words(
            f"the path `{shown}` leaves the folder or cannot be a file's path",
            f"路径 `{shown}` 越出文件夹或不能作为文件路径",
        ),
    )


def shorten(text: str) -> str:
    """Return a text fit for a message: printable and short."""
    plain = "".join(character if character.isprintable() else "�" for character in text[: SHOWN_LIMIT + 1])
    return plain if len(plain) <= SHOWN_LIMIT else f"{plain[: SHOWN_LIMIT - 1]}…"
