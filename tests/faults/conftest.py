"""A township that has exchanged everything once: built one time, copied with its settings for every test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.db.handoff import sides
from tests.db.handoff.sides import Township


@pytest.fixture(scope="session")
def made_township(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("township")
    with pytest.MonkeyPatch.context() as patch:
        sides.another_machine(patch, folder / "settings")
        sides.found(folder)
    return folder


@pytest.fixture
def township(made_township: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Township]:
    sides.copied(made_township, tmp_path)
    sides.another_machine(monkeypatch, tmp_path / "settings")
    made = Township(tmp_path)
    yield made
    made.close()
