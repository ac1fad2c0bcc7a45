"""Put tables into ``benchmarks/README.md``, between the marks that name them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

README = Path(__file__).parent / "README.md"


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a Markdown table; all columns but the first are numbers."""
    rule = ["---"] + ["--:"] * (len(head) - 1)
    return "\n".join("| " + " | ".join(row) + " |" for row in (head, rule, *rows))


def put(name: str, text: str) -> None:
    """Replace what stands in the README between the marks of *name*."""
    readme = README.read_text(encoding="utf-8")
    pattern = re.compile(rf"(<!-- {name} -->\n).*?(<!-- /{name} -->)", re.DOTALL)
    if not pattern.search(readme):
        message = f"no marks <!-- {name} --> in {README}"
        raise SystemExit(message)
    README.write_text(pattern.sub(rf"\g<1>{text}\n\g<2>", readme), encoding="utf-8")
