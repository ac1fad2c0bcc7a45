"""The metadata of a PDF as XMP, for archives and library systems. Plain Python.

WeasyPrint 70 writes XMP only for the standards it is asked to conform to, and no language in it.
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
_XML = "http://www.w3.org/XML/1998/namespace"

_HEADER = b'<?xpacket begin="\xef\xbb\xbf" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
_FOOTER = b'\n<?xpacket end="r"?>'


def metadata_of(job: Job) -> bytes:
    """Return the XMP packet of *job* (ISO 16684-1): Dublin Core, and the dates."""
    for prefix, name in (("rdf", _RDF), ("dc", _DC), ("xmp", _XMP), ("x", _META)):
        ET.register_namespace(prefix, name)
    root = ET.Element(f"{{{_META}}}xmpmeta")
    rdf = ET.SubElement(root, f"{{{_RDF}}}RDF")
    record = ET.SubElement(rdf, f"{{{_RDF}}}Description", {f"{{{_RDF}}}about": ""})
    ET.SubElement(record, f"{{{_DC}}}format").text = "application/pdf"
    ET.SubElement(record, f"{{{_DC}}}identifier").text = job.url
    _in_languages(record, "title", job.title, job.language)
    _in_languages(record, "description", job.description, job.language)
    _listed(record, "creator", "Seq", job.authors)
    _listed(record, "subject", "Bag", job.keywords)
    _listed(record, "language", "Bag", (job.language,))
    for name, date in (("CreateDate", job.created), ("ModifyDate", job.modified)):
        if date:
            ET.SubElement(record, f"{{{_XMP}}}{name}").text = date
    text: bytes = ET.tostring(root, encoding="utf-8")
    return _HEADER + text + _FOOTER


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
