"""A month of looking round: days done and missed, hazards of the month, closed as it stood, on paper without typing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.errors import Trouble
from db.registers import Holiday, SafetyMonth, Staff
from db.rules import patrol_month
from desktop.work import papers, patrols, rectification, rows, safety_months, tables
from tests.desktop.work.offices import POINT, Offices


@pytest.fixture
def offices(tmp_path: Path) -> Iterator[Offices]:
    made = Offices(tmp_path)
    rows.add(made.center, Holiday, {"on": "2026-10-01", "name": "国庆节"})
    for name in ("刘运生", "贺兰"):
        made.add(made.center, Staff(name=name, school_id=made.point_id))
    made.carry()
    yield made
    made.close()


def october(offices: Offices) -> None:
    point = offices.point
    for day in (8, 9, 12, 13):
        if day == 12:
            patrols.wrong(point, date(2026, 10, day), "02", "插座松动", "三年级教室")
        patrols.all_in_order(point, date(2026, 10, day))


def test_the_month_is_summed_and_closed_as_it_stood(offices: Offices) -> None:
    october(offices)
    point = offices.point
    told = safety_months.figures(point, "2026-10")
    assert (told["days_due"], told["days_done"]) == (21, 4)
    assert told["missed"][:2] == ["2026-10-02", "2026-10-05"]
    assert (told["found"], told["major"], told["closed"], told["open"], told["overdue"]) == (1, 0, 0, 1, 0)
    safety_months.close(point, safety_months.month_of("2026年10月"), "正常")
    offices.carry()
    line = tables.rows(offices.center, SafetyMonth, tables.ids(offices.center, SafetyMonth))[0]
    assert (line["school"], line["month"], line["days_done"], line["open"]) == (POINT, "2026-10", "4", "1")
    with pytest.raises(Trouble, match="还没有过完"):
        safety_months.close(point, "2026-11")


def test_what_was_open_at_the_months_end_stays_so_when_it_is_closed_later(offices: Offices) -> None:
    october(offices)
    from db.registers import Hazard

    (row,) = tables.ids(offices.point, Hazard)
    rectification.grade(offices.point, Hazard, row, "1")
    rectification.notify(offices.point, Hazard, row, date(2026, 10, 20), on=date(2026, 10, 13), responsible="刘运生")
    assert safety_months.figures(offices.point, "2026-10")["overdue"] == 1
    rectification.answer(offices.point, Hazard, row, "已换", on=date(2026, 11, 2))
    rectification.recheck(offices.point, Hazard, row, passed=True, by="贺兰", on=date(2026, 11, 3))
    october_now, november = (safety_months.figures(offices.point, month) for month in ("2026-10", "2026-11"))
    assert (october_now["open"], october_now["closed"]) == (1, 0)
    assert (november["open"], november["closed"], november["found"]) == (0, 1, 0)


def test_the_centers_paper_names_who_looked_round_when_and_who_did_not(offices: Offices, tmp_path: Path) -> None:
    october(offices)
    offices.carry()
    pdf = tmp_path / "月报.pdf"
    assert papers.make(offices.center, "patrol-month", pdf, {"month": "2026-10"}).data["pages"] == 4
    document = pypdfium2.PdfDocument(pdf)
    text = "".join(page.get_textpage().get_text_bounded() for page in document)
    document.close()
    assert "全部漏查" in text
    assert "2026年10月安全隐患排查月报" in text
    assert "新增隐患 1 条" in text
    for name, options in (
        ("patrol-sheet", {"on": "2026-10-12", "school": POINT}),
        ("hazard-ledger", {"school": POINT}),
    ):
        assert papers.make(offices.center, name, tmp_path / f"{name}.pdf", options).data["pages"] == 1
    assert papers.make(offices.point, "patrol-sheet", tmp_path / "空.pdf", {}).data["pages"] == 1


@given(
    st.lists(st.dates(date(2026, 11, 1), date(2026, 11, 30)), unique=True),
    st.lists(
        st.tuples(
            st.sampled_from([b"a", b"b"]), st.dates(date(2026, 11, 1), date(2026, 11, 30)),
            st.sampled_from(["01", "02"]), st.sampled_from(["1", "2", "3"]),
        )
    ),
)  # fmt: skip
def test_every_school_day_is_done_or_missed(days: list[date], told: list[tuple[bytes, date, str, str]]) -> None:
    found = patrol_month.months([b"a", b"b"], sorted(days), [(s, d.isoformat(), c, r) for s, d, c, r in told])
    for school, month in found.items():
        looked = {on for s, on, _, _ in told if s == school}
        assert set(month.missed) == set(days) - looked
        assert set(month.done) == looked
        assert set(month.partly(3)) == looked
