"""Bytes of a figure to an `Asset` that is safe to show: what it is by its content, its size, SVG cut to what only draws."""

from __future__ import annotations

import posixpath
import re
import struct
import zlib
from collections.abc import Callable
from urllib.parse import unquote
from xml.etree import ElementTree as ET

from stdpub.model.patterns import regex
from stdpub.model.source import Words
from stdpub.model.standard import Asset

SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
_DRAWS = frozenset(
    [
        "svg",
        "g",
        "defs",
        "symbol",
        "use",
        "title",
        "desc",
        "path",
        "rect",
        "circle",
        "ellipse",
        "line",
        "polyline",
        "polygon",
        "text",
        "tspan",
        "textPath",
        "marker",
        "linearGradient",
        "radialGradient",
        "stop",
        "clipPath",
        "mask",
        "pattern",
        "style",
        "metadata",
        "switch",
    ]
)
_NEVER = frozenset(
    [
        "a",
        "script",
        "foreignObject",
        "iframe",
        "object",
        "embed",
        "audio",
        "video",
        "image",
        "animate",
        "animateMotion",
        "animateTransform",
        "set",
    ]
)
_OUTSIDE = regex(r"url\(\s*['\"]?(?!#)|@import|image-set|expression\(|javascript:|src\(", re.IGNORECASE)
_LENGTH = regex(r"\s*([0-9.]{1,20})\s*(px|pt|mm|cm|in|)\s*")
_PIXELS = {"px": 1.0, "": 1.0, "pt": 96 / 72, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0}
_DEPTH_LIMIT = 100
PIXEL_LIMIT = 100_000_000
"""Pixels that a picture may have: a file of a few kilobytes can claim terabytes."""


def path_of(destination: str) -> str:
    """Return the path inside the folder that a destination in the text names."""
    return posixpath.normpath(unquote(destination))


def picture(path: str, content: bytes) -> Asset | Words:
    """Return the picture, or in both languages why the file is none that can be shown."""
    found = _picture(path, content)
    if isinstance(found, Words) or found.media_type == "image/svg+xml":
        return found
    if not found.width or not found.height or not _WHOLE[found.media_type](content):
        return Words("a damaged picture: it is cut off, or its bytes are not its own", "损坏的图片：内容不全或有误")
    if found.width * found.height > PIXEL_LIMIT:
        return Words(f"a picture of more than {PIXEL_LIMIT} pixels", f"超过{PIXEL_LIMIT}像素的图片")
    return found


def _picture(path: str, content: bytes) -> Asset | Words:
    if content.startswith(b"\x89PNG\r\n\x1a\n") and len(content) >= 24:
        width, height = struct.unpack(">II", content[16:24])
        return Asset(path, "image/png", content, float(width), float(height))
    if content.startswith(b"\xff\xd8\xff"):
        width, height = _jpeg_size(content)
        return Asset(path, "image/jpeg", content, float(width), float(height))
    if content[:6] in {b"GIF87a", b"GIF89a"} and len(content) >= 10:
        width, height = struct.unpack("<HH", content[6:10])
        return Asset(path, "image/gif", content, float(width), float(height))
    if b"<svg" in content[:4096] or path.lower().endswith(".svg"):
        return _svg(path, content)
    return Words("no PNG, JPEG, GIF or SVG picture", "不是PNG、JPEG、GIF或SVG图片")


def _whole_png(content: bytes) -> bool:
    """Tell whether the chunks of a PNG follow one another with the right sums, up to the last."""
    at, data = 8, False
    while at + 12 <= len(content):
        end = at + 12 + int.from_bytes(content[at : at + 4], "big")
        name = content[at + 4 : at + 8]
        if end > len(content) or zlib.crc32(content[at + 4 : end - 4]) != int.from_bytes(content[end - 4 : end], "big"):
            return False
        if name == b"IEND":
            return data
        data = data or name == b"IDAT"
        at = end
    return False


_WHOLE: dict[str, Callable[[bytes], bool]] = {
    "image/png": _whole_png,
    "image/jpeg": lambda content: b"\xff\xd9" in content[-65_536:],
    "image/gif": lambda content: content.rstrip(b"\0").endswith(b";"),
}


