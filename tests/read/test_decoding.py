"""Bytes to text: UTF-8 only, plain line ends, no byte order mark, no control characters."""

from __future__ import annotations

import pytest

from stdpub.model.source import Span
from stdpub.read.markdown.decoding import decode


def test_line_ends_and_byte_order_mark():
    source, found = decode("a.md", b"\xef\xbb\xbfa\r\nb\rc\n\r\n")

    assert source.text == "a\nb\nc\n\n"
    assert source.file == "a.md"
    assert found == ()


def test_chinese_text_is_kept():
    source, found = decode("a.md", "范围\n本文件规定了……😀\n".encode())

    assert source.text == "范围\n本文件规定了……😀\n"
    assert found == ()


@pytest.mark.parametrize(
    ("data", "line", "column", "byte"),
    [
        (b"\xff\xfea\x00", 1, 1, "0xFF"),
        ("好\r\n好".encode() + b"\xb7\xb6", 2, 2, "0xB7"),
        (b"\xef\xbb\xbfa\xe8\x8c", 1, 2, "0xE8"),
        (b"a\rb\x80", 2, 2, "0x80"),
    ],
)
def test_what_is_not_utf8_is_reported_at_its_first_byte(data, line, column, byte):
    source, found = decode("a.md", data)

    assert source is None
    assert [(one.rule, one.at) for one in found] == [("not-utf-8", Span("a.md", line, column, line, column + 1))]
    assert found[0].message.en == f"the byte `{byte}` is not UTF-8"


def test_control_characters_are_reported_where_they_stand():
    source, found = decode("a.md", b"a\x00\r\nb\tc\x1b\x7f\n" + "\x85\u2028".encode())

    assert source.text.startswith("a\x00\n")
    assert [(one.rule, one.at.line, one.at.column) for one in found] == [
        ("control-character", 1, 2),
        ("control-character", 2, 4),
        ("control-character", 2, 5),
        ("control-character", 3, 1),
        ("control-character", 3, 2),
    ]


def test_a_binary_file_is_not_reported_a_thousand_times():
    _, found = decode("a.md", b"\x00" * 1000)

    assert len(found) == 20
