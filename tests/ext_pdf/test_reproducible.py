"""The same source gives the same bytes, on the screen's paper and the press's."""

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
#: read by every process of the build: it lives a month later
CLOCK = "import time; own = time.time; time.time = lambda: own() + 30 * 86400\n"
BUILD = """
import sys
from sphinx.cmd.build import main
if __name__ == "__main__":
    for builder in ("pdf", "press"):
        if main(["-q", "-W", "-b", builder, "-d", "../trees", ".", f"../{builder}"]):
            sys.exit(builder)
"""


def built(folder: Path, zone: str, clock: str = "") -> dict[str, bytes]:
    """Build the brief in *folder* and return all files made of it."""
    source = folder / "source"
    shutil.copytree(ROOT, source)
    (source / "briefs/hard-cases.md").write_text(BRIEF, encoding="utf-8")
    (folder / "sitecustomize.py").write_text(clock)
    (folder / "build.py").write_text(BUILD)
    path = os.pathsep.join([str(folder), str(SRC)])
    env = {**os.environ, "PYTHONPATH": path, "TZ": zone}
    env.pop("SOURCE_DATE_EPOCH", None)
    subprocess.run([sys.executable, "../build.py"], cwd=source, env=env, check=True, timeout=120)
    files = (p for name in ("pdf", "press") for p in (folder / name / "briefs").glob("*.[pt]*"))
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def test_same_source_gives_the_same_bytes_in_another_folder_on_another_day(tmp_path: Path) -> None:
    # the local date is never the same in these two zones
    one = built(tmp_path / "one", "Etc/GMT+12")
    other = built(tmp_path / "other/and deeper", "Etc/GMT-14", CLOCK)
    assert len([name for name in one if name.endswith(".pdf")]) == 3
    assert one == other
