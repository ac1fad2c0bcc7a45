"""Whether letters can be read as text without a table that says so, by how they are numbered."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fontTools.agl import LEGACY_AGL2UV as GLYPHS
from pikepdf import Array, Dictionary, Name

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    import pikepdf

#: encodings whose letters every reader knows
_ENCODINGS = ("/WinAnsiEncoding", "/MacRomanEncoding", "/MacExpertEncoding")
IDENTITY = ("/Identity-H", "/Identity-V")
#: ISO 32000-1, table 118
CMAPS = re.findall(
    r"/\S+",
    "/GB-EUC-H /GB-EUC-V /GBpc-EUC-H /GBpc-EUC-V /GBK-EUC-H /GBK-EUC-V /GBKp-EUC-H /GBKp-EUC-V"
    " /GBK2K-H /GBK2K-V /UniGB-UCS2-H /UniGB-UCS2-V /UniGB-UTF16-H /UniGB-UTF16-V /B5pc-H /B5pc-V"
    " /HKscs-B5-H /HKscs-B5-V /ETen-B5-H /ETen-B5-V /ETenms-B5-H /ETenms-B5-V /CNS-EUC-H"
    " /CNS-EUC-V /UniCNS-UCS2-H /UniCNS-UCS2-V /UniCNS-UTF16-H /UniCNS-UTF16-V /83pv-RKSJ-H"
    " /90ms-RKSJ-H /90ms-RKSJ-V /90msp-RKSJ-H /90msp-RKSJ-V /90pv-RKSJ-H /Add-RKSJ-H /Add-RKSJ-V"
    " /EUC-H /EUC-V /Ext-RKSJ-H /Ext-RKSJ-V /H /V /UniJIS-UCS2-H /UniJIS-UCS2-V /UniJIS-UCS2-HW-H"
    " /UniJIS-UCS2-HW-V /UniJIS-UTF16-H /UniJIS-UTF16-V /KSC-EUC-H /KSC-EUC-V /KSCms-UHC-H"
    " /KSCms-UHC-V /KSCms-UHC-HW-H /KSCms-UHC-HW-V /KSCpc-EUC-H /UniKS-UCS2-H /UniKS-UCS2-V"
    " /UniKS-UTF16-H /UniKS-UTF16-V /Identity-H /Identity-V",
)
_COLLECTIONS = {"GB1", "CNS1", "Japan1", "Korea1"}
#: of a font: its letters are those of the Latin alphabet (ISO 32000-1, table 123)
_NONSYMBOLIC = 32


def is_readable(font: pikepdf.Object, codes: AbstractSet[int]) -> bool:
    """Return whether *codes* in *font* are known without ``ToUnicode`` (ISO 32000-1, 9.10.2)."""
    encoding = font.get("/Encoding")
    if font.get("/Subtype") == "/Type0":
        is_listed = isinstance(encoding, Name) and str(encoding) in CMAPS
        return (is_listed and encoding not in IDENTITY) or _is_collected(font)
    values = encoding if isinstance(encoding, Dictionary) else Dictionary()
    base = values.get("/BaseEncoding", encoding)
    if base in _ENCODINGS:
        return True
    flags = int(font.get("/FontDescriptor", Dictionary()).get("/Flags", 0))
    is_latin = bool(flags & _NONSYMBOLIC) or base == "/StandardEncoding"
    if font.get("/Subtype") == "/TrueType":
        return is_latin
    names = _names(values.get("/Differences", Array()))
    return all(names[code] in GLYPHS if code in names else is_latin for code in codes)


def _is_collected(font: pikepdf.Object) -> bool:
    """Return whether the letters of a composite font are numbered by a list of Adobe's."""
    below = font.get("/DescendantFonts")
    inner = below[0] if isinstance(below, Array) and len(below) else Dictionary()
    info = inner.get("/CIDSystemInfo", Dictionary())
    return bool(info.get("/Registry") == "Adobe") and str(info.get("/Ordering")) in _COLLECTIONS


def _names(differences: pikepdf.Object) -> dict[int, str]:
    """Return the names that an encoding gives to letters (ISO 32000-1, table 114)."""
    found: dict[int, str] = {}
    code = 0
    for each in differences:
        if isinstance(each, Name):
            found[code] = str(each).removeprefix("/")
            code += 1
        else:
            code = int(each)
    return found
