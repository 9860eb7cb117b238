"""Pictures of a foreign text: those in the folder are copied into `figures/`, of others the words stay."""

from __future__ import annotations

import posixpath
from collections.abc import Sequence
from urllib.parse import quote, unquote

from stdpub.model.folder import Folder
from stdpub.model.patterns import regex
from stdpub.model.standard import Asset
from stdpub.read.foreign.captions import Caption, lone_picture
from stdpub.read.foreign.escapes import escaped
from stdpub.read.foreign.ids import Named
from stdpub.read.foreign.links import written
from stdpub.read.foreign.outline import normal
from stdpub.read.foreign.report import Account, Fate
from stdpub.read.foreign.text import ForeignText, inlines, leaves, plain
from stdpub.read.markdown.token_tree import Token
from stdpub.read.pictures import picture

_TEMPLATE = regex(r"\{\{.{0,200}?\}\}")
_OUTSIDE = regex(r"(?:[A-Za-z][A-Za-z0-9+.-]*:)?//")
_FILE_NAME = regex(r"[^\w.-]+")


class Images:
    """The pictures of one import; `figures` is what is copied, path in the standard to bytes."""

    def __init__(self, folder: Folder, named: dict[int, Named], account: Account, *, ruled: bool) -> None:
        self.folder = folder
        self.named = named
        self.account = account
        self.ruled = ruled
        self.captions: dict[int, Caption] = {}
        self.typed: set[int] = set()
        self.figures: dict[str, bytes] = {}
        self._copied: dict[str, str] = {}

    def shown(self, text: ForeignText, leaf: Token) -> bool:
        """Tell whether the folder has the picture that a paragraph consists of."""
        token = lone_picture(leaf)
        return token is not None and not _OUTSIDE.match(token.info) and bool(self._copy(text, token))

    def rewrite(self, text: ForeignText) -> None:
        """Edit all pictures of one text."""
        for leaf in leaves(text):
            lone = lone_picture(leaf)
            for token in inlines(leaf.children):
                if token.kind == "image":
                    self._image(text, leaf, token, lone=lone is token)

    def _image(self, text: ForeignText, leaf: Token, token: Token, *, lone: bool) -> None:
        source = text.text
        inner = token.children[-1].end if token.children else token.start + 2
        words = source[token.start + 2 : inner]
        if any(child.kind in {"link", "image"} for child in inlines(token.children)):
            words = escaped(plain(token.children))
        if _OUTSIDE.match(token.info):
            self._outside(text, token, words)
            return
        path = self._copy(text, token)
        if not path:
            self.account.remark(Fate.KEPT, "image-missing", text.file.original, token.start, token.end)
            title = token.title if normal(token.title) != normal(plain(token.children)) else ""
            text.edits.replace(token.start, token.end, f"{words}{' ' if title and words else ''}{title}")
            return
        self.account.count("pictures")
        if lone:
            self._figure(text, leaf, token, words, path)
        else:
            text.edits.replace(inner, token.end, f"]({path})")

    def _figure(self, text: ForeignText, leaf: Token, token: Token, words: str, path: str) -> None:
        """Write a picture that stands alone as a figure: its title is the caption, its words tell those who do not see it."""
        alt = plain(token.children).strip()
        typed = self.captions.get(id(leaf))
        if typed is not None:
            caption = text.text[typed.words[0] : typed.words[1]]
            self._drop_title(text, token, caption)
        elif self.ruled:
            caption, alt = f"{words}{token.title}", ""
        elif self.captions or id(leaf) in self.typed:
            caption = ""
            self._drop_title(text, token, caption)
        else:
            caption = token.title
        named = self.named.get(id(leaf))
        said = []
        if typed is not None:
            said.append(f"#{typed.key}")
        elif named is not None and named.key:
            said.append(f"#{named.key}")
            named.written = True
        if alt and alt != caption:
            quoted = " ".join(alt.split()).replace('"', '\\"')
            said.append(f'alt="{quoted}"')
        attributes = "{" + " ".join(said) + "}" if said else ""
        text.edits.replace(token.start, token.end, f"![{caption}]({path}){attributes}")
        self.account.count("figures")

    def _drop_title(self, text: ForeignText, token: Token, caption: str) -> None:
        if token.title and normal(token.title) != normal(caption):
            self.account.remark(Fate.DROPPED, "link-title", text.file.original, token.start, token.end)

    def _outside(self, text: ForeignText, token: Token, words: str) -> None:
        self.account.remark(Fate.ADAPTED, "image-outside", text.file.original, token.start, token.end)
        text.edits.replace(token.start, token.end, f"[{words}]({written(token.info)})" if words.strip() else "")

    def _copy(self, text: ForeignText, token: Token) -> str:
        """Return the path of a picture's copy, empty where the folder has no such picture."""
        path = self._path(text.path, unquote(_TEMPLATE.sub("", token.info)))
        if not path:
            return ""
        if path not in self._copied:
            name = _FILE_NAME.sub("-", posixpath.basename(path))
            stem, suffix = posixpath.splitext(name)
            target, number = f"figures/{name}", 2
            while target in self.figures:
                target, number = f"figures/{stem}-{number}{suffix}", number + 1
            content = self.folder.files[path]
            if not isinstance(picture(target, content), Asset):
                return ""
            self.figures[target] = content
            self._copied[path] = quote(target)
        return self._copied[path]

    def _path(self, file: str, destination: str) -> str:
        plain_path = destination.split("?", maxsplit=1)[0].split("#", maxsplit=1)[0].strip()
        bare = plain_path.lstrip("/")
        for folder in (posixpath.dirname(file), ""):
            joined = posixpath.normpath(posixpath.join(folder, bare))
            if joined in self.folder.files:
                return joined
        ending = posixpath.normpath(bare).lstrip("./")
        found = [path for path in self.folder.files if path == ending or path.endswith(f"/{ending}")]
        near = [path for path in found if posixpath.dirname(path).startswith(posixpath.dirname(file))] or found
        return near[0] if len(near) == 1 else ""


def unused(folder: Folder, copied: Sequence[str], read: Sequence[str]) -> list[str]:
    """Return the files of a folder that nothing was made of."""
    return sorted(set(folder.files) - set(copied) - set(read))
