"""The day's look round: a site's own categories, one press that is signed, what is wrong stands in the hazard book."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from db.errors import Trouble
from db.registers import Facility, Hazard, Patrol
from desktop.work import duties, history, patrols, tables
from tests.desktop.work.offices import TODAY, Offices


@pytest.fixture
def offices(tmp_path: Path) -> Iterator[Offices]:
    made = Offices(tmp_path)
    made.carry()
    for kind in ("canteen", "dormitory", "bus", "lab", "boiler", "gas"):
        made.add(made.point, Facility(school_id=made.point_id, kind=kind, present=False))
    yield made
    made.close()


def test_a_sheet_has_only_what_the_site_has(offices: Offices) -> None:
    labels = {label for _, label, _ in patrols.categories(offices.point, offices.point_id)}
    assert labels.isdisjoint({"食品", "宿舍", "实验室危化品", "特种设备"})
    assert {"消防", "用电", "校舍", "门卫安保", "校车与交通"} <= labels
    assert len({label for _, label, _ in patrols.categories(offices.center, offices.other_id)}) == 18
    traffic = next(
        items for _, label, items in patrols.categories(offices.point, offices.point_id) if label == "校车与交通"
    )
    assert all("驾驶人" not in item for item in traffic)


def test_all_in_order_is_one_entry_signed_and_timed_and_taken_back_as_one(offices: Offices) -> None:
    point = offices.point
    outcome = patrols.all_in_order(point, TODAY)
    sheet = patrols.sheet(point, TODAY)
    assert {line.result for line in sheet} == {"1"}
    assert {line.by for line in sheet} == {"刘运生"}
    assert all(len(line.at) == 5 for line in sheet)
    assert outcome.data["fine"] == len(sheet)
    assert patrols.all_in_order(point, TODAY).sentence == "这一天已经都查过了。"
    history.undo(point)
    assert {line.result for line in patrols.sheet(point, TODAY)} == {""}


def test_what_is_wrong_is_a_hazard_in_the_same_entry_and_the_rest_is_in_order(offices: Offices) -> None:
    point = offices.point
    told = patrols.wrong(point, TODAY, "18", "后山滚下一块石头", "操场西北角")
    row = bytes.fromhex(told.data["hazard"])
    line = tables.rows(point, Hazard, [row])[0]
    assert (line["what"], line["place"], line["category"], line["state"]) == (
        "后山滚下一块石头", "操场西北角", "防汛与地质灾害", "登记",
    )  # fmt: skip
    patrols.all_in_order(point, TODAY)
    results = {line.label: (line.result, line.hazard) for line in patrols.sheet(point, TODAY)}
    assert results["防汛与地质灾害"] == ("2", row)
    assert results["消防"] == ("1", None)
    with pytest.raises(Trouble, match="没有写是什么问题"):
        patrols.wrong(point, TODAY, "01", " ")
    with pytest.raises(Trouble, match="还没有到"):
        patrols.all_in_order(point, TODAY + timedelta(days=1))


def test_what_is_mended_on_the_spot_still_waits_for_another_person(offices: Offices) -> None:
    told = patrols.wrong(offices.point, TODAY, "02", "灯管松动", mended=True)
    line = tables.rows(offices.point, Hazard, [bytes.fromhex(told.data["hazard"])])[0]
    assert line["state"] in ("待复查", "待中心校复查")


def test_a_category_can_be_looked_at_again(offices: Offices) -> None:
    patrols.fine(offices.point, TODAY, patrols.category_called("消防"))
    patrols.take_back(offices.point, TODAY, "01")
    assert {line.result for line in patrols.sheet(offices.point, TODAY)} == {""}
    patrols.fine(offices.point, TODAY, "01")
    assert tables.count(offices.point, Patrol) == 1


def test_a_day_looked_round_is_proof_of_the_duty_at_the_center(offices: Offices) -> None:
    patrols.all_in_order(offices.point, TODAY)
    offices.carry()
    found = duties.board(offices.center, TODAY - timedelta(days=1), TODAY, offices.point_id)
    assert [d.state for d in found if d.name == "安全隐患日排查" and d.occasion.due_on == TODAY] == ["done"]
    assert date(2026, 11, 20) == TODAY