def _jpeg_size(content: bytes) -> tuple[int, int]:
    at = 2
    while at + 9 < len(content) and content[at] == 0xFF:
        marker, length = content[at + 1], int.from_bytes(content[at + 2 : at + 4], "big")
        if 0xC0 <= marker <= 0xCF and marker not in {0xC4, 0xC8, 0xCC}:
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return width, height
        at += 2 + length
    return 0, 0


def _svg(path: str, content: bytes) -> Asset | Words:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return Words("an SVG that is not UTF-8", "SVG不是UTF-8编码")
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        return Words("an SVG with a document type declaration", "SVG含有文档类型声明")
    try:
        root = ET.fromstring(text)  # noqa: S314 - declarations are refused above, so nothing can expand
    except (ET.ParseError, ValueError):
        return Words("an SVG that is no well-formed XML", "SVG不是格式良好的XML")
    if root.tag != f"{{{SVG}}}svg":
        return Words("no SVG picture: its root is not `svg`", "不是SVG图片：根元素不是`svg`")
    refused = _refused(root, 0)
    if refused is not None:
        return refused
    width, height = _svg_size(root)
    ET.register_namespace("", SVG)
    ET.register_namespace("xlink", XLINK)
    return Asset(path, "image/svg+xml", ET.tostring(root, encoding="utf-8"), width, height)


def _refused(element: ET.Element, depth: int) -> Words | None:
    """Name the first thing in an SVG that does more than draw, and drop elements that draw nothing."""
    if depth > _DEPTH_LIMIT:
        return Words(f"an SVG nested deeper than {_DEPTH_LIMIT} levels", f"SVG嵌套超过{_DEPTH_LIMIT}层")
    name = element.tag.rpartition("}")[2]
    if name in _NEVER or name.startswith("fe"):
        return Words(f"an SVG with `{name}`", f"SVG含有`{name}`")
    for attribute, value in element.attrib.items():
        local = attribute.rpartition("}")[2]
        if local.lower().startswith("on"):
            return Words(f"an SVG with the event attribute `{local}`", f"SVG含有事件属性`{local}`")
        hidden = "\\" in value  # an escape can hide what a style points at
        if (local == "href" and not value.startswith("#")) or hidden or _OUTSIDE.search(value):
            return Words(f"an SVG that points outside itself by `{local}`", f"SVG的`{local}`指向外部")
    if name == "style":
        style = "".join(element.itertext())
        if len(element) or "\\" in style or _OUTSIDE.search(style):
            return Words("an SVG whose style points outside itself", "SVG的样式指向外部")
    before: ET.Element | None = None
    for child in list(element):
        namespace, _, child_name = child.tag.rpartition("}")
        if namespace != f"{{{SVG}" or (child_name not in _DRAWS | _NEVER and not child_name.startswith("fe")):
            _drop(element, child, before)
            continue
        before = child
        refused = _refused(child, depth + 1)
        if refused is not None:
            return refused
    return None


def _drop(element: ET.Element, child: ET.Element, before: ET.Element | None) -> None:
    """Take a child out, but not the words after it."""
    if before is not None:
        before.tail = (before.tail or "") + (child.tail or "")
    else:
        element.text = (element.text or "") + (child.tail or "")
    element.remove(child)


def _svg_size(root: ET.Element) -> tuple[float, float]:
    box = re.findall(r"[-0-9.]+", root.get("viewBox", "")[:200])
    fallback = (
        (float(box[2]), float(box[3])) if len(box) == 4 and _is_number(box[2]) and _is_number(box[3]) else (0.0, 0.0)
    )
    return _pixels(root.get("width", ""), fallback[0]), _pixels(root.get("height", ""), fallback[1])


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def _pixels(length: str, fallback: float) -> float:
    found = _LENGTH.fullmatch(length)
    return float(found[1]) * _PIXELS[found[2]] if found and _is_number(found[1]) else max(fallback, 0.0)
