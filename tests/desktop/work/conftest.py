"""The sample township, built once for all tests that look at it; and an office of a center school, fresh for each."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from desktop.work import sample
from desktop.work.office import Office


@pytest.fixture(scope="session")
def town(tmp_path_factory: pytest.TempPathFactory) -> sample.Sample:
    return sample.build(tmp_path_factory.mktemp("样例"))


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("founded") / "office.xiangxiao"
    office = Office.found(file, "青石镇中心学校", "center", "", "王老师", date(2026, 11, 21))
    office.workspace.changed = False
    office.close()
    return file


@pytest.fixture
def office(founded: Path, tmp_path: Path) -> Iterator[Office]:
    opened = Office.open(Path(shutil.copy(founded, tmp_path / "office.xiangxiao")), "王老师", date(2026, 11, 21))
    yield opened
    opened.workspace.changed = False
    opened.close()
