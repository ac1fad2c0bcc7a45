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
#: read by every process of the build: it lives a month later
CLOCK = "import time; own = time.time; time.time = lambda: own() + 30 * 86400\n"


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
    assert one == other
