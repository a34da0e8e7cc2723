"""Papers of hazards: the year's book carries over only what is open, and one hazard's whole history is one page."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw
import pytest
from PIL import Image

from db.registers import Hazard, Staff
from desktop.work import pictures, rectification
from tests.desktop.reports.township import POINT, TODAY, Township


@pytest.fixture
def office(township: Township) -> Township:
    for name in ("刘运生", "贺兰"):
        township.add(Staff(name=name, school_id=township.point))
    return township


def hazard(township: Township, what: str, found: date, closed: date | None = None, **more: Any) -> bytes:
    """Graded and given a week; put right and re-checked where it was closed."""
    made = Hazard(what=what, school_id=township.point, found_on=found, responsible="刘运生", **more)
    row = bytes.fromhex(rectification.enter(township.office, made).data["id"])
    rectification.grade(township.office, Hazard, row, "1", on=found)
    rectification.notify(township.office, Hazard, row, found + timedelta(days=7), on=found)
    if closed is not None:
        rectification.answer(township.office, Hazard, row, "已改好", on=closed, by="刘运生")
        rectification.recheck(township.office, Hazard, row, passed=True, by="贺兰", on=closed)
    return row


def test_only_what_is_open_is_carried_over_into_the_next_year(office: Township) -> None:
    hazard(office, "插座松动", date(2025, 3, 5), date(2025, 3, 12))
    hazard(office, "围墙裂缝", date(2025, 10, 8), date(2026, 4, 2))
    hazard(office, "边坡落石", date(2025, 11, 3))
    hazard(office, "井盖缺失", date(2026, 9, 10), date(2026, 9, 12))
    books = {}
    for year in ("2025", "2026", "2027"):
        office.office.today = TODAY if year != "2027" else date(2027, 1, 5)
        text = office.print("hazard-ledger", year=year, school=POINT)[1].text.replace("\n", "")
        books[year] = {what for what in ("插座松动", "围墙裂缝", "边坡落石", "井盖缺失") if what in text}
    assert books == {
        "2025": {"插座松动", "围墙裂缝", "边坡落石"},
        "2026": {"围墙裂缝", "边坡落石", "井盖缺失"},
        "2027": {"边坡落石"},
    }


def test_the_whole_history_of_a_hazard_is_one_page_in_its_order_with_both_photographs(
    office: Township, tmp_path: Path
) -> None:
    before, after = (pictures.keep(office.office, drawn(tmp_path, colour)) for colour in ("grey", "green"))
    row = hazard(
        office, "教学楼东侧楼梯扶手松动，最上一级脱焊", date(2026, 10, 20), photo_before=before, place="东楼梯"
    )
    work = office.office
    rectification.extend(work, Hazard, row, date(2026, 11, 10), "焊工要到赶集日才来", on=date(2026, 10, 26))
    rectification.answer(work, Hazard, row, "没有焊牢", on=date(2026, 11, 2), by="刘运生")
    rectification.recheck(
        work, Hazard, row, passed=False, remark="还晃", by="贺兰", on=date(2026, 11, 3), due_on=date(2026, 11, 12)
    )
    rectification.answer(work, Hazard, row, "重新焊接刷漆", on=date(2026, 11, 9), by="刘运生", photo=after)
    rectification.recheck(work, Hazard, row, passed=True, by="贺兰", on=date(2026, 11, 10))
    printed, paper = office.print("file", register="hazards", row=row.hex())
    assert printed.pages == 1
    assert paper.outside == []
    way = paper.text[paper.text.index("隐患整改经过") :].replace("\n", " ")
    steps = ["定级", "下达通知", "延期", "申请复查", "复查不合格", "申请复查", "复查合格"]
    places, start = [], 0
    for name in steps:
        start = way.index(name, start) + len(name)
        places.append(start)
    assert places == sorted(places)
    assert "焊工要到赶集日才来" in way
    assert "2026-11-12" in way
    assert images(office.folder / "file.pdf") == 2, "the picture of a step is that of the row"


def drawn(folder: Path, colour: str) -> bytes:
    file = folder / f"{colour}.png"
    Image.new("RGB", (64, 48), colour).save(file)
    return file.read_bytes()


def images(file: Path) -> int:
    with pypdfium2.PdfDocument(file) as paper:
        return sum(1 for page in paper for _ in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE]))
