"""Write a standard back as Markdown, read that, and tell where the two models differ."""

from __future__ import annotations

from stdpub.model.folder import Folder
from stdpub.model.sameness import difference
from stdpub.read.reader import languages, read
from stdpub.write.markdown_text import write_markdown


def written_back(folder, language=""):
    """Return the files that one language version is written back as, and the folder that reads to the same again."""
    files = write_markdown(read(folder, language))
    beside = {} if "standard.md" in files else folder.files
    return files, Folder(folder.name, {**beside, **files}, {})


def lost(folder):
    """Return the first difference that writing any language version back makes; empty where there is none."""
    for language in languages(folder):
        found = difference(read(folder, language), read(written_back(folder, language)[1], language))
        if found:
            return f"{language}: {found}"
    return ""


def draft(text, **files):
    """Return a folder of one source file; `figures__a_svg` names the file `figures/a.svg`."""
    others = {name.replace("__", "/").replace("_", "."): content for name, content in files.items()}
    return Folder("x", {"standard.md": text.encode(), **others}, {})
