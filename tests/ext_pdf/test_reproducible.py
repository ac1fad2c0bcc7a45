"""The same source gives the same bytes; of the press, `press/test_builder.py` says so."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1] / "roots/test-hard-cases"
SRC = Path(__file__).parents[2] / "src"
BRIEF = """---
title: صفحة Title
number: "1"
date: 2024-01-31
authors: [{name: {ar: دار المثال}, corporate: true}]
abstract: خلاصة
---

## عنوان

نص فيه **كلمة** وName ونسبة 50% وحاشية.[^one]

| المؤشر | العدد |
| --- | --- |
| أول | 10 |

[^one]: حاشية.
"""
#: read by every process of the build: it lives 40 days later, whichever clock it asks
CLOCK = """
import copyreg, datetime, pathlib, time

AWAY = 40 * 86400
REAL = time.time()

def later(function, count):
    return lambda: function() + count

def of_now(function, before=0):
    return lambda *given: function(*given, *([NOW()] if len(given) == before else []))

def of_today(function, before=0):
    return lambda *given: function(*given, *([time.localtime()] if len(given) == before else []))

NOW = time.time = later(time.time, AWAY)
time.time_ns = later(time.time_ns, AWAY * 10**9)
for name in ("localtime", "gmtime", "ctime"):
    setattr(time, name, of_now(getattr(time, name)))
time.strftime = of_today(time.strftime, 1)
time.asctime = of_today(time.asctime)

class Kind(type):
    def __instancecheck__(cls, value):
        return isinstance(value, cls.__mro__[1])

class date(datetime.date, metaclass=Kind):
    @classmethod
    def today(cls):
        return cls.fromtimestamp(NOW())

class moment(datetime.datetime, metaclass=Kind):
    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(NOW(), tz)

    today = now

    @classmethod
    def utcnow(cls):
        return cls.fromtimestamp(NOW(), datetime.timezone.utc).replace(tzinfo=None)

# what C made is of the first kind still, and Sphinx pickles it
copyreg.pickle(datetime.date, lambda day: (date, (day.year, day.month, day.day)))
date.__module__ = moment.__module__ = "datetime"
moment.__name__ = moment.__qualname__ = "datetime"
datetime.date, datetime.datetime = date, moment
seconds = [
    time.time(), time.time_ns() / 10**9, time.mktime(time.localtime()),
    time.mktime(time.strptime(time.ctime())), time.mktime(time.strptime(time.asctime())),
    time.mktime(time.strptime(time.strftime("%c"), "%c")),
    moment.now().timestamp(), moment.now(datetime.timezone.utc).timestamp(),
    moment.today().timestamp(), moment.utcnow().timestamp() - time.timezone,
    time.mktime(date.today().timetuple()) + 86400,
]
assert all(each - REAL > AWAY - 5 for each in seconds), seconds
pathlib.Path(__file__).with_name("moved").touch()
"""


def built(folder: Path, zone: str, clock: str = "") -> bytes:
    """Build the brief in *folder* and return its PDF."""
    source = folder / "source"
    shutil.copytree(ROOT, source)
    (source / "briefs/hard-cases.md").write_text(BRIEF, encoding="utf-8")
    (folder / "sitecustomize.py").write_text(clock)
    path = os.pathsep.join([str(folder), str(SRC)])
    env = {**os.environ, "PYTHONPATH": path, "TZ": zone}
    env.pop("SOURCE_DATE_EPOCH", None)
    command = [sys.executable, "-m", "sphinx", "-q", "-W", "-b", "pdf", ".", "../pdf"]
    subprocess.run(command, cwd=source, env=env, check=True)
    return (folder / "pdf/briefs/hard-cases.pdf").read_bytes()


def test_same_source_gives_the_same_bytes_in_another_folder_on_another_day(tmp_path: Path) -> None:
    # the local date is never the same in these two zones
    one = built(tmp_path / "one", "Etc/GMT+12")
    other = built(tmp_path / "other/and deeper", "Etc/GMT-14", CLOCK)
    assert (tmp_path / "other/and deeper/moved").exists()  # nothing failed in the clock
    assert one == other
