"""What a print shop was promised: the settings ``pdf_press_…`` of ``conf.py``. Plain Python."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ext_arabic import messages
from ext_pdf.press.inks import Colours, ProfileError, read_profile

if TYPE_CHECKING:
    from collections.abc import Mapping

__ = messages.console("ext_pdf")

PROFILES = Path(__file__).parents[1] / "profiles"
#: points of a PDF in a millimetre
POINT = 72 / 25.4
#: name -> what it is if nobody says otherwise; ``pdf_press_`` stands before each in ``conf.py``
DEFAULTS: dict[str, object] = {
    "profile": "",
    "condition": "",
    "colours": "cmyk",
    "bleed": 3,
    "marks": True,
    "multiple": 4,
    "cover": True,
    "spine": 0,
    "paper": "",
    "resolution": 300,
    "ink": 300,
}


class SettingsError(ValueError):
    """Raised for a setting that cannot be; names it, and says what it may be."""


@dataclass(frozen=True)
class Press:
    """How the PDFs of a press run are made."""

    #: the file of the profile
    profile: str
    #: what print shops call the printing that the profile describes
    condition: str
    #: where that name is registered, and what it means; empty where nobody says
    registry: str = ""
    info: str = ""
    #: four inks, or black alone
    colours: Colours = "cmyk"
    #: millimetres printed beyond the edge of the page, and cut off
    bleed: float = 3
    #: whether crop and registration marks are drawn
    marks: bool = True
    #: blank pages are added until there are so many, or twice as many …
    multiple: int = 4
    #: whether the cover is made, and how thick the back of the book is, in millimetres
    cover: bool = True
    spine: float = 0
    #: for the job ticket
    paper: str = ""
    #: dots an inch below which a picture is reported
    resolution: int = 300
    #: percent of ink, all inks together, that the paper takes in one place
    ink: int = 300


def read_settings(values: Mapping[str, object], folder: Path) -> Press:
    """Return the settings in *values* (without their common beginning), files relative to *folder*.

    Raises:
        SettingsError: with all that is wrong.

    """
    found = DEFAULTS | dict(values)
    wrong = []
    if found["colours"] not in ("cmyk", "k"):
        wrong.append(_wrong("colours", found, __("“cmyk” or “k”")))
    for name, most in (("bleed", 20), ("spine", 100)):
        if not _is_number(found[name], 0, most):
            wrong.append(_wrong(name, found, __("millimetres, from 0 to %d") % most))
    for name, least, most in (("multiple", 1, 64), ("resolution", 1, 4800), ("ink", 100, 400)):
        if not isinstance(found[name], int) or not _is_number(found[name], least, most):
            limits = {"least": least, "most": most}
            wrong.append(_wrong(name, found, __("a whole number, %(least)d to %(most)d") % limits))
    for names, kind, expected in (
        (("marks", "cover"), bool, __("True or False")),
        (("profile", "condition", "paper"), str, __("a text")),
    ):
        wrong += [_wrong(n, found, expected) for n in names if not isinstance(found[n], kind)]
    if wrong:
        raise SettingsError("\n".join(wrong))
    own = str(found["profile"])
    about = {} if own else described()
    path = folder / own if own else PROFILES / about["file"]
    try:
        read_profile(path)
    except ProfileError as error:
        text = __("pdf_press_profile: this is no profile of a printer with four inks: %s") % error
        raise SettingsError(text) from error
    return Press(
        profile=str(path),
        condition=str(found["condition"]) or about.get("condition", path.stem),
        registry=about.get("registry", ""),
        info=about.get("info", ""),
        colours=found["colours"],  # type: ignore[arg-type] # checked above
        bleed=float(found["bleed"]),  # type: ignore[arg-type] # checked above
        marks=bool(found["marks"]),
        multiple=int(found["multiple"]),  # type: ignore[call-overload] # checked above
        cover=bool(found["cover"]),
        spine=float(found["spine"]),  # type: ignore[arg-type] # checked above
        paper=str(found["paper"]),
        resolution=int(found["resolution"]),  # type: ignore[call-overload] # checked above
        ink=int(found["ink"]),  # type: ignore[call-overload] # checked above
    )


def described() -> dict[str, str]:
    """Return what ``PROFILES.toml`` says of the profile that Midad brings along."""
    listing = (PROFILES / "PROFILES.toml").read_text(encoding="utf-8")
    about: dict[str, str] = tomllib.loads(listing)["profile"][0]
    return about


def _is_number(value: object, least: float, most: float) -> bool:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return is_number and least <= value <= most  # type: ignore[operator] # checked above


def _wrong(name: str, found: Mapping[str, object], expected: str) -> str:
    parts = {"name": name, "value": found[name], "expected": expected}
    return __("pdf_press_%(name)s: %(value)r; expected: %(expected)s") % parts
