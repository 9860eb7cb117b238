"""Formulas as reading gives them, and pictures, for the models that tests build."""

from __future__ import annotations

import struct
import zlib

from stdpub.model.standard import Asset

FORMULAS = (
    (r"t_i", "<msub><mi>t</mi><mi>i</mi></msub>"),
    (r"E\le 15\%", "<mi>E</mi><mo>≤</mo><mn>15</mn><mi>%</mi>"),
    (
        r"\begin{aligned} a&=b\end{aligned}",
        (
            '<mtable displaystyle="true" scriptlevel="0"><mtr><mtd style="text-align: right;justify-items: end;">'
            "<mi>a</mi></mtd><mtd><mo>=</mo><mi>b</mi></mtd></mtr></mtable>"
        ),
    ),
    (
        r"\cancel{x}",
        '<menclose notation="updiagonalstrike"><mi>x</mi><mrow class="menclose-updiagonalstrike"></mrow></menclose>',
    ),
    (r"\mathrm{d}x < 3 & \text{else}", ""),
)
"""TeX with the markup that reading gives for it; the last one is TeX that no formula came of."""


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


PNG = (
    b"\x89PNG\r\n\x1a\n"
    + _chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0))
    + _chunk(b"IDAT", zlib.compress(b"\x00\x20\x40\x80"))
    + _chunk(b"IEND", b"")
)
"""A picture of one pixel."""

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="10" height="5"><path d="M0 0h10v5z"/></svg>'

ASSETS = (
    Asset("figures/dot.png", "image/png", PNG, 1.0, 1.0),
    Asset("figures/line.svg", "image/svg+xml", SVG, 10.0, 5.0),
)
