"""What lives as long as the build is set aside once, and what a later build leaves is collected."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

import pytest

from ext_citations import collector

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.conftest import Project


@pytest.fixture
def nothing_aside() -> Iterator[None]:
    gc.unfreeze()
    yield
    gc.unfreeze()


def test_references_are_set_aside_before_anything_is_read(
    project: Project, nothing_aside: None
) -> None:
    project.extensions("ext_citations").write(
        "references.yaml", "- id: a\n  type: book\n  title: عنوان\n"
    )
    project.write("index.md", "# ع\n\nقيل {cite}`a`.\n")
    app = project.build("html", language="ar")
    frozen = gc.get_freeze_count()
    assert frozen > 10_000
    library = app.env.get_domain("cite").formatter.library  # type: ignore[attr-defined]
    seen = {id(each) for each in gc.get_objects()}  # without what is set aside
    assert id(library.references) not in seen


def test_a_second_build_of_a_process_sets_nothing_more_aside(nothing_aside: None) -> None:
    collector.on_builder_inited(None)  # type: ignore[arg-type]
    frozen = gc.get_freeze_count()
    left = [[] for _ in range(1000)]  # type: ignore[var-annotated]
    collector.on_builder_inited(None)  # type: ignore[arg-type]
    assert gc.get_freeze_count() <= frozen
    assert left
