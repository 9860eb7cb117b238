"""Bytes of one file in, its text with plain line ends and the diagnostics of its bad characters out."""

from __future__ import annotations

from functools import lru_cache

from stdpub.model.patterns import regex
from stdpub.model.source import Diagnostic, Severity, SourceText, Span, Words

_CONTROL = regex(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x9f\ufffe\uffff\u2028\u2029]")
_MOST_REPORTED = 20
_BOM = b"\xef\xbb\xbf"

_REMEMBERED = 8
"""Files whose text is kept: the header, the reader and the rules ask for it one after the other."""


@lru_cache(maxsize=_REMEMBERED)
def decode(file: str, data: bytes) -> tuple[SourceText | None, tuple[Diagnostic, ...]]:
    """Return the text of a file, or nothing and the place of the first byte that is not UTF-8."""
    data = data.removeprefix(_BOM)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as fault:
        return None, (_not_utf8(file, data, fault.start),)
    source = SourceText(file, _plain_line_ends(text))
    found: list[Diagnostic] = []
    for match in _CONTROL.finditer(source.text):
        found.append(_control(source, match.start()))
        if len(found) == _MOST_REPORTED:
            break
    return source, tuple(found)


def _plain_line_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _not_utf8(file: str, data: bytes, at: int) -> Diagnostic:
    before = _plain_line_ends(data[:at].decode("utf-8"))
    line = before.count("\n") + 1
    column = len(before) - (before.rfind("\n") + 1) + 1
    byte = f"0x{data[at]:02X}"
    help_ = Words("save the file as UTF-8", "将文件另存为 UTF-8 编码")
    if _looks_chinese(data):
        help_ = Words("it looks like GB 18030: save the file as UTF-8", "文件似为 GB 18030 编码：请另存为 UTF-8 编码")
    return Diagnostic(
        Span(file, line, column, line, column + 1),
        Severity.ERROR,
        "not-utf-8",
        Words(f"the byte `{byte}` is not UTF-8", f"字节 `{byte}` 不是 UTF-8 编码"),
        help_,
    )


def _looks_chinese(data: bytes) -> bool:
    """Tell whether bytes read as GB 18030 are mostly common Han characters."""
    try:
        text = data[:4000].decode("gb18030", errors="ignore")
    except LookupError:
        return False
    far = [sign for sign in text if ord(sign) > 127]
    return bool(far) and sum(
        "\u4e00" <= sign <= "\u9fff" or sign in "，。；：、（）《》“”" for sign in far
    ) >= 0.9 * len(far)


def _control(source: SourceText, at: int) -> Diagnostic:
    name = f"U+{ord(source.text[at]):04X}"
    return Diagnostic(
        source.span(at, at + 1),
        Severity.ERROR,
        "control-character",
        Words(f"the control character `{name}` cannot be published", f"控制字符 `{name}` 不能出版"),
        Words("delete it", "删除该字符"),
    )
