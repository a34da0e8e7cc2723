"""青石镇 before its first workbook comes in: seven schools, no children yet."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from db.registers import BY_NAME, School
from desktop.work import imports, tables
from desktop.work.imports import Import
from desktop.work.office import Office
from desktop.work.outcome import Outcome
from tests.desktop import founding
from tests.desktop.sheets.workbooks import book_of

SAMPLES = Path(__file__).resolve().parents[3] / "resources" / "sample"
TODAY = date(2026, 11, 21)
CENTER, POINT = "青石镇中心学校", "黑沟教学点"
SCHOOLS = {
    POINT: "point", "柳林教学点": "point", "白杨小学": "primary", "石门小学": "primary",
    "青石初级中学": "junior", "青石中心幼儿园": "kindergarten",
}  # fmt: skip


def founded(folder: Path) -> Office:
    office = founding.found(folder / "青石镇.xiangxiao", CENTER, "center", "2161000123", "贺兰", TODAY)
    with office.change("登记学校") as rows:
        for name, kind in SCHOOLS.items():
            rows.add(School(name=name, kind=kind, parent_id=office.school_id))
    return office


def brought(office: Office, register: str, file: Path, school: str = "", tab: str | None = None) -> Import:
    return imports.open_sheet(office, BY_NAME[register], file, office.school_called(school) if school else None, tab)


def bring(office: Office, register: str, file: Path, school: str = "") -> Outcome:
    return brought(office, register, file, school).apply()


def bring_rows(office: Office, register: str, folder: Path, rows: Sequence[Sequence[Any]], school: str = "") -> Outcome:
    """Rows of a sheet, headings first, brought in as 名单.xlsx."""
    return bring(office, register, book_of(folder / "名单.xlsx", {"Sheet1": rows}), school)


def counts(outcome: Outcome) -> tuple[int, int, int, int, int]:
    return tuple(outcome.data[name] for name in ("rows", "added", "updated", "same", "refused"))  # type: ignore[return-value]


def listed(office: Office, register: str, **where: str) -> list[dict[str, Any]]:
    return tables.table(office, BY_NAME[register], where=list(where.items()), show_private=True).rows


def entries(office: Office) -> int:
    with office.look() as connection:
        return int(connection.exec_driver_sql("SELECT count(*) FROM entries").scalar() or 0)
