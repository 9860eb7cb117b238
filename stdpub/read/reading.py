"""What the files of one standard have in common while they are read."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import unquote

from stdpub.model.content import Footnote
from stdpub.model.folder import Folder
from stdpub.model.source import Diagnostic, Severity, Span, Words
from stdpub.model.standard import Asset
from stdpub.read.nearest import MOST_HELPED, nearest
from stdpub.read.paragraphs import Voice
from stdpub.read.pictures import path_of, picture


@dataclass(slots=True)
class Reading:
    """The folder that is read, in which voice, and what was gathered on the way."""

    folder: Folder
    voice: Voice
    ruled: bool = True
    diagnostics: list[Diagnostic] = field(default_factory=list)
    footnotes: list[Footnote] = field(default_factory=list)
    assets: dict[str, Asset] = field(default_factory=dict)
    footnote_names: set[str] = field(default_factory=set)

    def error(self, at: Span, rule: str, message: Words, help_: Words | None = None) -> None:
        """Report an error."""
        self.diagnostics.append(Diagnostic(at, Severity.ERROR, rule, message, help_))

    def footnote_name(self, name: str, at: Span, known: set[str] | None = None) -> None:
        """Note the name of a footnote of the text, or among the `known` ones of a table or figure; report a second one."""
        names = self.footnote_names if known is None else known
        if name in names:
            self.error(at, "duplicate-footnote", Words(f"a second footnote `{name}`", f"脚注`{name}`重复"))
        names.add(name)

    def file(self, destination: str, at: Span) -> tuple[str, bytes] | None:
        """Return path and bytes of a file of the folder that the text names; what cannot be had is reported."""
        named = unquote(destination)
        path = path_of(destination)
        if named.startswith(("/", "\\")) or path == ".." or path.startswith("../") or "\0" in named:
            message = Words(
                f"the path `{destination}` leaves the folder of the standard", f"路径`{destination}`超出标准的文件夹"
            )
            help_ = Words("keep figures and tables inside it", "图表文件应放在该文件夹内")
            self.error(at, "path-outside-folder", message, help_)
            return None
        if path in self.folder.oversized:
            size, limit = self.folder.oversized[path], self.folder.file_limit
            message = Words(
                f"`{path}` has {size} bytes, over the limit of {limit}", f"`{path}`有{size}字节，超过上限{limit}"
            )
            self.error(at, "file-too-large", message)
            return None
        content = self.folder.files.get(path)
        if content is None:
            message = Words(f"no file `{path}` in the folder", f"文件夹中没有`{path}`")
            near = nearest(path, self.folder.files) if len(self.diagnostics) < MOST_HELPED else ""
            likely = Words(f"did you mean `{near}`?", f"是否指`{near}`？") if near else None
            self.error(at, "missing-file", message, likely)
            return None
        return path, content

    def picture(self, destination: str, at: Span) -> str:
        """Return the path of a picture that can be shown, having kept it; else an empty text, with the reason reported."""
        if "://" in destination or destination.startswith(("data:", "//")):
            message = Words("a picture from outside the standard's folder", "图片不在标准的文件夹内")
            help_ = Words("copy it into `figures/`", "请复制到`figures/`")
            self.error(at, "external-picture", message, help_)
            return ""
        found = self.file(destination, at)
        if found is None:
            return ""
        path, content = found
        if path not in self.assets:
            shown = picture(path, content)
            if not isinstance(shown, Asset):
                message = Words(f"`{path}` is {shown.en}", f"`{path}`：{shown.zh}")
                self.error(at, "not-a-picture", message)
                return ""
            self.assets[path] = shown
        return path
