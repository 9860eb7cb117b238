"""Make a whole PDF one that is kept: metadata, the colours it means, its sources attached, page labels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import md5
from importlib.resources import files

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from stdpub.write.pdf.tagging.metadata import write_metadata
from stdpub.write.pdf.tagging.writing import COVER, SERIES

_PROFILE = "sRGB2014.icc"
_COVER = {"zh": "封面"}


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file inside the document; `relation` is what it is to it: `Source` or `Data`."""

    name: str
    media_type: str
    relation: str
    description: str
    content: bytes


def make_archive(pdf: pikepdf.Pdf, attachments: Sequence[Attachment] = ()) -> None:
    """Add all that PDF/A-3 and PDF/UA-1 ask of a whole document."""
    pdf.Root.Version = Name("/1.7")
    write_metadata(pdf)
    _name_colours(pdf)
    _label_pages(pdf)
    _attach(pdf, attachments)


@cache
def _profile() -> bytes:
    """Return the profile of sRGB, which comes with WeasyPrint."""
    return (files("weasyprint.pdf") / _PROFILE).read_bytes()


def _name_colours(pdf: pikepdf.Pdf) -> None:
    """Say that the colours of the document are those of sRGB."""
    intent = Dictionary(Type=Name.OutputIntent, S=Name.GTS_PDFA1, DestOutputProfile=pdf.make_stream(_profile(), N=3))
    intent.OutputConditionIdentifier = intent.Info = String("sRGB IEC61966-2.1")
    pdf.Root.OutputIntents = Array([intent])


def _label_pages(pdf: pikepdf.Pdf) -> None:
    """Call every page what is printed on it; a page left blank belongs to those before it."""
    language = str(pdf.Root.get(Name.Lang, ""))
    labels = Array()
    before = ""
    for at, page in enumerate(pdf.pages):
        series = str(page.obj.get(SERIES, before))
        if SERIES in page.obj:
            del page.obj[SERIES]
        if series and series != before:
            style = Dictionary(P=_COVER.get(language[:2], "Cover")) if series == COVER else Dictionary(S=Name(series))
            labels.append(at)
            labels.append(style)
        before = series
    if len(labels):
        pdf.Root.PageLabels = Dictionary(Nums=labels)


def _attach(pdf: pikepdf.Pdf, attachments: Sequence[Attachment]) -> None:
    """Put files into the document and say what they are to it."""
    if not attachments:
        return
    named = Array()
    related = Array()
    for one in sorted(attachments, key=lambda one: one.name):
        related.append(pdf.make_indirect(_filed(pdf, one)))
        named.extend((String(one.name), related[-1]))
    pdf.Root.AF = related
    if Name.Names not in pdf.Root:
        pdf.Root.Names = Dictionary()
    pdf.Root.Names.EmbeddedFiles = pdf.make_indirect(Dictionary(Names=named))


def _filed(pdf: pikepdf.Pdf, one: Attachment) -> Dictionary:
    content = pdf.make_stream(one.content, Type=Name.EmbeddedFile, Subtype=Name(f"/{one.media_type}"))
    digest = md5(one.content, usedforsecurity=False).digest()
    content.Params = Dictionary(Size=len(one.content), CheckSum=String(digest))
    if date := pdf.docinfo.get("/ModDate"):
        content.Params.ModDate = date
    return Dictionary(
        Type=Name.Filespec,
        F=String(one.name),
        UF=String(one.name),
        Desc=String(one.description),
        AFRelationship=Name(f"/{one.relation}"),
        EF=Dictionary(F=content, UF=content),
    )
