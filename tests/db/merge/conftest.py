"""A center and two schools with files of their own, and sticks between them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.laws.township import Machine, Township, at_play, founded


@pytest.fixture(scope="session")
def templates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("templates")
    founded(folder)
    return folder


@pytest.fixture
def township(templates: Path, tmp_path: Path) -> Iterator[Township]:
    with at_play(templates, tmp_path, 3) as played:
        yield played


@pytest.fixture
def center(township: Township) -> Machine:
    return township.machines[0]


@pytest.fixture
def south(township: Township) -> Machine:
    return township.machines[1]


@pytest.fixture
def north(township: Township) -> Machine:
    return township.machines[2]
