"""`midad approve` changes nothing where anything is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from midad import durable

if TYPE_CHECKING:
    from pathlib import Path

    from tests.midad.conftest import Publication

CATALOGS = "locale/en/LC_MESSAGES"


@pytest.mark.parametrize(
    ("fault", "message"),
    [
        (durable.ChangedError, "one.po was changed meanwhile; try again."),
        (OSError, "Cannot write in"),
    ],
)
def test_an_approval_that_cannot_be_written_leaves_the_catalog(
    publication: Publication, monkeypatch: pytest.MonkeyPatch, fault: type[Exception], message: str
) -> None:
    path = publication.root / CATALOGS / "briefs/2024/one.po"
    before = path.read_bytes()

    def fail(file: Path, *_: object) -> None:
        raise fault(file)

    monkeypatch.setattr(durable, "write", fail)
    result = publication.run("approve", "--by", "Layla", str(path))
    assert result.exit_code == 1
    assert message in result.output
    assert path.read_bytes() == before


def test_nothing_is_approved_where_one_catalog_is_broken(publication: Publication) -> None:
    publication.write(f"{CATALOGS}/two.po", 'msgid "a"\nmsgstr "b"\n<<<<<<< ours\n')
    before = (publication.root / CATALOGS / "index.po").read_bytes()
    result = publication.run("approve", "--by", "Layla", "locale")
    assert result.exit_code == 1
    assert f"nothing was changed.\n{CATALOGS}/two.po:3:1: a merge mark" in result.output
    assert (publication.root / CATALOGS / "index.po").read_bytes() == before
