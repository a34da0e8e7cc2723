"""Settings as an office decides them: they hold at once, go back to what ships, travel, and only the center decides."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from db.errors import Trouble
from desktop.work import history, settings
from desktop.work.rights import NotOurs
from tests.desktop.work.offices import Offices


@pytest.fixture
def offices(tmp_path: Path) -> Iterator[Offices]:
    made = Offices(tmp_path)
    yield made
    made.close()


def test_a_decision_holds_at_once_goes_back_and_is_taken_back(offices: Offices) -> None:
    center = offices.center
    settings.decide(center, "figures.small", "９")
    assert center.setting("figures.small") == center.context.setting("figures.small") == 9
    settings.decide(center, "人数少于多少标注“样本过小”", "")
    assert center.setting("figures.small") == 5
    history.undo(center)
    assert center.setting("figures.small") == 9
    with pytest.raises(Trouble, match="不是数"):
        settings.decide(center, "figures.small", "很少")
    assert center.setting("figures.small") == 9


def test_the_center_decides_and_schools_receive_it(offices: Offices) -> None:
    settings.decide(offices.center, "figures.small", "7")
    offices.carry()
    assert offices.point.setting("figures.small") == 7
    with pytest.raises(NotOurs):
        settings.decide(offices.point, "figures.small", "3")
    told = {one["name"]: one for one in settings.described(offices.point)}
    assert (told["figures.small"]["shown"], told["figures.small"]["decided"]) == ("7", True)
