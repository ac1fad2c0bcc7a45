"""What `midad update` costs with a memory of all catalogs: ours, msgmerge and pot2po, one run.

    python benchmarks/update.py [--briefs 300] [--messages 65] [--json FILE] [--readme]

Every brief has messages of its own, all translated; a new brief then comes, of which 53 messages
stand in the memory word for word and 12 were altered. What is shown are processor seconds. ours
reads all catalogs, fills the memory and merges all; msgmerge is given one compendium (`-C`), made
beforehand, and pot2po a folder of memory: both merge the new brief alone. A peer that is not
installed is left out.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))

from tables import put, table

from ext_translations.po import parse
from midad import catalogs

HEAD = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
ALTERED = 12


def write(path: Path, entries: dict[str, str]) -> None:
    """Write a catalog."""
    path.parent.mkdir(parents=True, exist_ok=True)
    body = "".join(f'msgid "{a}"\nmsgstr "{b}"\n\n' for a, b in entries.items())
    path.write_text(HEAD + body, encoding="utf-8")


def words(count: int) -> list[str]:
    """Return made-up Arabic words, the first the commonest."""
    rnd = random.Random(1)  # noqa: S311 - no secret
    return ["".join(rnd.choices("ابتجحدرسشعفقكلمنهوي", k=rnd.randint(2, 8))) for _ in range(count)]


def publication(root: Path, briefs: int, messages: int) -> catalogs.Folders:
    """Write *briefs* translated briefs and a new one."""
    rnd = random.Random(2)  # noqa: S311
    known = words(8000)
    weights = [1 / (rank + 3) for rank in range(len(known))]
    made = catalogs.Folders(root / "locale", root / "docs", root / "pot")
    every: list[str] = []
    for brief in range(briefs):
        texts = [
            " ".join(rnd.choices(known, weights, k=rnd.randint(3, 40))) for _ in range(messages)
        ]
        every += texts
        name = f"briefs/2024/b{brief}"
        write(made.locale / f"en/LC_MESSAGES/{name}.po", dict.fromkeys(texts, "English of it"))
        write(made.templates / f"{name}.pot", dict.fromkeys(texts, ""))
    taken = rnd.sample([text for text in every if text.count(" ") > ALTERED], messages)
    altered = [f"{text.rpartition(' ')[0]} زيادة" for text in taken[:ALTERED]]
    write(made.templates / "new.pot", dict.fromkeys([*altered, *taken[ALTERED:]], ""))
    write(root / "memory/all.po", dict.fromkeys(every, "English of it"))
    return made


def counted(path: Path) -> tuple[int, int, int]:
    """Return how many messages are filled, fuzzy and empty."""
    entries = list(parse(path.read_text(encoding="utf-8")).live)
    fuzzy = sum(entry.fuzzy for entry in entries)
    empty = sum(not entry.is_translated for entry in entries)
    return len(entries) - fuzzy - empty, fuzzy, empty


def ours(folders: catalogs.Folders) -> float:
    """Update all catalogs; return processor seconds."""
    start = time.process_time()
    for _ in catalogs.carry_out(catalogs.plan(folders, "en")):
        pass
    return time.process_time() - start


def peer(command: list[str]) -> float | None:
    """Run a peer; return its processor seconds, or nothing if it is not there."""
    if not shutil.which(command[0]):
        return None
    before = os.times()
    subprocess.run(command, check=True, capture_output=True)
    after = os.times()
    return after.children_user + after.children_system - before[2] - before[3]


def main() -> None:
    """Run all, and print or write the table."""
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--briefs", type=int, default=300)
    options.add_argument("--messages", type=int, default=65)
    options.add_argument("--json", type=Path)
    options.add_argument("--readme", action="store_true")
    given = options.parse_args()
    found: list[dict[str, object]] = []

    def note(name: str, seconds: float | None, path: Path) -> None:
        if seconds is not None:
            filled, fuzzy, empty = counted(path)
            found.append(
                {"name": name, "seconds": seconds, "filled": filled, "fuzzy": fuzzy, "empty": empty}
            )

    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        made = publication(root, given.briefs, given.messages)
        pot, memory = made.templates / "new.pot", root / "memory/all.po"
        new = made.locale / "en/LC_MESSAGES/new.po"
        note("ours, all catalogs and the new one", ours(made), new)
        note("ours, nothing changed", ours(made), new)
        blank, out = root / "blank.po", root / "out.po"
        blank.write_text(HEAD, encoding="utf-8")
        command = ["msgmerge", "--previous", "-C", str(memory), "-o", str(out)]
        note("msgmerge -C, the new one", peer([*command, str(blank), str(pot)]), out)
        out.unlink(missing_ok=True)
        pot2po = str(Path(sys.executable).with_name("pot2po"))
        shutil.copy(blank, root / "before.po")
        command = [pot2po, "--progress=none", f"--tm={memory}", "-t", str(root / "before.po")]
        note("pot2po --tm, the new one", peer([*command, str(pot), str(out)]), out)
    columns = ("seconds", "filled", "fuzzy", "empty")
    rows = [
        [str(row["name"]), f"{row['seconds']:.2f}", *(str(row[key]) for key in columns[1:])]
        for row in found
    ]
    text = table([f"{given.briefs} × {given.messages} messages", *columns], rows)
    print(text)
    if given.json:
        given.json.write_text(json.dumps(found, indent=2), encoding="utf-8")
    if given.readme:
        put("update", text)


if __name__ == "__main__":
    main()
