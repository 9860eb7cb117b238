"""Pictures of a standard to those that a word processor shows: drawings become dots, everything keeps its size."""

from __future__ import annotations

from functools import cache

from markupsafe import Markup

from stdpub.model.standard import Asset
from stdpub.write.web.tags import Piece

_EMU = 9525
"""English metric units in a CSS pixel (ISO/IEC 29500-1, 20.1.2.1)."""

_WIDEST = 600
_ZOOM = 3
"""How many dots a drawing has for each CSS pixel: about 288 to the inch."""

_DRAWING = Piece(
    '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{}" cy="{}"/>'
    '<wp:docPr id="{}" name="{}" descr="{}"/><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
    '<pic:pic><pic:nvPicPr><pic:cNvPr id="{}" name="{}" descr="{}"/><pic:cNvPicPr/></pic:nvPicPr>'
    '<pic:blipFill><a:blip r:embed="picture{}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
    '<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{}" cy="{}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
    "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
)


@cache
def picture_file(asset: Asset) -> tuple[bytes, float, float]:
    """Return the file of a picture with its width and height in CSS pixels; no bytes where it cannot be shown."""
    width, height = asset.width or _WIDEST, asset.height or _WIDEST * 3 / 4
    scale = min(1.0, _WIDEST / width)
    content = asset.content
    if asset.media_type == "image/svg+xml":
        content = _drawn(content)
    return content, width * scale, height * scale


def _drawn(content: bytes) -> bytes:
    from resvg_py import svg_to_bytes  # noqa: PLC0415 - an extra that drawings alone need

    try:
        return bytes(svg_to_bytes(svg_string=content.decode("utf-8", "replace"), zoom=_ZOOM, background="#ffffff"))
    except ValueError:
        return b""


def drawing(number: int, alt: str, width: float, height: float) -> Markup:
    """Write the run that shows a picture in its line."""
    name, across, down = f"picture {number}", str(round(width * _EMU)), str(round(height * _EMU))
    return _DRAWING(*(across, down, str(number), name, alt, str(number), name, alt, str(number), across, down))
