"""What an archive asks of a PDF (PDF/A-3, ISO 19005-3): its colours named, its sources inside.

Works on pydyf's objects, before they are written; `render` calls it. Plain Python.
"""

from __future__ import annotations

from hashlib import md5
from importlib.resources import files
from typing import TYPE_CHECKING

import pydyf

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ext_pdf.jobs import Attached

#: the International Color Consortium's profile, as WeasyPrint brings it
SRGB = files("weasyprint.pdf") / "sRGB2014.icc"


def name_colours(pdf: pydyf.PDF) -> None:
    """Say which red, green and blue are meant: sRGB.

    WeasyPrint 70 does so for a press only, and leaves the file of the profile open.
    """
    profile = pydyf.Stream([SRGB.read_bytes()], pydyf.Dictionary({"N": 3}), compress=True)
    pdf.add_object(profile)
    intent = {
        "Type": "/OutputIntent",
        "S": "/GTS_PDFA1",
        "OutputConditionIdentifier": pydyf.String("sRGB IEC61966-2.1"),
        "Info": pydyf.String("sRGB IEC61966-2.1"),
        "RegistryName": pydyf.String("http://www.color.org"),
        "DestOutputProfile": profile.reference,
    }
    pdf.catalog["OutputIntents"] = pydyf.Array([pydyf.Dictionary(intent)])


def smooth_nothing(pdf: pydyf.PDF) -> None:
    """Let pictures be shown as they are: an archive allows no smoothing (ISO 19005-3, 6.2.8)."""
    for each in pdf.objects:
        if isinstance(each, pydyf.Stream) and each.extra.get("Interpolate") == "true":
            each.extra["Interpolate"] = "false"


def attach(pdf: pydyf.PDF, sources: Iterable[tuple[Attached, bytes]], date: str) -> None:
    """Embed *sources*, each as a source of the whole document; *date* is an ISO date or empty."""
    names = pydyf.Array()
    references = pydyf.Array()
    for attached, content in sorted(sources, key=lambda each: each[0].name):  # as a name tree is
        params = pydyf.Dictionary({"CheckSum": f"<{_checksum(content)}>", "Size": len(content)})
        if date:
            params["ModDate"] = pydyf.String(f"D:{date.replace('-', '')}")
        kind = attached.media_type.replace("/", "#2F").replace("+", "#2B").replace(";", "#3B")
        stream = pydyf.Stream(
            [content],
            pydyf.Dictionary({"Type": "/EmbeddedFile", "Subtype": f"/{kind}", "Params": params}),
            compress=True,
        )
        pdf.add_object(stream)
        reference = stream.reference
        entry = pydyf.Dictionary(
            {
                "Type": "/Filespec",
                "F": pydyf.String(attached.name.encode("ascii", "replace")),
                "UF": pydyf.String(attached.name),
                "Desc": pydyf.String(attached.description),
                "AFRelationship": "/Source",
                "EF": pydyf.Dictionary({"F": reference, "UF": reference}),
            }
        )
        pdf.add_object(entry)
        names.extend((pydyf.String(attached.name), entry.reference))
        references.append(entry.reference)
    if references:
        catalog_names = pdf.catalog.setdefault("Names", pydyf.Dictionary())
        catalog_names["EmbeddedFiles"] = pydyf.Dictionary({"Names": names})
        pdf.catalog["AF"] = references


def _checksum(content: bytes) -> str:
    """Return the checksum that ISO 32000-1, 7.11.4.1 asks for."""
    return md5(content, usedforsecurity=False).hexdigest()
