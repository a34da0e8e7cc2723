"""Clocks that woke up in 2009: asked about, and ordering nothing."""

from datetime import date, datetime, timedelta

from db.handoff import clock, words
from tests.db.handoff.sides import NOW, Township

TODAY = date(2026, 11, 20)
RECENT = [NOW - timedelta(days=n) for n in range(20)]


def test_a_clock_in_2009_or_2099_is_asked_about() -> None:
    for day in (date(2009, 1, 1), date(2024, 12, 31), date(2026, 11, 1), date(2099, 1, 1)):
        assert "日期" in clock.doubt(day, RECENT)
    assert clock.doubt(date(2009, 1, 1), []) != ""


def test_a_right_clock_is_not_even_after_one_machine_dreamt_of_2099() -> None:
    assert clock.doubt(TODAY, RECENT) == ""
    assert clock.doubt(TODAY, [*RECENT, datetime(2099, 1, 1).astimezone()]) == ""
    assert clock.doubt(TODAY, [datetime(2009, 1, 1).astimezone()] * 20) == ""
    assert clock.doubt(TODAY + timedelta(days=120), RECENT) == ""  # a long holiday
    assert clock.doubt(TODAY, []) == ""


def test_a_machine_time_that_cannot_be_right_is_known() -> None:
    assert clock.wrong(datetime(2009, 1, 1, 8), TODAY)
    assert clock.wrong(datetime(2026, 12, 20, 8), TODAY)
    assert not clock.wrong(datetime(2026, 11, 20, 23, 59), TODAY)


def test_the_order_of_changes_does_not_ask_the_clock(township: Township) -> None:
    row = township.point.add("田小禾")
    township.point.hand_out(township.stick)
    township.center.exchange(township.stick)
    township.point.exchange(township.stick)
    with township.point.workspace.change(township.point.who, "改名", at=datetime(2009, 1, 1).astimezone()) as rows:
        from db.registers import Student

        rows.get(Student, row).name = "田小苗"
    township.point.hand_out(township.stick)
    township.center.take(township.stick)
    assert township.center.pupils() == {row: "田小苗"}


def test_four_words_differ_for_every_key_and_are_always_the_same() -> None:
    made = {words.fingerprint(bytes([n]) * 32, f"age1{n}", 7) for n in range(8)}
    assert len(made) == 8
    assert words.fingerprint(b"\1" * 32, "age1", 7) == words.fingerprint(b"\1" * 32, "age1", 7)
    assert all(len(word) == 2 for one in made for word in one.split())
