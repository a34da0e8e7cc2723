"""A press with its first page open, and a township to print from."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from desktop.reports.furniture import Sheet
from desktop.reports.press import Press
from tests.desktop.reports.reading import Paper
from tests.desktop.reports.township import Township

PORTRAIT = Sheet("青石镇中心小学", "2026—2027学年度第一学期", "QS-XJ-01", date(2026, 11, 20))
LANDSCAPE = Sheet("青石镇中心小学", "2026—2027学年度第一学期", "QS-XJ-01", date(2026, 11, 20), landscape=True)


@pytest.fixture
def read() -> Callable[[Path], Paper]:
    return Paper


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "花名册.pdf"


@pytest.fixture
def press(target: Path) -> Iterator[Press]:
    with Press(target, "花名册", "青石镇中心学校") as press:
        press.begin(PORTRAIT)
        yield press


@pytest.fixture
def wide_press(target: Path) -> Iterator[Press]:
    with Press(target, "花名册", "青石镇中心学校") as press:
        press.begin(LANDSCAPE)
        yield press


@pytest.fixture
def township(tmp_path: Path) -> Iterator[Township]:
    township = Township(tmp_path)
    yield township
    township.office.workspace.changed = False
    township.office.close()
