"""What the file says about itself: PDF/UA-1 and PDF/A-2a, title, language, maker and colours. Never a person's name."""

from __future__ import annotations

from datetime import datetime
from xml.sax.saxutils import escape

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String

from desktop.application.paper import Document
from desktop.documents.colour_profile import SRGB
from desktop.documents.text import plain

_PRODUCER = "Overstap"
_LOCALES = {"nl": "nl-NL", "en": "en-GB"}
_NAMESPACES = (
    ("dc", "http://purl.org/dc/elements/1.1/"),
    ("pdf", "http://ns.adobe.com/pdf/1.3/"),
    ("xmp", "http://ns.adobe.com/xap/1.0/"),
    ("pdfaid", "http://www.aiim.org/pdfa/ns/id/"),
    ("pdfuaid", "http://www.aiim.org/pdfua/ns/id/"),
)
_UA_SCHEMA = (  # PDF/A wants to be told of every schema that it does not know itself
    '<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"'
    ' xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">'
    '<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">'
    "<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>"
    "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>"
    "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>"
    '<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name>'
    "<pdfaProperty:valueType>Integer</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category>"
    "<pdfaProperty:description>PDF/UA part</pdfaProperty:description></rdf:li></rdf:Seq></pdfaSchema:property>"
    "</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"
)


def locale(document: Document) -> str:
    """The language of a document as PDF names it."""
    return _LOCALES[document.language]


def write_metadata(pdf: pikepdf.Pdf, document: Document) -> None:
    """Title, dates, conformance and output intent."""
    title, desk = plain(document.title, document.language), plain(document.header.desk, document.language)
    pdf.Root.Lang = String(locale(document))
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    pdf.Root.Metadata = pdf.make_indirect(
        Stream(pdf, _xmp(document, title, desk).encode(), Type=Name.Metadata, Subtype=Name.XML)
    )
    pdf.Root.OutputIntents = Array(
        [
            Dictionary(
                Type=Name.OutputIntent,
                S=Name.GTS_PDFA1,
                OutputConditionIdentifier=String("sRGB IEC61966-2.1"),
                Info=String("sRGB IEC61966-2.1"),
                DestOutputProfile=pdf.make_indirect(Stream(pdf, SRGB, N=3)),
            )
        ]
    )
    moment = String(_pdf_date(document.created))
    pdf.trailer.Info = pdf.make_indirect(
        Dictionary(
            Title=String(title),
            Author=String(desk),
            Subject=String(plain(document.kind, document.language)),
            Producer=String(_PRODUCER),
            CreationDate=moment,
            ModDate=moment,
        )
    )


def _pdf_date(moment: datetime) -> str:
    offset = moment.strftime("%z")
    return f"D:{moment:%Y%m%d%H%M%S}{offset[:3]}'{offset[3:5]}'" if offset else f"D:{moment:%Y%m%d%H%M%S}Z"


def _xmp(document: Document, title: str, desk: str) -> str:
    moment = document.created.replace(microsecond=0).isoformat()
    spaces = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in _NAMESPACES)
    kind = plain(document.kind, document.language)
    number = plain(document.number, document.language)
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        f'<rdf:Description rdf:about="" {spaces}>'
        f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{escape(title)}</rdf:li></rdf:Alt></dc:title>'
        f"<dc:creator><rdf:Seq><rdf:li>{escape(desk)}</rdf:li></rdf:Seq></dc:creator>"
        f'<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{escape(kind)}</rdf:li></rdf:Alt></dc:description>'
        + (f"<dc:identifier>{escape(number)}</dc:identifier>" if number else "")
        + f"<dc:language><rdf:Bag><rdf:li>{locale(document)}</rdf:li></rdf:Bag></dc:language>"
        f"<pdf:Producer>{_PRODUCER}</pdf:Producer>"
        f"<xmp:CreateDate>{moment}</xmp:CreateDate><xmp:ModifyDate>{moment}</xmp:ModifyDate>"
        "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part>"
        f"</rdf:Description>{_UA_SCHEMA}</rdf:RDF></x:xmpmeta>"
        '<?xpacket end="w"?>'
    )
