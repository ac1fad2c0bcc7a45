"""What lives as long as the build is set aside, once a process."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

import pytest

from ext_citations import collector

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.conftest import Project


@pytest.fixture
def _first_build(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(collector, "_done", set())
    gc.unfreeze()
    usual = gc.get_threshold()
    yield
    gc.set_threshold(*usual)
    gc.unfreeze()


@pytest.mark.usefixtures("_first_build")
def test_references_and_documents_are_set_aside_and_what_comes_later_is_not(
    project: Project,
) -> None:
    entry = "- id: a\n  type: book\n  title: عنوان\n"
    project.extensions("ext_citations").write("references.yaml", entry)
    project.write("index.md", "# ع\n\nقيل {cite}`a`.\n")
    app = project.build("html", language="ar")
    assert gc.get_freeze_count() > 10_000
    domain = app.env.get_domain("cite")
    seen = {id(each) for each in gc.get_objects()}  # without what is set aside
    assert id(domain.formatter.library.references) not in seen  # type: ignore[attr-defined]
    assert id(domain.data["citations"]["index"]) not in seen
    later: list[list[int]] = [[]]
    assert id(later) in {id(each) for each in gc.get_objects()}


@pytest.mark.usefixtures("_first_build")
def test_a_second_build_of_a_process_sets_nothing_more_aside(project: Project) -> None:
    project.extensions("ext_citations").write("index.md", "# ع\n")
    project.write("references.yaml", "")
    project.build("html", language="ar")
    gc.unfreeze()
    project.build("html", language="en")
    assert gc.get_freeze_count() == 0


@pytest.mark.usefixtures("_first_build")
@pytest.mark.parametrize(("before", "after"), [(700, 20_000), (90_000, 90_000), (0, 0)])
def test_the_collector_waits_for_some_documents_but_never_less_than_it_did(
    project: Project, before: int, after: int
) -> None:
    gc.set_threshold(before)
    project.extensions("ext_citations").write("index.md", "# ع\n")
    project.write("references.yaml", "")
    project.build("html", language="ar")
    assert gc.get_threshold()[0] == after
