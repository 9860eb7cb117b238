"""An amendment as a folder that can be published, and such a folder to the amendment's language versions.

`standard.md` and its translations are the amendment's own files; what they amend lies in `amended/`.
"""

from __future__ import annotations

import re
from dataclasses import replace

from stdpub.model.folder import LEDGERS, Folder
from stdpub.model.standard import Standard
from stdpub.read.amendment_document import amendment_document
from stdpub.read.consolidating import Consolidated, consolidate
from stdpub.read.reader import SOURCE_FILE, digest

AMENDED = "amended/"
_NUMBER = re.compile(rb"(amendment|corrigendum):[ \t]*[\"']?([1-9][0-9]{0,2})\b")
_SHORT = {b"amendment": "amd", b"corrigendum": "cor"}
_FRONT_LIMIT = 65_536


def amendment_folder(one: Consolidated) -> Folder:
    """Return an amendment with what it amends as one folder, which reads as the amendment."""
    own = {
        (SOURCE_FILE if not at else f"standard.{text.language}.md"): text.source.text.encode()
        for at, text in enumerate(one.texts)
    }
    base = {f"{AMENDED}{path}": content for path, content in one.before.files.items() if path not in LEDGERS}
    return replace(one.before, files={**own, **base})


def is_amendment(folder: Folder) -> bool:
    """Tell whether a folder is that of an amendment."""
    return f"{AMENDED}{SOURCE_FILE}" in folder.files


def amendment_versions(folder: Folder) -> tuple[Standard, ...]:
    """Return the language versions of the amendment in its folder, source first; none where it cannot be read."""
    found = _NUMBER.search(folder.files.get(SOURCE_FILE, b"")[:_FRONT_LIMIT])
    if found is None:
        return ()
    name = f"{_SHORT[found[1]]}-{int(found[2])}"
    files = {path.removeprefix(AMENDED): content for path, content in folder.files.items() if path.startswith(AMENDED)}
    for path, content in folder.files.items():
        if path.startswith("standard.") and path.endswith(".md"):
            files[path.replace("standard", name, 1)] = content
    made, _ = consolidate(replace(folder, files=files))
    return documents(made[0]) if made else ()


def documents(one: Consolidated) -> tuple[Standard, ...]:
    """Return an amendment as a document of its own in each of its languages."""
    sum_ = digest(amendment_folder(one))
    return tuple(replace(amendment_document(one, text), digest=sum_) for text in one.texts)
