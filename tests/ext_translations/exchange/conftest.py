"""Catalogs on their way through XLIFF."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ext_translations.exchange.arrivals import plan
from ext_translations.exchange.edits import edited
from ext_translations.exchange.reading import read_xliff
from ext_translations.exchange.units import Document
from ext_translations.exchange.xliff import write_xliff
from ext_translations.po import make_entry, parse

if TYPE_CHECKING:
    from pathlib import Path

    from ext_translations.exchange.arrivals import Plan

HEAD = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'


def catalog(*pairs: tuple[str, str], comments: tuple[str, ...] = ()) -> str:
    """Return the text of a catalog."""
    made = parse(HEAD)
    for msgid, msgstr in pairs:
        made.entries.append(make_entry({"msgid": msgid, "msgstr": msgstr}, comments))
    return made.text


class Exchange:
    """A catalog, the XLIFF file made from it, and what an import makes of both."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "sent.xlf"

    def send(self, text: str, language: str = "en") -> str:
        """Write the file, and return it."""
        document = Document("one.po", "ar", language, [*parse(text).live])
        self.file.write_bytes(write_xliff([document]))
        return self.file.read_text(encoding="utf-8")

    def replace(self, old: str, new: str) -> None:
        """Change the file as a translator, or a tool, might."""
        text = self.file.read_text(encoding="utf-8")
        assert old in text, text
        self.file.write_text(text.replace(old, new), encoding="utf-8")

    def plan(self, text: str, *, overwrite: bool = False) -> Plan:
        """Return what an import into the catalog *text* would do."""
        (received,) = read_xliff(self.file)
        return plan(received.arrivals, [*parse(text).live], overwrite=overwrite)

    def receive(self, text: str, *, overwrite: bool = False) -> str:
        """Return the catalog *text* after the import, from which nothing may be refused."""
        made = self.plan(text, overwrite=overwrite)
        assert not made.refused
        return edited(parse(text), made.edits)


@pytest.fixture
def exchange(tmp_path: Path) -> Exchange:
    return Exchange(tmp_path)


@pytest.fixture(scope="session")
def markup_cases() -> list[str]:
    """Messages whose markup is right, odd or broken."""
    return CASES


CASES = [
    "قرر **الإطار *التنسيقي* كله** رفع الإنفاق {cite}`dodge2003`.[^n1]",
    'انظر [**التقرير** هنا](https://e.org/r?a=1&b=2 "عنوان"){.x} و{ref}`الجدول <tbl-1>`.',
    "{cite}`انظر @cnn-2024، ص 4؛ -@al-monitor` و{cite}`a، b` و{cite}`{انظر}cnn{ص 4}`",
    "<sup>أ</sup> سطر <br> ثم <b>غير مغلق، {{ org }} و`code` و`كود` <!-- ملاحظة -->",
    "[كلمة]{lang=ar} <https://x.example/y> https://a.example/b. \\* نجمة \\\nسطر {term}`مصطلح`",
    "![خريطة](map.png) [نص][t] [نص][] {ref}`tbl-1` **أ [ب** ج](u) ```` ` ````",
    "`غير مغلق {cite}`a` ` **أ و{cite} `b` *** _ __",
    "حرف \x07 تحكم \x1b وآخر \x00\u200f\u202e و\ufffe ونقطة \x85\u2028\r\n\tآخر",
    "< > & \" ' ]]> &amp; <![CDATA[ <?x ?>",
    "  بياض في الطرفين  \n\n  وفقرة ثانية  ",
    "{abbr}`نص` و{index}`كلمة`{ref}`س <a>`{#id .class}",
]
