"""Lists that others handed to us against our own: each child in one cell, what it means, and what was found out."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from db.dropouts.lists import DISABLED, DROPPED, ENROLLED, HOUSEHOLD, POOR, PRESENT
from db.errors import Trouble
from db.registers import Child, ComparedChild, DropoutCase, OutsideLine, Student
from desktop.work import comparing, history, rows, tables
from desktop.work.comparing import MEANINGS
from desktop.work.office import Office
from tests.desktop import founding

TODAY, LISTED = date(2026, 11, 20), date(2026, 11, 10)
NUMBER = "110105201602290011"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """李强 everywhere, 张三 suspended, 赵诗 from elsewhere; 马小山 and 丁小花 (too old) in the village only."""
    opened = founding.found(tmp_path / "台账.xiangxiao", "青石镇中心学校", "center", "", "王秀兰", TODAY)
    for name, born, number in (
        ("李强", "2016-02-29", NUMBER),
        ("张三", "2015-05-05", ""),
        ("马小山", "2018-03-03", ""),
        ("丁小花", "2005-03-03", ""),
    ):
        rows.add(opened, Child, {"name": name, "born_on": born, "id_number": number})
    for name, born, status in (
        ("李强", "2016-02-29", "在读"),
        ("章三", "2015-05-05", "休学"),
        ("赵诗", "2015-11-30", "在读"),
    ):
        rows.add(opened, Student, {"name": name, "born_on": born, "status": status, "stage": "小学"})
    yield opened
    opened.workspace.changed = False
    opened.close()


def names(office: Office, code: str, *cell: str) -> list[str]:
    compared = comparing.compare(office, code)
    return [one.line.name for one in comparing.people(office, compared, frozenset(cell))]


def book(folder: Path, *lines: tuple[str, ...]) -> Path:
    made = openpyxl.Workbook()
    for line in [("姓名", "身份证号", "出生日期", "村"), *lines]:
        made.active.append(line)
    made.save(folder / "户籍.xlsx")
    return folder / "户籍.xlsx"


def test_without_any_list_our_own_registers_are_compared(office: Office) -> None:
    compared = comparing.compare(office)
    assert [one.source for one in compared.lists.values()] == [
        "适龄儿童台账", "在校学生台账（在读和休学）", "在校学生台账（在读）",
    ]  # fmt: skip
    assert names(office, "1", HOUSEHOLD, ENROLLED, PRESENT) == ["李强"]
    assert names(office, "1", HOUSEHOLD, ENROLLED) == ["张三"], "found by the sound of the name and the birth date"
    assert names(office, "1", ENROLLED, PRESENT) == ["赵诗"]
    assert names(office, "1", HOUSEHOLD) == ["马小山"], "who is no longer of school age is not asked about"
    assert sum(comparing.open_count(office, compared).values()) == 2


def test_the_newest_list_handed_to_us_takes_the_place_of_our_own(office: Office, tmp_path: Path) -> None:
    sheet = book(tmp_path, ("李强", NUMBER, "", "黑沟村"), ("周小宝", "", "2017-01-01", "柳林村"))
    outcome = comparing.bring_in(office, sheet, "1", LISTED)
    assert (outcome.data["added"], outcome.data["refused"]) == (2, 0)
    assert comparing.handed(office) == [("1", LISTED, 2)]
    compared = comparing.compare(office)
    assert (compared.lists[HOUSEHOLD].source, compared.lists[HOUSEHOLD].as_of) == ("户籍名单", LISTED)
    assert names(office, "1", HOUSEHOLD) == ["周小宝"]
    assert names(office, "1", HOUSEHOLD, ENROLLED, PRESENT) == ["李强"]
    later = comparing.bring_in(office, book(tmp_path, ("李强", NUMBER, "", "黑沟村")), "1", date(2026, 11, 18))
    assert later.data["added"] == 1, "a newer list is laid beside the old one"
    assert tables.count(office, OutsideLine) == 3
    assert names(office, "1", HOUSEHOLD) == []
    again = comparing.bring_in(office, book(tmp_path, ("李强", NUMBER, "", "黑沟村")), "1", date(2026, 11, 18))
    assert (again.data["added"], again.data["same"]) == (0, 1)


def test_a_list_without_numbers_never_changes_a_line_of_another_list(office: Office, tmp_path: Path) -> None:
    comparing.bring_in(office, book(tmp_path, ("李强", "", "", "黑沟村")), "1", LISTED)
    comparing.bring_in(office, book(tmp_path, ("李强", "", "", "柳林村")), "4", LISTED)
    assert sorted(kind for kind, _, _ in comparing.handed(office)) == ["1", "4"]


def test_who_is_suspected_gets_a_case_and_is_not_asked_about_again(office: Office) -> None:
    compared = comparing.compare(office)
    found = comparing.people(office, compared, frozenset({HOUSEHOLD}))
    comparing.settle(office, compared, found, "1", "家里没有人")
    (case,) = tables.rows(office, DropoutCase, tables.ids(office, DropoutCase))
    assert (case["name"], case["child"], case["found_way"]) == ("马小山", "马小山", "名单比对")
    again = comparing.compare(office)
    (settled,) = comparing.people(office, again, frozenset({HOUSEHOLD}))
    assert (settled.open, settled.outcome, settled.said) == (False, "1", "家里没有人")
    assert settled.case is not None
    assert comparing.open_count(office, again)[frozenset({HOUSEHOLD})] == 0
    comparing.settle(office, again, [settled], "2", "在县城就读")
    assert tables.count(office, DropoutCase) == 1
    assert tables.rows(office, ComparedChild, tables.ids(office, ComparedChild))[0]["outcome"] == "在外地就读"
    history.undo(office)
    history.undo(office)
    assert tables.count(office, DropoutCase) == tables.count(office, ComparedChild) == 0


def test_one_settles_somebody(office: Office) -> None:
    with pytest.raises(Trouble, match="没有选人"):
        comparing.settle(office, comparing.compare(office), [], "2")


def test_open_cases_against_poor_families_and_disabled_children_against_the_roster(office: Office) -> None:
    rows.add(office, DropoutCase, {"student": "李强", "left_on": "2026-11-16"})
    for name, kind in (("李强", "脱贫户监测户"), ("李强", "残联"), ("周小宝", "残联")):
        typed = {"name": name, "kind": kind, "as_of": "2026-11-10", "born_on": "2016-02-29"}
        rows.add(office, OutsideLine, typed)
    assert names(office, "2", DROPPED, POOR) == ["李强"]
    assert names(office, "3", DISABLED, PRESENT) == ["李强"]
    assert names(office, "3", DISABLED) == ["周小宝"]
    assert names(office, "3", PRESENT) == ["赵诗"]


def test_two_numbers_for_one_name_and_day_are_pointed_out(office: Office) -> None:
    key = tables.ids(office, Student, "李强")[0]
    rows.change(office, Student, key, {"id_number": "110105201602290038"})
    compared = comparing.compare(office)
    assert [sorted(compared.line(p).name for p in group) for group in compared.alike] == [["李强", "李强"]]
    assert comparing.people(office, compared, frozenset({HOUSEHOLD}))[0].doubtful


def test_every_cell_a_comparison_can_have_means_something() -> None:
    from itertools import chain, combinations

    from db.codes import code_list
    from db.dropouts.lists import COMPARISONS

    for code, lists in COMPARISONS.items():
        cells = chain.from_iterable(combinations(lists, size) for size in range(1, len(lists) + 1))
        assert set(MEANINGS[code]) == {frozenset(cell) for cell in cells}
    assert {code.code for code in code_list("comparison")} == set(COMPARISONS)
