"""The metadata of a PDF as XMP, for archives and library systems. Plain Python.

WeasyPrint 70 writes XMP for one standard at a time, and no language in it; ours names PDF/A-3 and
PDF/UA-1 both, the second with its description, as the first asks of every namespace it does not
know (ISO 19005-3, 6.6.2.3).
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

if TYPE_CHECKING:
    from ext_pdf.jobs import Job

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_DC = "http://purl.org/dc/elements/1.1/"
_XMP = "http://ns.adobe.com/xap/1.0/"
_META = "adobe:ns:meta/"
_PDF = "http://ns.adobe.com/pdf/1.3/"
_PDFA = "http://www.aiim.org/pdfa/ns/id/"
_PDFUA = "http://www.aiim.org/pdfua/ns/id/"
_EXTENSION = "http://www.aiim.org/pdfa/ns/extension/"
_SCHEMA = "http://www.aiim.org/pdfa/ns/schema#"
_PROPERTY = "http://www.aiim.org/pdfa/ns/property#"
_PREFIXES = {
    "rdf": _RDF, "dc": _DC, "xmp": _XMP, "x": _META, "pdf": _PDF,
    "pdfaid": _PDFA, "pdfuaid": _PDFUA,
    "pdfaExtension": _EXTENSION, "pdfaSchema": _SCHEMA, "pdfaProperty": _PROPERTY,
}  # fmt: skip
_XML = "http://www.w3.org/XML/1998/namespace"

_HEADER = b'<?xpacket begin="\xef\xbb\xbf" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
_FOOTER = b'\n<?xpacket end="r"?>'


def metadata_of(job: Job, producer: str) -> bytes:
    """Return the XMP packet of *job* (ISO 16684-1): Dublin Core, the dates, the standards."""
    for prefix, name in _PREFIXES.items():
        ET.register_namespace(prefix, name)
    root = ET.Element(f"{{{_META}}}xmpmeta")
    rdf = ET.SubElement(root, f"{{{_RDF}}}RDF")
    record = ET.SubElement(rdf, f"{{{_RDF}}}Description", {f"{{{_RDF}}}about": ""})
    ET.SubElement(record, f"{{{_DC}}}format").text = "application/pdf"
    ET.SubElement(record, f"{{{_DC}}}identifier").text = job.url
    _in_languages(record, "title", job.title, job.language)
    _in_languages(record, "description", job.description, job.language)
    _listed(record, "creator", "Seq", job.authors)
    _listed(record, "contributor", "Bag", job.contributors)
    _listed(record, "subject", "Bag", job.keywords)
    _listed(record, "language", "Bag", (job.language,))
    for name, date in (("CreateDate", job.created), ("ModifyDate", job.modified)):
        if date:
            ET.SubElement(record, f"{{{_XMP}}}{name}").text = date
    ET.SubElement(record, f"{{{_PDF}}}Producer").text = producer
    if job.keywords:
        ET.SubElement(record, f"{{{_PDF}}}Keywords").text = ", ".join(job.keywords)
    ET.SubElement(record, f"{{{_PDFA}}}part").text = "3"
    ET.SubElement(record, f"{{{_PDFA}}}conformance").text = "A"
    ET.SubElement(record, f"{{{_PDFUA}}}part").text = "1"
    _describe_pdfua(record)
    text: bytes = ET.tostring(root, encoding="utf-8")
    return _HEADER + text + _FOOTER


def _describe_pdfua(record: ET.Element) -> None:
    """Describe PDF/UA's one property in the words of PDF/A's schema of schemas."""
    schema = _described(ET.SubElement(record, f"{{{_EXTENSION}}}schemas"), "Bag")
    for name, text in (
        ("schema", "PDF/UA identification"),
        ("namespaceURI", _PDFUA),
        ("prefix", "pdfuaid"),
    ):
        ET.SubElement(schema, f"{{{_SCHEMA}}}{name}").text = text
    part = _described(ET.SubElement(schema, f"{{{_SCHEMA}}}property"), "Seq")
    for name, text in (
        ("name", "part"),
        ("valueType", "Integer"),
        ("category", "internal"),
        ("description", "The part of ISO 14289 to which the file conforms"),
    ):
        ET.SubElement(part, f"{{{_PROPERTY}}}{name}").text = text


def _described(parent: ET.Element, kind: str) -> ET.Element:
    """Return the one item of a new list in *parent*."""
    items = ET.SubElement(parent, f"{{{_RDF}}}{kind}")
    return ET.SubElement(items, f"{{{_RDF}}}li", {f"{{{_RDF}}}parseType": "Resource"})


def _in_languages(record: ET.Element, name: str, text: str, language: str) -> None:
    """Add a text as XMP's language alternatives: for everybody, and by its language."""
    if not text:
        return
    forms = ET.SubElement(ET.SubElement(record, f"{{{_DC}}}{name}"), f"{{{_RDF}}}Alt")
    for tag in ("x-default", language):
        ET.SubElement(forms, f"{{{_RDF}}}li", {f"{{{_XML}}}lang": tag}).text = text


def _listed(record: ET.Element, name: str, kind: str, items: tuple[str, ...]) -> None:
    if not items:
        return
    rows = ET.SubElement(ET.SubElement(record, f"{{{_DC}}}{name}"), f"{{{_RDF}}}{kind}")
    for item in items:
        ET.SubElement(rows, f"{{{_RDF}}}li").text = item
