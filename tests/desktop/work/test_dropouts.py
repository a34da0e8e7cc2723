"""Dropout control as an office does it: from an absence to a case, a month that comes out, rates that add up."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from db.dropouts import rates
from db.errors import Trouble
from db.registers import (
    Absence,
    Child,
    Document,
    DocumentField,
    DropoutCase,
    DropoutReport,
    HomeVisit,
    RollCall,
    School,
    SchoolClass,
    Student,
)
from desktop.work import deadlines, dropout_letters, dropouts, history, movements, rows, settings, tables
from desktop.work.office import Office
from tests.desktop import founding

TODAY = date(2026, 11, 20)
CENTER, POINT = "青石镇中心学校", "黑沟教学点"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """Five pupils of class 五（1）班 at the center, one at the point, all there since September."""
    opened = founding.found(tmp_path / "台账.xiangxiao", CENTER, "center", "", "王秀兰", TODAY)
    rows.add(opened, School, {"name": POINT, "kind": "教学点"})
    rows.add(opened, SchoolClass, {"entry_year": "2022", "number": "1"})
    for name in ("白雨桐", "何佳慧", "李强", "欧阳静怡", "张三"):
        rows.add(opened, Student, {"name": name, "sex": "女", "class": "五（1）班", "entered_in": "2022-09"})
    rows.add(
        opened, Student, {"name": "马小山", "sex": "男", "school": POINT, "stage": "小学", "entered_in": "2024-09"}
    )
    yield opened
    opened.workspace.changed = False
    opened.close()


def absent(office: Office, *days: str, **typed: str) -> list[bytes]:
    for day in days:
        rows.add(office, RollCall, {"class": "五（1）班", "on": day, "expected": "5", "present": "4"})
        rows.add(office, Absence, {"student": "李强", "on": day, "reason": "未说明", **typed})
    return tables.ids(office, Absence, sort=["on"])


def move(office: Office, kind: str, name: str, **typed: str) -> None:
    movements.do(office, kind, tables.ids(office, Student, name)[0], typed)


def shown(office: Office, register: Any, **where: str) -> list[dict[str, Any]]:
    found = tables.ids(office, register, where=list(where.items()))
    return tables.rows(office, register, found, show_private=True)


def report(office: Office, month: str = "2026-11", school: str = CENTER) -> dict[str, Any]:
    (row,) = shown(office, DropoutReport, month=month, school=school)
    return row


# -- a case ---------------------------------------------------------------------------------------------------


def test_an_absence_becomes_a_case_with_the_steps_that_were_taken(office: Office) -> None:
    keys = absent(office, "2026-11-17", "2026-11-18", "2026-11-19")
    rows.change(
        office, Absence, keys[0], {"called_on": "2026-11-17", "visited_on": "2026-11-17", "visited_by": "陈大勇"}
    )
    rows.change(office, Absence, keys[1], {"dean_on": "2026-11-18"})
    outcome = dropouts.from_absences(office, [keys[-1]])
    (case,) = shown(office, DropoutCase)
    assert (case["name"], case["left_on"], case["found_on"]) == ("李强", "2026-11-17", "2026-11-20")
    assert (case["called_on"], case["dean_on"], case["visits"]) == ("2026-11-17", "2026-11-18", "1")
    assert (case["state"], case["next_step"]) == ("劝返中", "校长与村联合家访")
    assert [visit["visitors"] for visit in shown(office, HomeVisit)] == ["陈大勇"]
    assert outcome.data["cases"]
    history.undo(office)
    assert shown(office, DropoutCase) == shown(office, HomeVisit) == []


def test_an_absence_that_is_over_counts_from_the_days_chosen(office: Office) -> None:
    keys = absent(office, "2026-11-09", "2026-11-10")
    rows.change(office, Absence, keys[1], {"dean_on": "2026-11-10"})
    for day in ("2026-11-11", "2026-11-12"):
        rows.add(office, RollCall, {"class": "五（1）班", "on": day, "expected": "5", "present": "5"})
    dropouts.from_absences(office, list(reversed(keys)))
    (case,) = shown(office, DropoutCase)
    assert (case["left_on"], case["dean_on"]) == ("2026-11-09", "2026-11-10")


def test_the_workbench_names_the_next_step_of_an_open_case(office: Office) -> None:
    dropouts.from_absences(office, absent(office, "2026-11-18"))
    (waits,) = [one for one in deadlines.waiting(office, TODAY) if one.kind.register == "dropout_cases"]
    assert (waits.kind.said, waits.title, waits.due_on) == ("控辍下一步", "李强", date(2026, 11, 18))
    dropouts.back(office, [waits.row])
    assert [one for one in deadlines.waiting(office, TODAY) if one.kind.register == "dropout_cases"] == []


def test_a_pupil_with_an_open_case_gets_no_second_one(office: Office) -> None:
    keys = absent(office, "2026-11-18", "2026-11-19")
    dropouts.from_absences(office, keys)
    with pytest.raises(Trouble, match="李强已经有"):
        dropouts.from_absences(office, keys)
    assert len(shown(office, DropoutCase)) == 1


def test_a_case_is_confirmed_and_comes_to_its_end_once(office: Office) -> None:
    dropouts.from_absences(office, absent(office, "2026-11-18"))
    key = tables.ids(office, DropoutCase)
    dropouts.confirm(office, key)
    (case,) = shown(office, DropoutCase)
    assert (case["kind"], case["confirmed_on"]) == ("辍学", "2026-11-20")
    dropouts.back(office, key)
    (case,) = shown(office, DropoutCase)
    assert (case["state"], case["placement"], case["settled_on"]) == ("已返校", "原班就读", "2026-11-20")
    with pytest.raises(Trouble, match="已经结案"):
        dropouts.back(office, key)


def test_a_letter_is_numbered_names_what_was_tried_and_is_known_to_the_case(office: Office) -> None:
    rows.change(office, Student, tables.ids(office, Student, "李强")[0], {"member1_name": "李大山"})
    dropouts.from_absences(office, absent(office, "2026-11-17", visited_on="2026-11-17"))
    keys = tables.ids(office, DropoutCase)
    outcome = dropout_letters.letters(office, keys)
    (case,) = shown(office, DropoutCase)
    assert (case["letter_on"], case["return_by"], case["state"]) == ("2026-11-20", "2026-11-27", "已发劝学通知")
    assert case["letter_mark"].endswith("〔2026〕1号")
    assert case["notice"]
    (document,) = shown(office, Document)
    assert (document["state"], document["mark"]) == ("已签发", case["letter_mark"])
    said = {row["name"]: row["value"] for row in shown(office, DocumentField)}
    assert said["情况"] == "学校已于11月17日家访劝返。"
    assert "李强" in outcome.sentence
    history.undo(office)
    assert shown(office, DropoutCase)[0]["letter_on"] == ""


def test_no_letter_goes_to_nobody_or_for_a_closed_case(office: Office) -> None:
    dropouts.from_absences(office, absent(office, "2026-11-17"))
    keys = tables.ids(office, DropoutCase)
    with pytest.raises(Trouble, match="没有写监护人"):
        dropout_letters.letters(office, keys)
    dropouts.back(office, keys)
    with pytest.raises(Trouble, match="已经结案"):
        dropout_letters.letters(office, keys)


# -- the month ------------------------------------------------------------------------------------------------


def test_a_month_fills_itself_from_roll_cases_visits_and_letters(office: Office) -> None:
    dropouts.from_absences(office, absent(office, "2026-11-17", visited_on="2026-11-17"))
    key = tables.ids(office, DropoutCase)[0]
    rows.change(office, DropoutCase, key, {"letter_on": "2026-11-19"})
    movements.do(
        office, "31", tables.ids(office, Student, "张三")[0], {"happened_on": "2026-11-10", "place": "县城小学"}
    )
    rows.add(office, Child, {"name": "张小", "born_on": "2017-05-01", "in_school": "否"})
    said = dropouts.report_month(office)
    row = report(office)
    figures = {name: row[name] for name in ("at_start", "came", "left", "died", "at_end", "suspected_new", "visits")}
    assert figures == {
        "at_start": "5", "came": "0", "left": "1", "died": "0", "at_end": "4", "suspected_new": "1", "visits": "1",
    }  # fmt: skip
    assert (row["suspected_left"], row["letters"], row["of_age"], row["not_in_school"]) == ("1", "1", "1", "1")
    assert said.data["schools"] == 2, "the point has no machine of its own: the center writes its report too"
    assert report(office, school=POINT)["at_end"] == "1"
    assert DropoutReport.fields()["at_end"].label == "月末在校"


def test_months_join_and_a_closed_one_stays_as_it_was(office: Office) -> None:
    dropouts.from_absences(office, absent(office, "2026-10-20"))
    key = tables.ids(office, DropoutCase)[0]
    rows.change(office, DropoutCase, key, {"found_on": "2026-10-22"})
    dropouts.report_month(office, "2026-10", close=True)
    october = report(office, "2026-10")
    assert (october["suspected_new"], october["suspected_left"], october["closed_on"]) == ("1", "1", "2026-11-20")
    dropouts.confirm(office, [key])
    dropouts.report_month(office, "2026-11")
    november = report(office)
    assert (november["suspected_before"], november["dropped_new"], november["dropped_left"]) == ("1", "1", "1")
    rows.change(office, DropoutCase, key, {"found_on": "2026-11-02", "left_on": "2026-11-02"})
    assert dropouts.report_month(office, "2026-10").data == {"month": "2026-10", "schools": 0, "closed": 2}
    assert report(office, "2026-10")["suspected_new"] == "1"


def test_a_month_that_is_not_over_is_not_closed_and_one_to_come_is_not_written(office: Office) -> None:
    with pytest.raises(Trouble, match="还没有过完"):
        dropouts.report_month(office, "2026-11", close=True)
    with pytest.raises(Trouble, match="还没有到"):
        dropouts.report_month(office, "2026-12")
    with pytest.raises(Trouble, match="不是月份"):
        dropouts.report_month(office, "十一月")
    assert tables.count(office, DropoutReport) == 0


# -- the year -------------------------------------------------------------------------------------------------


def figures(office: Office, *schools: str) -> dict[str, rates.Figure]:
    with office.look() as connection:
        keys = [office.school_called(name) for name in schools or (CENTER, POINT)]
        found = rates.of_year(connection, office.context, 2026, keys)
    return {figure.working.name: figure for figure in found}


def test_retention_counts_who_came_left_and_died_and_names_them(office: Office) -> None:
    leave = {"happened_on": "2026-10-10", "place": "县城小学"}
    movements.do(office, "31", tables.ids(office, Student, "张三")[0], leave)
    movements.do(
        office, "11", None, {"happened_on": "2026-10-12", "place": "县城小学", "in_school": CENTER}, {"name": "赵诗"}
    )
    movements.do(office, "65", tables.ids(office, Student, "白雨桐")[0], {"happened_on": "2026-10-15"})
    movements.do(
        office, "21", tables.ids(office, Student, "何佳慧")[0], {"happened_on": "2026-10-20", "in_school": POINT}
    )
    center = figures(office, CENTER)["年巩固率"]
    assert center.working.filled == "3 ÷ （5 + 1 − 2 − 1） × 100% = 100.00%"
    assert center.counted["转出数"] == ["张三 2026-10-10", "何佳慧 2026-10-20"]
    whole = figures(office)["年巩固率"]
    assert whole.working.filled == "5 ÷ （6 + 1 − 1 − 1） × 100% = 100.00%", "what stays in the township does not move"
    assert whole.counted["转出数"] == ["张三 2026-10-10"]


def test_who_is_suspended_is_in_start_and_end_alike_unless_the_office_counts_it_as_movement(office: Office) -> None:
    move(office, "41", "张三", happened_on="2026-10-10", until="2027-09-01", proof="县医院诊断证明", reason="骨折")
    kept = figures(office, CENTER)["年巩固率"]
    assert kept.working.account == "学年初在籍 5 + 转入 0 − 转出 0 − 死亡 0 − 流失 0 = 期末在籍 5"
    assert (kept.counted["学年初休学"], kept.counted["期末休学"]) == ([], ["张三"])
    settings.decide(office, "dropout.suspended_moves", "是")
    moved = figures(office, CENTER)["年巩固率"]
    assert moved.working.account == "学年初在校 5 + 转入 0 − 转出 1 − 死亡 0 − 流失 0 = 期末在校 4"
    assert (moved.counted["转出数"], moved.counted["期末休学"]) == (["张三 2026-10-10"], [])
    assert figures(office, CENTER)["学年辍学率（两基口径）"].working.given[0] == ("减少数", 1)


def test_coming_back_from_a_suspension_of_last_year_does_not_raise_retention_above_all(office: Office) -> None:
    move(office, "41", "张三", happened_on="2026-05-10", until="2026-10-01", proof="县医院诊断证明", reason="骨折")
    move(office, "42", "张三", happened_on="2026-10-10")
    assert figures(office, CENTER)["年巩固率"].working.filled == "5 ÷ （5 + 0 − 0 − 0） × 100% = 100.00%"
    settings.decide(office, "dropout.suspended_moves", "是")
    assert figures(office, CENTER)["年巩固率"].working.filled == "5 ÷ （4 + 1 − 0 − 0） × 100% = 100.00%"


def test_only_those_confirmed_and_still_away_count_as_dropped_out(office: Office) -> None:
    dropouts.from_absences(office, absent(office, "2026-11-17"))
    key = tables.ids(office, DropoutCase)
    assert figures(office, CENTER)["辍学率"].working.filled == "0 ÷ 5 × 100% = 0.00%"
    dropouts.confirm(office, key)
    found = figures(office, CENTER)["辍学率"]
    assert (found.working.filled, found.counted["实际辍学人数"]) == ("1 ÷ 5 × 100% = 20.00%", ["李强 2026-11-20"])
    dropouts.back(office, key)
    assert figures(office, CENTER)["辍学率"].working.filled == "0 ÷ 5 × 100% = 0.00%"
    assert figures(office, POINT)["辍学率"].working.filled == "0 ÷ 1 × 100% = 0.00%"


def test_the_village_lists_say_how_many_of_age_are_in_school(office: Office) -> None:
    for name, in_school, born, disability in (
        ("甲甲", "是", "2016-05-01", "无"), ("乙乙", "否", "2017-05-01", "智力"), ("丙丙", "是", "2023-05-01", "无"),
    ):  # fmt: skip
        rows.add(office, Child, {"name": name, "in_school": in_school, "born_on": born, "disability": disability})
    found = figures(office)
    assert found["适龄人口入学率"].working.filled == "（1 − 0） ÷ 2 × 100% = 50.00%"
    assert found["适龄人口入学率"].counted["没有在校的"] == ["乙乙"]
    assert found["适龄残疾儿童入学率"].working.filled == "0 ÷ 1 × 100% = 0.00%"
    assert found["小学净入学率"].working.filled == "1 ÷ 2 × 100% = 50.00%", "the three-year-old is of no school age"
    assert found["小学毛入学率"].working.filled == "6 ÷ 2 × 100% = 300.00%", "pupils of any age, also of other places"
    assert "初中毛入学率" not in found, "no child of that age is on the lists"
