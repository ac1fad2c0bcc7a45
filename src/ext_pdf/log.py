"""WeasyPrint's log lines, said so that an author knows what to mend. Plain Python.

A line that is not known here is passed on as it is.
"""

from __future__ import annotations

import re

from ext_arabic import messages

__ = messages.console("ext_pdf")


def N_(message: str) -> str:  # noqa: N802 - gettext's own name for "translate me later"
    """Mark *message* for the catalog."""
    return message


#: what `overflow` says of a table, with its line
_WIDE = re.compile(r"Table of line (\d+) is (\d+) mm too wide")
#: WeasyPrint 70's lines -> ours; the groups fill the blanks
_LINES: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        re.compile(r'\.notdef glyph rendered .*: "(.+)" \((U\+[0-9A-F]+)\)', re.DOTALL),
        N_("no font has the character “%s” (%s)"),
    ),
    (
        re.compile(r"No anchor #(.+) for internal URI reference"),
        N_("a link leads to “#%s”, which is not in this document"),
    ),
    (
        re.compile(r"Failed to load image at ['\"](.+?)['\"]: (.*)", re.DOTALL),
        N_("the image “%s” cannot be shown: %s"),
    ),
    (
        re.compile(r"Failed to load stylesheet at (\S+?) ?: (.+)", re.DOTALL),
        N_("the style sheet “%s” cannot be read: %s"),
    ),
    (
        re.compile(r"Failed to load font at ['\"](.+?)['\"]: (.+)", re.DOTALL),
        N_("the font file “%s” cannot be read: %s"),
    ),
    (
        re.compile(r"Font-face ['\"](.+)['\"] cannot be loaded"),
        N_("the font “%s” cannot be loaded"),
    ),
    (
        re.compile(
            r"Content discarded: target points to undefined anchor .*?['\"]#?([^'\"]+)['\"]\)*$"
        ),
        N_("a page number is asked of “%s”, which is not in this document"),
    ),
    (
        re.compile(r"Anchor defined twice: ['\"](.+)['\"]"),
        N_("two places in this document have the name “%s”"),
    ),
    (
        re.compile(r'Image "(.+)" has no required alt description'),
        N_("the image “%s” has no description (alternative text)"),
    ),
    (
        re.compile(r'Image "(.+)" has (\d+) dpi on page (\d+), not (\d+)'),
        N_("the picture “%s” is printed with %s dots an inch (page %s); asked for: %s"),
    ),
    (
        _WIDE,
        N_("the table of line %s is %s mm too wide for its page: shorten its words or part it"),
    ),
    (re.compile(r"Preflight: (.+)", re.DOTALL), N_("not fit for the press: %s")),
    (
        re.compile(r"Using fontTools instead of HarfBuzz-Subset.*", re.DOTALL),
        N_("this machine lacks the library HarfBuzz-Subset (“midad doctor” says how to get it)"),
    ),
)

#: why a file could not be read (raised in `render` and `files`; WeasyPrint gives no reason why a
#: picture is none) -> in the user's words
_REASONS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(?:\w+: )?no such file: .*", re.DOTALL), N_("there is no such file")),
    (re.compile(r"(?:\w+: )?cut off: .*", re.DOTALL), N_("the end of its file is missing")),
    (re.compile(r""), N_("its file is damaged, or no picture")),
    (
        re.compile(r"(?:\w+: )?(?:outside|leads out of) the job: .*", re.DOTALL),
        N_("only files of the publication can be read"),
    ),
    (
        re.compile(r".*URI uses disallowed protocol.*", re.DOTALL),
        N_("only files of the publication can be read"),
    ),
)


def explain(line: str, root: str) -> str:
    """Return *line* in the user's words; *root* is the public address left out of file names."""
    for pattern, message in _LINES:
        if found := pattern.fullmatch(line):
            return __(message) % tuple(_reason(group.replace(root, "")) for group in found.groups())
    return __("WeasyPrint: %s") % line.replace(root, "")


def find_line(line: str, source: str) -> int | None:
    """Return the line of the *source* text (from 1) that holds what *line* complains of.

    WeasyPrint names a character, a file or a link, but knows only the page made from the source.
    """
    if wide := _WIDE.fullmatch(line):
        return int(wide[1]) or None
    for pattern, _ in _LINES:
        found = pattern.fullmatch(line)
        if found and found.groups():
            name = found[1].rpartition("/")[2] or found[1]
            before, match, _ = source.partition(name)
            return before.count("\n") + 1 if match else None
    return None


def _reason(text: str) -> str:
    for pattern, message in _REASONS:
        if pattern.fullmatch(text):
            return __(message)
    return text
