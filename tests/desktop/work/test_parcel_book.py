"""The books of the hand-off: who has handed in, what is missing, what the center has received, what was not taken."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from db.handoff import ledger, overview
from db.registers import Student
from desktop.work import aside, handing, parcel_book, taking
from tests.desktop.work.offices import CENTER, OTHER, POINT, TODAY, Offices


@pytest.fixture
def offices(tmp_path: Path) -> Iterator[Offices]:
    made = Offices(tmp_path)
    yield made
    made.close()


def line(offices: Offices, school: str) -> parcel_book.Line:
    return next(one for one in parcel_book.township(offices.center) if one.school == school)


def test_each_school_has_a_line_and_says_what_is_to_be_done(offices: Offices) -> None:
    assert line(offices, CENTER).state == "本机"
    assert (line(offices, OTHER).state, line(offices, OTHER).attention) == ("未加入", "还没有加入")
    assert line(offices, POINT).state == "未加入"
    offices.pupil(offices.point, "田小禾")
    offices.carry()
    came = line(offices, POINT)
    assert (came.state, came.parcels, came.last, came.day, came.rows) == ("已收", ((1, True),), 1, TODAY, 1)
    assert not came.wants_reminding


def test_a_school_silent_for_two_weeks_is_to_be_reminded(offices: Offices) -> None:
    offices.pupil(offices.point, "田小禾")
    offices.carry()
    offices.center.today = TODAY + timedelta(13)
    assert line(offices, POINT).state == "已收"
    offices.center.today = TODAY + timedelta(22)
    late = line(offices, POINT)
    assert (late.state, late.attention) == ("未交", "三周未报送")
    assert [one.school for one in parcel_book.reminders(parcel_book.township(offices.center))] == [POINT]


def test_a_parcel_that_never_came_is_a_gap_among_the_squares(offices: Offices) -> None:
    offices.pupil(offices.point, "田小禾")
    offices.carry()
    with offices.center.workspace.note_locally() as connection:
        came = ledger.entered(connection, ledger.IN)[0]
        lost = f'{{"{came.site}":[[1,99]]}}'
        ledger.enter(connection, came._replace(number=3, base=lost))
    found = line(offices, POINT)
    assert found.state == "缺包"
    assert found.parcels == ((1, True), (2, False), (3, True))
    assert (found.attention, found.missing) == ("第2包未到", (2,))
    assert overview.named((2, 5, 6, 7)) == "第2、5、6等包"


def test_the_school_sees_that_the_center_has_received(offices: Offices) -> None:
    offices.pupil(offices.point, "田小禾")
    handing.exchange(offices.point, offices.stick)
    written = parcel_book.parcels(offices.point, out=True)
    assert [(one.number, one.received) for one in written] == [(1, False)]
    handing.exchange(offices.center, offices.stick)
    handing.exchange(offices.point, offices.stick)
    received = next(one for one in parcel_book.parcels(offices.point, out=True) if one.number == 1)
    assert received.received
    assert received.other == CENTER
    account = dict(parcel_book.account_words(received))
    assert account["读入"] == sum(number for word, number in account.items() if word != "读入") > 0
    assert parcel_book.count_receipts(offices.point) >= 1
    told = [sentence for sentence, _ in parcel_book.happened(offices.center)]
    assert any(said.startswith(f"收下{POINT}第 1 包：新增") and said.endswith("账目相符。") for said in told)


def test_a_receipt_that_was_read_is_not_announced_again(offices: Offices) -> None:
    offices.pupil(offices.point, "田小禾")
    handing.exchange(offices.point, offices.stick)
    handing.exchange(offices.center, offices.stick)
    assert taking.what_would_come(offices.point, offices.stick)["receipts"] == 1
    handing.exchange(offices.point, offices.stick)
    assert taking.what_would_come(offices.point, offices.stick)["receipts"] == 0


def test_only_the_founder_is_the_center(offices: Offices) -> None:
    assert parcel_book.is_center(offices.center)
    assert not parcel_book.is_center(offices.point)
    assert parcel_book.center(offices.point) == CENTER
    assert offices.point.school == POINT, "known from the invitation before any row has come"


def test_rows_of_another_school_are_kept_outside_and_shown(offices: Offices) -> None:
    offices.pupil(offices.point, "田小禾")
    offices.carry()
    with offices.point.workspace.change(offices.point.who, "越过程序") as rows:
        rows.add(Student(name="外校生", school_id=offices.other_id))
    offices.carry()
    shown = aside.quarantined(offices.center)
    assert aside.count_quarantined(offices.center) == len(shown) == 1
    one = shown[0]
    assert (one.school, one.who, one.register, one.label) == (POINT, "刘运生", Student.title, "新增")
    assert "别的学校" in one.because
    assert one.at.startswith(str(date.today().year))
    assert aside.waiting(offices.center) == []
