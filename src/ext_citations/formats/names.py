"""Names in BibTeX and BibLaTeX as CSL-JSON has them, and back.

BibTeX's three forms (``First von Last``; ``von Last, First``; ``von Last, Jr, First``) and
BibLaTeX's own (``family=…, given=…``). A name in Arabic script (and any script that knows no
capitals and runs right to left) is split by a comma only, ``,`` or ``،``: عبد الله and بن سلمان
stay whole.
"""

from __future__ import annotations

import re
from typing import Any

from ext_arabic.direction import first_strong

from .latex import decode
from .latex_out import encode

#: “and others”, in the script of the names before it
OTHERS = {"ltr": "others", "rtl": "آخرون"}
_LETTERS = re.compile(r"\\.|[{}]|[ \t\n~]+|[,،]|[^\\{}, \t\n~،]+|\\", re.DOTALL)
_ARTICLE = re.compile(r"(?:al|el|ad|adh|an|ar|as|ash|at|ath|az)[-‑’']\S", re.IGNORECASE)
_PARTS = {
    "family": "family",
    "given": "given",
    "suffix": "suffix",
    "prefix": "non-dropping-particle",
}
_KEYED = re.compile(r"\s*(family|given|prefix|suffix|useprefix|[a-z]+(?:-i)?)\s*=", re.IGNORECASE)


def read_names(text: str, *, prefix: bool = True) -> list[dict[str, Any]]:
    """Return the names in a field's *text*; with *prefix*, “von” is a part of the family name."""
    names: list[dict[str, Any]] = []
    for words in _split(text):
        whole = "".join(words)
        if not whole.strip():
            continue
        if whole.strip() in {"others", "وآخرون", "آخرون"}:
            first = " ".join(str(value) for value in names[0].values()) if names else whole
            names.append({"literal": OTHERS[first_strong(first) or "ltr"]})
            continue
        keyed = _KEYED.match(whole)
        name = _keyed_name(words) if keyed else _name(words, prefix=prefix)
        if name:
            names.append(name)
    return names


def _split(text: str) -> list[list[str]]:
    """Return the names in *text* as lists of pieces: blanks, commas, words and groups in braces."""
    names: list[list[str]] = [[]]
    depth = 0
    group: list[str] = []
    for piece in _LETTERS.findall(text):
        if piece == "{":
            depth += 1
        if depth:
            group.append(piece)
            if piece == "}":
                depth -= 1
                if not depth:
                    _add(names[-1], "".join(group))
                    group = []
        elif piece == "}":
            continue
        elif piece.isspace() or piece == "~" or not piece.strip(" \t\n~"):
            name = names[-1]
            if len(name) > 1 and name[-1].lower() == "and" and name[-2] == " ":
                del name[-2:]
                names.append([])
            elif name and name[-1] != " ":
                name.append(" ")
        elif piece in {",", "،"}:
            names[-1].append(piece)
        else:
            _add(names[-1], piece)
    if group:
        _add(names[-1], "".join(group) + "}" * depth)
    return names


def _add(name: list[str], piece: str) -> None:
    """Add *piece* to the word before it, or begin a word."""
    if name and name[-1] not in {" ", ",", "،"}:
        name[-1] += piece
    else:
        name.append(piece)


def _name(pieces: list[str], *, prefix: bool) -> dict[str, Any]:
    parts: list[list[str]] = [[]]
    for piece in pieces:
        if piece in {",", "،"}:
            parts.append([])
        elif piece != " ":
            parts[-1].append(piece)
    sections = [part for part in parts if part]
    whole = decode("".join(pieces).strip(" ,،"))
    if not whole:
        return {}
    if len(sections) == 1:
        words = sections[0]
        if len(words) == 1 or first_strong(whole) == "rtl":
            return {"literal": whole}
        return _named(*_first_last(words), prefix=prefix)
    von, last = _von(sections[0])
    given = sections[-1] if len(sections) > 1 else []
    suffix = [word for part in sections[1:-1] for word in part]
    return _named(given, von, last, suffix, prefix=prefix)


