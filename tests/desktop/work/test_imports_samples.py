"""The workbooks that the township's schools really keep: counts, problems and rows as a clerk finds them by hand."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from db.errors import Stopped
from desktop.work.history import undo
from desktop.work.office import Office
from tests.desktop.work.township import CENTER, POINT, SAMPLES, bring, brought, counts, entries, founded, listed

REFUSED = {
    8: ("雷萱涵", "身份证号", "丢失"), 10: ("余雨娟", "身份证号", "15位"), 13: ("魏艳雪", "身份证号", "校验位"),
    16: ("韩琳娟", "性别", "号码里的性别是女"), 19: ("汤浩军", "出生年月", "2019-05-22"),
    34: ("邹娟", "身份证号", "校验位"), 38: ("林然", "身份证号", "丢失"),
}  # fmt: skip
EXPECTED = json.loads((Path(__file__).parent / "expected.json").read_text("utf-8"))
WARNED = {23: ("身份证号", "没有"), 29: ("身份证号", "没有"), 50: ("姓名", "第 14 行")}


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    office = founded(tmp_path)
    yield office
    office.close()


def test_the_points_old_xls(office: Office) -> None:
    outcome = bring(office, "students", SAMPLES / "heigou_students.xls", POINT)
    assert counts(outcome) == (44, 36, 0, 1, 7)
    assert outcome.attention
    errors = {p["row"]: p for p in outcome.data["problems"] if p["level"] == "error"}
    warnings = {p["row"]: p for p in outcome.data["problems"] if p["level"] == "warning"}
    assert set(errors) == set(REFUSED)
    for row, (_, column, words) in REFUSED.items():
        assert (errors[row]["column"], errors[row]["tab"]) == (column, "花名册")
        assert words in errors[row]["problem"]
        assert errors[row]["advice"]
    assert set(warnings) == set(WARNED)
    for row, (column, words) in WARNED.items():
        assert warnings[row]["column"] == column
        assert words in warnings[row]["problem"]
    assert errors[8]["value"] == "6.199012E+17"  # never made-up digits
    expected = EXPECTED["heigou_students.xls"]["problems_by_sheet_row"]
    assert {str(row): "error" if row in errors else "warning" for row in errors | warnings} == {
        row: level for row, (_, level, _) in expected.items()
    }
    names = {row["name"] for row in listed(office, "students")}
    assert len(names) == 36
    assert names.isdisjoint(name for name, _, _ in REFUSED.values())


def test_what_a_row_of_the_points_sheet_becomes(office: Office) -> None:
    bring(office, "students", SAMPLES / "heigou_students.xls", POINT)
    [row] = listed(office, "students", name="吕天华")
    wanted = {
        "school": POINT, "sex": "男", "nation": "土家族", "born_on": "2018-03-21", "id_number": "619901201803218539",
        "member1_name": "潘健", "member1_phone": "13462016849", "member1_relation": "父亲", "boarding": "走读",
        "class": "三（1）班", "cohort": 2024, "stage": "小学", "address": "青石镇槐树坪村5组", "status": "在读",
    }  # fmt: skip
    assert {name: row[name] for name in wanted} == wanted
    assert {c["title"] for c in listed(office, "classes")} == {f"{n}（1）班" for n in "一二三四"}


def test_the_centers_national_template_and_who_is_at_both_schools(office: Office) -> None:
    outcome = bring(office, "students", SAMPLES / "qingshi_center_students.xlsx")
    assert counts(outcome) == (312, 312, 0, 0, 0)
    assert [p for p in outcome.data["problems"] if p["level"] == "error"] == []
    assert None not in outcome.data["columns"].values()
    assert len(listed(office, "classes")) == 12
    outcome = bring(office, "students", SAMPLES / "heigou_students.xls", POINT)
    both = {p["row"] for p in outcome.data["problems"] if CENTER in p["problem"]}
    taken = {row["name"] for row in listed(office, "students", school=POINT)}
    assert counts(outcome) == (44, 36, 0, 1, 7)
    assert both == {6, 17, 32}
    assert set(EXPECTED["qingshi_center_students.xlsx"]["also_at_heigou"]) <= taken


def test_staff_of_all_schools_in_one_sheet(office: Office) -> None:
    outcome = bring(office, "staff", SAMPLES / "qingshi_staff.xlsx")
    assert counts(outcome) == (98, 98, 0, 0, 0)
    assert outcome.data["problems"] == []
    [row] = listed(office, "staff", name="唐丽曦")
    assert (row["school"], row["born_in"], row["title_held"], row["hours"]) == (
        "柳林教学点",
        "1977-01",
        "一级教师",
        "20",
    )
    assert len({row["school"] for row in listed(office, "staff")}) == 7


def test_a_tab_for_each_village_makes_the_villages(office: Office) -> None:
    outcome = bring(office, "children", SAMPLES / "qingshi_children_2026.xlsx")
    assert counts(outcome) == (227, 227, 0, 0, 0)
    assert outcome.data["skipped_tabs"] == []
    assert len(listed(office, "children", village="石门村")) == 46
    assert sorted(v["name"] for v in listed(office, "villages")) == ["柳林村", "白杨村", "石门村", "青石社区", "黑沟村"]
    bring(office, "students", SAMPLES / "heigou_students.xls", POINT)
    assert {row["name"] for row in listed(office, "students", village="黑沟村")} >= {"吴涵欣", "孔博航"}


def test_the_same_sheets_again_change_nothing_and_make_no_entry(office: Office) -> None:
    sheets = [
        ("students", "qingshi_center_students.xlsx", "", 312), ("students", "heigou_students.xls", POINT, 37),
        ("staff", "qingshi_staff.xlsx", "", 98), ("children", "qingshi_children_2026.xlsx", "", 227),
    ]  # fmt: skip
    for register, name, school, _ in sheets:
        bring(office, register, SAMPLES / name, school)
    before = entries(office)
    for register, name, school, same in sheets:
        outcome = bring(office, register, SAMPLES / name, school)
        assert counts(outcome)[1:4] == (0, 0, same)
        assert outcome.changed == frozenset()
    assert entries(office) == before


def test_one_undo_takes_the_whole_import_back(office: Office) -> None:
    before = entries(office)
    bring(office, "students", SAMPLES / "heigou_students.xls", POINT)
    assert entries(office) == before + 1
    undo(office)
    assert listed(office, "students") == []
    assert listed(office, "classes") == []


@pytest.mark.parametrize("step", [1, 2, 3, 4])
def test_a_stop_leaves_everything_as_it_was(office: Office, step: int) -> None:
    asked = 0

    def stop(_at: str, _done: int, _total: int) -> None:
        nonlocal asked
        asked += 1
        if asked == step:
            raise Stopped

    before = entries(office)
    with pytest.raises(Stopped):
        brought(office, "students", SAMPLES / "heigou_students.xls", POINT).apply(stop)
    assert entries(office) == before
    assert listed(office, "students") == []


def test_a_dry_run_reports_and_writes_nothing(office: Office) -> None:
    before = entries(office)
    outcome = brought(office, "students", SAMPLES / "heigou_students.xls", POINT).dry_run()
    assert counts(outcome) == (44, 36, 0, 1, 7)
    assert outcome.changed == frozenset()
    assert entries(office) == before


def test_a_backup_is_made_before(office: Office) -> None:
    from desktop.work.keeping import backups

    bring(office, "staff", SAMPLES / "qingshi_staff.xlsx")
    assert [b.why for b in backups(office.path)][:1] == ["导入前"]


def test_the_points_hazard_book_of_last_year_is_taken_as_it_was_kept(office: Office) -> None:
    outcome = bring(office, "hazards", SAMPLES / "heigou_hazards_2025.xlsx", POINT)
    expected = EXPECTED["heigou_hazards_2025.xlsx"]
    assert counts(outcome) == (expected["rows"], expected["added"], 0, 0, expected["refused"])
    found = {row["number"]: row for row in listed(office, "hazards")}
    assert {row["found_on"][:4] for row in found.values()} == {"2025"}, "3月5日 under a title of 2025"
    assert (found["HG2025001"]["found_on"], found["HG2025001"]["category"]) == ("2025-01-06", "用电")
    by_himself = found["HG2025001"]
    assert (by_himself["responsible"], by_himself["rechecked_by"], by_himself["state"]) == ("田壮", "田壮", "已销号")
    assert (by_himself["from_paper"], by_himself["closed_on"]) == (True, "2025-01-12")
    marked = {p["row"] for p in outcome.data["problems"] if "复查人" in p["problem"]}
    assert len(marked) == 27
    still_open = found["HG2025004"]
    assert (still_open["state"], still_open["closed_on"]) == ("待整改", "")
