"""Build tiny real projects, and fail on every warning that a test does not name."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import lxml.html
import pytest
from docutils.parsers.rst import directives, roles
from hypothesis import HealthCheck, settings
from sphinx.application import Sphinx
from sphinx.util.console import strip_colors
from sphinx.util.docutils import additional_nodes, unregister_node

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# machines are noisy: no example is timed; where CI is set every run tries the same examples
settings.register_profile(
    "midad",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize=bool(os.environ.get("CI")),
)
settings.load_profile("midad")

SHARED = Path(__file__).parents[2] / "shared"

#: what docutils knows before any application has registered its own
_KNOWN: tuple[dict[str, Any], ...] = (
    roles._roles,  # type: ignore[attr-defined] # private, and not in the stubs
    directives._directives,  # type: ignore[attr-defined]
)
_FIRST = tuple(dict(known) for known in _KNOWN)


@dataclass
class Project:
    """A Sphinx project in a temporary folder, written and built by a test."""

    root: Path
    #: extensions besides ``myst_parser``
    names: list[str] = field(default_factory=list)
    #: lines added to ``conf.py``
    lines: list[str] = field(default_factory=list)
    #: the last build's warnings, without colours
    log: str = ""
    outdir: Path = Path()

    @property
    def src(self) -> Path:
        """The folder of the sources."""
        return self.root / "docs"

    def extensions(self, *names: str) -> Project:
        """Name the extensions of the project."""
        self.names.extend(names)
        return self

    def conf(self, *lines: str) -> Project:
        """Add lines to ``conf.py``."""
        self.lines.extend(lines)
        return self

    def write(self, name: str, text: str) -> Path:
        """Write one file below the source folder."""
        path = self.src / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def app(
        self,
        builder: str = "html",
        *,
        language: str = "ar",
        parallel: int = 1,
        **overrides: Any,
    ) -> Sphinx:
        """Make the application, unbuilt."""
        self.src.mkdir(parents=True, exist_ok=True)
        head = [
            f"extensions = {['myst_parser', *self.names]!r}",
            "language = 'ar'",
            "smartquotes = False",
        ]
        (self.src / "conf.py").write_text("\n".join([*head, *self.lines, ""]), encoding="utf-8")
        self.outdir = self.root / "_build" / language / builder
        doctrees = "gettext-doctrees" if builder == "gettext" else "doctrees"
        self.warnings = StringIO()
        forget_registrations()
        return Sphinx(
            self.src,
            self.src,
            self.outdir,
            self.root / "_build" / language / doctrees,
            builder,
            confoverrides={"language": language, **overrides},
            status=None,
            warning=self.warnings,
            parallel=parallel,
        )

    def build(
        self,
        builder: str = "html",
        *,
        language: str = "ar",
        warnings: Sequence[str] = (),
        force: bool = False,
        **overrides: Any,
    ) -> Sphinx:
        """Build, and compare the warnings with the regular expressions named."""
        app = self.app(builder, language=language, **overrides)
        app.build(force_all=force)
        self.log = strip_colors(self.warnings.getvalue())
        lines = [
            line for line in self.log.splitlines() if re.search(r"WARNING|ERROR|CRITICAL", line)
        ]
        unexpected = [line for line in lines if not any(re.search(w, line) for w in warnings)]
        missing = [w for w in warnings if not any(re.search(w, line) for line in lines)]
        assert not unexpected, "unexpected warnings:\n" + self.log
        assert not missing, f"these warnings did not come: {missing}\n{self.log}"
        return app

    def html(self, docname: str = "index") -> str:
        """Return a page of the last build."""
        return (self.outdir / f"{docname}.html").read_text(encoding="utf-8")

    def soup(self, docname: str = "index") -> lxml.html.HtmlElement:
        """Return a page of the last build as an lxml tree."""
        return lxml.html.document_fromstring(self.html(docname))


def forget_registrations() -> None:
    """Let the next application of this process begin as the first one did."""
    for node in list(additional_nodes):
        unregister_node(node)
        additional_nodes.discard(node)
    for known, first in zip(_KNOWN, _FIRST, strict=True):
        known.clear()
        known.update(first)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """Return an empty project; what its applications registered is forgotten afterwards."""
    yield Project(tmp_path)
    forget_registrations()


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder of manuscripts and test data; skip by name where it is absent."""
    if not SHARED.is_dir():
        pytest.skip(f"test data not here: {SHARED.name}/")
    return SHARED