def _first_last(words: list[str]) -> tuple[list[str], list[str], list[str]]:
    """Split “First von Last”: the last word is always in Last, a small word begins von."""
    if _ARTICLE.match(words[-1]):
        return words[:-1], [], words[-1:]
    for index, word in enumerate(words[:-1]):
        if _is_small(word):
            von, last = _von(words[index:])
            return words[:index], von, last
    return words[:-1], [], words[-1:]


def _von(words: list[str]) -> tuple[list[str], list[str]]:
    """Split “von Last” after the last small word; the last word is always in Last."""
    if first_strong(" ".join(words)) == "rtl":
        return [], words
    end = max((i + 1 for i, word in enumerate(words[:-1]) if _is_small(word)), default=0)
    return words[:end], words[end:]


def _is_small(word: str) -> bool:
    """Tell whether BibTeX takes *word* for a “von”: small letters outside of braces."""
    if word.startswith("{") and not word.startswith("{\\"):
        return False
    text = decode(word)
    return text[:1].islower() and not _ARTICLE.match(text)


def _named(
    given: list[str],
    von: list[str],
    last: list[str],
    suffix: list[str] | None = None,
    *,
    prefix: bool,
) -> dict[str, Any]:
    end = len(given)
    while end > 1 and _is_small(given[end - 1]):
        end -= 1  # Goethe, Johann Wolfgang von
    dropping = [*([] if prefix else von), *given[end:]]
    parts = {
        "family": last,
        "given": given[:end],
        "suffix": suffix or [],
        "non-dropping-particle": von if prefix else [],
        "dropping-particle": dropping,
    }
    name = {key: decode(" ".join(words)) for key, words in parts.items()}
    return {key: value for key, value in name.items() if value}


def _keyed_name(pieces: list[str]) -> dict[str, Any]:
    """Read BibLaTeX's ``family=Meer, given=Anna, prefix=van der, useprefix=true``."""
    values: dict[str, str] = {}
    key = ""
    for piece in [*pieces, ","]:
        found = _KEYED.match(piece)
        if found and not (key and values.get(key) == ""):
            key = found[1].lower()
            values[key] = piece[found.end() :]
        elif piece not in {",", "،"} and key:
            values[key] += piece
    name = {_PARTS[key]: decode(value) for key, value in values.items() if key in _PARTS}
    if values.get("useprefix", "true").strip().lower() == "false":
        particle = name.pop("non-dropping-particle", "")
        name["dropping-particle"] = particle
    name = {key: value for key, value in name.items() if value}
    return {"literal": name["family"]} if list(name) == ["family"] else dict(name)


def write_names(names: Any) -> str:
    """Return a CSL-JSON list of *names* as BibTeX writes it."""
    written = (
        [_write(name) for name in names if isinstance(name, dict)]
        if isinstance(names, list)
        else []
    )
    if len(written) > 1 and written[-1] in {"{others}", "{آخرون}"}:
        rtl = first_strong(written[0]) == "rtl"
        if (written[-1] == "{آخرون}") == rtl:
            written[-1] = "others"
    return " and ".join(filter(None, written))


def _write(name: dict[str, Any]) -> str:
    def get(key: str) -> str:
        return encode(str(name.get(key) or ""))

    family, given = get("family"), get("given")
    if not family or not given:
        whole = " ".join(
            filter(None, (get("literal"), given, get("non-dropping-particle"), family))
        )
        return f"{{{whole}}}" if whole else ""
    if re.search(r"[,،]|\band\b", family) or any(_is_small(word) for word in family.split(" ")):
        family = f"{{{family}}}"
    given = f"{{{given}}}" if re.search(r"[,،]|\band\b", given) else given
    von, dropping, suffix = get("non-dropping-particle"), get("dropping-particle"), get("suffix")
    parts = [
        f"{von} {family}".strip(),
        f"{{{suffix}}}" if "," in suffix else suffix,
        f"{given} {dropping}".strip(),
    ]
    return ", ".join(filter(None, parts))
