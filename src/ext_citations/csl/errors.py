"""The one error that the style engine raises, for styles, locales and data that are wrong."""

from __future__ import annotations


class CslError(ValueError):
    """Something in a style, a locale or the references is wrong; says where.

    Raised when a style or a locale is read or compiled, and for data that no reading can save.
    """

    def __init__(self, file: str, line: int, element: str, message: str) -> None:
        super().__init__(file, line, element, message)
        #: the file's path, or a name for what did not come from a file
        self.file = file
        #: counted from 1; 0 where no line is known
        self.line = line
        #: the XML element or the item that is wrong
        self.element = element
        self.message = message

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        what = f"<{self.element}>: " if self.element else ""
        return f"{place}: {what}{self.message}"
