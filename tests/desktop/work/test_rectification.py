"""Putting things right, between a point and its center: numbers, steps, who may re-check, and what the lists say."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from db import query
from db.errors import Trouble
from db.registers import Finding, FindingStep, Hazard, HazardStep, Staff
from db.registers.rectified import case_of
from db.rules import rectification as rule
from desktop.work import history, rectification, rows, tables
from desktop.work.rectification_way import way
from tests.desktop.work.offices import TODAY, Offices

LATER = TODAY + timedelta(days=7)


@pytest.fixture
def offices(tmp_path: Path) -> Iterator[Offices]:
    made = Offices(tmp_path)
    for name in ("刘运生", "贺兰"):
        made.add(made.point, Staff(name=name, school_id=made.point_id))
    yield made
    made.close()


def enter(offices: Offices, what: str = "教案缺第三单元") -> bytes:
    made = Finding(what=what, school_id=offices.point_id, responsible="刘运生")
    return bytes.fromhex(rectification.enter(offices.point, made).data["id"])


def state(office: object, row: bytes) -> str:
    return str(tables.rows(office, Finding, [row])[0]["state"])  # type: ignore[arg-type]


def test_numbers_run_on_in_a_school_and_a_year(offices: Offices) -> None:
    numbers = [rectification.standing(offices.point, Finding, enter(offices))[0]["number"] for _ in range(3)]
    assert numbers == ["JX-2026-001", "JX-2026-002", "JX-2026-003"]
    other = Finding(what="作业未批", school_id=offices.other_id)
    assert rectification.enter(offices.center, other).data["number"] == "JX-2026-001"


def test_what_is_done_for_now_has_its_day_and_changes_no_state(offices: Offices) -> None:
    office, found_on = offices.center, TODAY - timedelta(days=5)
    made = Hazard(what="围墙裂缝", school_id=offices.center.school_id, found_on=found_on)
    row = bytes.fromhex(rectification.enter(office, made).data["id"])
    rectification.grade(office, Hazard, row, "1")
    for on, why in ((TODAY + timedelta(days=1), "还没有到"), (found_on - timedelta(days=1), "比发现日期还早")):
        with pytest.raises(Trouble, match=why):
            rectification.control(office, row, "拉警戒", on)
    with pytest.raises(Trouble, match="没有写"):
        rectification.control(office, row, " ")
    rectification.control(office, row, "拉警戒", found_on)
    rectification.control(office, row, "拉警戒，停用通道")
    assert tables.rows(office, Hazard, [row])[0]["state"] == "待整改"
    assert tables.rows(office, Hazard, [row])[0]["control"] == "拉警戒，停用通道"
    steps = [
        one for one in tables.table(office, HazardStep, where=[("hazard", row.hex())]).rows if one["kind"] == "临时管控"
    ]
    assert [(one["happened_on"], one["what"]) for one in steps] == [
        (found_on.isoformat(), "拉警戒"), (TODAY.isoformat(), "拉警戒，停用通道"),
    ]  # fmt: skip
    rectification.answer(office, Hazard, row, "已砌好", by="刘运生")
    rectification.recheck(office, Hazard, row, passed=True, by="贺兰")
    with pytest.raises(Trouble, match="已经销号"):
        rectification.control(office, row, "拉警戒")


def test_from_notice_to_closing_by_another_teacher_and_back(offices: Offices) -> None:
    point, row = offices.point, enter(offices)
    rectification.notify(point, Finding, row, LATER, number="青中校整〔2026〕1号")
    assert state(point, row) == "整改中"
    rectification.extend(point, Finding, row, LATER + timedelta(days=3), "等教材")
    assert rectification.answer(point, Finding, row, "已补写").data["state"] == rule.RECHECK
    with pytest.raises(Trouble, match="不能是整改责任人或申请复查的人"):
        rectification.recheck(point, Finding, row, passed=True)
    done = rectification.recheck(point, Finding, row, passed=True, by="贺兰")
    assert done.sentence == "复查合格，已销号。"
    assert state(point, row) == "已销号"
    told = tables.table(point, FindingStep, where=[("finding", row.hex())]).rows
    assert [line["kind"] for line in told] == ["下达通知", "延期", "申请复查", "复查合格"]
    with pytest.raises(Trouble, match="已经销号"):
        rectification.answer(point, Finding, row, "再补")
    history.undo(point)
    assert state(point, row) == "待复查"
    assert rows.change(point, Finding, row, {"closed_on": "2026-11-20"}).attention, "not by typing a day either"


def test_a_point_with_one_teacher_waits_for_the_center_and_the_center_re_checks(offices: Offices) -> None:
    point = offices.point
    (left,) = tables.ids(point, Staff, "贺兰")
    rows.change(point, Staff, left, {"status": "调出"})
    row = enter(offices)
    assert "只有一位老师" in rectification.answer(point, Finding, row, "已补写").sentence
    assert state(point, row) == "待中心校复查"
    with pytest.raises(Trouble, match="只有一位老师"):
        rectification.recheck(point, Finding, row, passed=True, by="贺兰")
    offices.carry()
    assert row in tables.ids(offices.center, Finding, where=[("state", "待中心校复查")])
    rectification.recheck(offices.center, Finding, row, passed=True, way="2")
    offices.carry()
    assert state(point, row) == "已销号"
    line = tables.rows(point, Finding, [row])[0]
    assert (line["rechecked_by"], line["rechecker_school"], line["recheck_way"]) == (
        "王秀兰",
        "青石镇中心学校",
        "看照片",
    )


def test_lists_say_the_same_as_the_rules_of_every_case(offices: Offices) -> None:
    point = offices.point
    for count in range(24):
        row = enter(offices, f"问题{count}")
        with point.change("填写") as change:
            kept = change.get(Finding, row)
            kept.due_on = TODAY - timedelta(days=count % 5 - 2) if count % 2 else None
            kept.notified_on = TODAY if count % 3 else None
            kept.rectified_on = TODAY if count % 4 in (1, 2) else None
            kept.recheck_result = [None, "0", "1", "2"][count % 4]
            kept.closed_on = TODAY if count % 4 == 2 and count % 8 < 4 else None
    with point.look() as connection:
        ids = query.ids(connection, Finding, query.Question(), point.context)
        found = query.values(connection, Finding, ids, point.context)
    assert len(found) == 24
    for line in found:
        case = case_of(line, needs_grade=False, context=point.context)
        assert line["state"] == rule.state(case)
        assert (line["days_late"] or 0) == rule.days_late(case.due_on, case.rectified_on, TODAY)
        assert line["days_open"] == rule.days_open(date.fromisoformat(line["found_on"]), case.closed_on, TODAY)


def test_the_way_of_a_hazard_as_stations(offices: Offices) -> None:
    point = offices.point
    made = Hazard(what="插座松动", school_id=offices.point_id, responsible="刘运生")
    row = bytes.fromhex(rectification.enter(point, made).data["id"])

    def now() -> list[str]:
        return [f"{s.name}:{s.at}" for s in way(point, Hazard, row).stations if s.at != "ahead"]

    assert now() == ["发现:done", "定级:now"]
    rectification.grade(point, Hazard, row, rule.GENERAL)
    assert now() == ["发现:done", "定级:done", "下达:now"]
    with pytest.raises(Trouble, match="比发现日期还早"):
        rectification.notify(point, Hazard, row, LATER, on=TODAY - timedelta(days=1))
    rectification.notify(point, Hazard, row, LATER)
    rectification.answer(point, Hazard, row, "换了新插座")
    stations = {s.name: s for s in way(point, Hazard, row).stations}
    assert (stations["整改"].at, stations["整改"].said) == ("done", "换了新插座")
    assert (stations["复查"].at, stations["复查"].said) == ("now", "须由另一位老师复查（不能是刘运生）。")
    rectification.recheck(point, Hazard, row, passed=False, by="贺兰", due_on=LATER)
    assert next(s for s in way(point, Hazard, row).stations if s.at == "now").said == "责任人 刘运生　上次复查不合格"
    point.today = LATER + timedelta(days=3)
    assert way(point, Hazard, row).late == 3
