"""Say in XMP what a document is and to which standards it conforms: an archive by PDF/A-3, accessible by PDF/UA-1."""

from __future__ import annotations

import re

import pikepdf
from markupsafe import Markup
from pikepdf import Name

from stdpub.write.web.tags import EMPTY, Piece, joined

_DATE = re.compile(r"D:(\d{4})(\d\d)?(\d\d)?")
_PACKET = Piece(
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
    '<x:xmpmeta xmlns:x="adobe:ns:meta/">\n'
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n'
    '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"'
    ' xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"'
    ' xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"'
    ' xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">\n'
    "<pdfaid:part>3</pdfaid:part>\n<pdfaid:conformance>A</pdfaid:conformance>\n<pdfuaid:part>1</pdfuaid:part>\n"
    "<dc:format>application/pdf</dc:format>\n{}"
    "<pdfaExtension:schemas><rdf:Bag>"
    '<rdf:li rdf:parseType="Resource"><pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>'
    "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>"
    "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>"
    '<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name>'
    "<pdfaProperty:valueType>Integer</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category>"
    "<pdfaProperty:description>Part of ISO 14289 to which the document conforms</pdfaProperty:description>"
    "</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas>\n"
    '</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end="r"?>'
)
_FIELDS = {
    "/Title": Piece('<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{}</rdf:li></rdf:Alt></dc:title>\n'),
    "/Author": Piece("<dc:creator><rdf:Seq><rdf:li>{}</rdf:li></rdf:Seq></dc:creator>\n"),
    "/Creator": Piece("<xmp:CreatorTool>{}</xmp:CreatorTool>\n"),
    "/Producer": Piece("<pdf:Producer>{}</pdf:Producer>\n"),
    "/CreationDate": Piece("<xmp:CreateDate>{}</xmp:CreateDate>\n"),
    "/ModDate": Piece("<xmp:ModifyDate>{}</xmp:ModifyDate>\n"),
}
_LANGUAGE = Piece("<dc:language><rdf:Bag><rdf:li>{}</rdf:li></rdf:Bag></dc:language>\n")


def write_metadata(pdf: pikepdf.Pdf) -> None:
    """Say in XMP what the document information says."""
    told = [_field(pdf, key, piece) for key, piece in _FIELDS.items()]
    language = str(pdf.Root.get(Name.Lang, ""))
    packet = _PACKET(joined([*told, _LANGUAGE(language) if language else EMPTY]))
    pdf.Root.Metadata = pdf.make_stream(packet.encode(), Type=Name.Metadata, Subtype=Name.XML)


def _field(pdf: pikepdf.Pdf, key: str, piece: Piece) -> Markup:
    value = str(pdf.docinfo.get(key, ""))
    if found := _DATE.match(value):
        value = "-".join(part for part in found.groups() if part)
    return piece(value) if value else EMPTY
