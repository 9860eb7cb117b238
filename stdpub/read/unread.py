"""Files of a standard's folder that look like text of it but are read by nothing, so that no words are lost in silence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from stdpub.model.folder import Folder
from stdpub.model.patterns import regex
from stdpub.model.source import Diagnostic, Severity, Span, Words

_VERSION = regex(r"standard\.(.+)\.md")
_CHAPTER = regex(r"(?:.*/)?[0-9]{2,}[-_][^/]*\.md")


def unread(folder: Folder, languages: Iterable[str], chapters: Iterable[str], at: Span) -> Iterator[Diagnostic]:
    """Yield a finding, placed at the front matter, for every file that looks like a translation or a chapter and is none."""
    versions = {f"standard.{language}.md" for language in languages}
    listed = {name.removeprefix("./") for name in chapters}
    for path in sorted(folder.files):
        named = _VERSION.fullmatch(path)
        if named and path not in versions:
            message = Words(f"`{path}` is read by nothing", f"`{path}`未被读取")
            help_ = Words(
                f"`{named[1]}` is the language of `standard.md`, or no language tag (BCP 47)",
                f"`{named[1]}`是`standard.md`的语言，或不是语言标签（BCP 47）",
            )
            yield Diagnostic(at, Severity.ERROR, "unread-file", message, help_)
        elif _CHAPTER.fullmatch(path) and path not in listed:
            message = Words(f"`{path}` is listed in no `chapters`", f"`{path}`未列入`chapters`")
            help_ = Words("list it in the front matter, or rename it", "请在文前数据中列出，或改名")
            yield Diagnostic(at, Severity.WARNING, "unread-file", message, help_)
