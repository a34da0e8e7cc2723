"""A fact that stands in the file once is found again by an import, whatever its sheet leaves out, removed or not."""

from pathlib import Path

import pytest

from db.registers import AidApplication, Holiday, Student
from desktop.work import imports, rows, tables
from desktop.work.office import Office
from tests.desktop.work.offices import Offices


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Offices(tmp_path).center


def sheet(folder: Path, *lines: str) -> Path:
    file = folder / "sheet.csv"
    file.write_text("\n".join(lines), encoding="utf-8-sig")
    return file


def test_an_application_without_year_and_term_is_the_one_of_this_term(office: Office, tmp_path: Path) -> None:
    rows.add(office, Student, {"name": "李明", "stage": "小学", "cohort": "2023", "boarding": "住校"})
    file = sheet(tmp_path, "姓名,资助项目,认定类别", "李明,寄宿生生活补助,低保")
    for expected in ({"added": 1}, {"same": 1}):
        outcome = imports.open_sheet(office, AidApplication, file).apply()
        assert {name: outcome.data[name] for name in ("added", "same", "refused") if outcome.data[name]} == expected
    (line,) = tables.table(office, AidApplication).rows
    assert (line["year"], line["term"], line["amount"]) == (2026, "第一学期", "625")


def test_a_fact_that_was_removed_comes_back_with_what_the_sheet_says(office: Office, tmp_path: Path) -> None:
    made = rows.add(office, Holiday, {"on": "2026-10-01", "name": "国庆节"}).data["id"]
    rows.remove(office, Holiday, [bytes.fromhex(made)])
    file = sheet(tmp_path, "日期,名称", "2026-10-01,国庆节")
    imports.open_sheet(office, Holiday, file).apply()
    assert [row["id"] for row in tables.table(office, Holiday).rows] == [made]
