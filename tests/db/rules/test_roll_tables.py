"""The tables that offices print: every line balances, the township's is the sum of its schools."""

from datetime import date

from hypothesis import given

from db.rules import roll_tables
from db.rules.roll import Flow, Place
from db.rules.roll_tables import CAME, LEFT, Row
from tests.db.rules.test_roll import TOWNSHIPS, A, B, C, known

FIRST, LAST = date(2026, 11, 1), date(2026, 11, 30)
SCHOOLS = [(A, "甲校"), (B, "乙校"), (C, "丙校")]
MONTHS = [(date(2026, 9, 1), date(2026, 9, 30)), (date(2026, 10, 1), date(2026, 10, 31)), (FIRST, LAST)]


def balances(row: Row) -> bool:
    return row.start.all + row.in_all - row.out_all == row.end.all


def column(row: Row, label: str, *, came: bool) -> int:
    names = [name for name, _ in (CAME if came else LEFT)]
    return (row.came if came else row.left)[names.index(label)]


@given(TOWNSHIPS)
def test_every_line_of_every_table_balances(township: list[object]) -> None:
    flows = known(township)  # type: ignore[arg-type]
    own = {A, B, C}
    schools = roll_tables.by_school(flows, FIRST, LAST, SCHOOLS)
    grades = roll_tables.by_grade(flows, FIRST, LAST, own)
    months = roll_tables.by_month(flows, MONTHS, own)
    assert all(balances(row) for row in (*schools, *grades, *months))
    added = roll_tables.total(schools)
    assert balances(added)
    assert column(added, "镇内转入", came=True) == column(added, "镇内转出", came=False)
    assert roll_tables.total(grades).start.all == added.start.all == months[-1].start.all
    assert roll_tables.total(grades).end == added.end == months[-1].end
    assert column(roll_tables.total(grades), "年级调整", came=True) == column(
        roll_tables.total(grades), "年级调整", came=False
    )
    assert [before.end for before in months[:-1]] == [after.start for after in months[1:]]
    assert balances(roll_tables.whole(months))


@given(TOWNSHIPS)
def test_one_schools_table_is_its_line_in_the_townships(township: list[object]) -> None:
    flows = known(township)  # type: ignore[arg-type]
    [alone] = roll_tables.by_month(flows, [(FIRST, LAST)], {A})
    lines = {row.label: row for row in roll_tables.by_school(flows, FIRST, LAST, SCHOOLS)}
    if "甲校" in lines:
        assert alone._replace(label="甲校") == lines["甲校"]
    else:
        assert (alone.start.all, alone.in_all, alone.out_all) == (0, 0, 0)


def test_columns_say_how_pupils_came_and_left() -> None:
    here, there = Place(A, "1", 2024), Place(B, "1", 2024)
    flows = [
        Flow(None, "entered", None, here, "1", 40),
        Flow(None, "entered", None, here, "2", 38),
        Flow(date(2026, 11, 3), "12", None, here, "2", 1),
        Flow(date(2026, 11, 9), "21", here, there, "1", 1),
        Flow(date(2026, 11, 9), "51", here, here._replace(cohort=2025), "1", 1),
        Flow(date(2026, 11, 16), "41", here, None, "2", 1),
        Flow(date(2026, 11, 17), "63", here, None, "2", 1),
    ]
    first, second = roll_tables.by_school(flows, FIRST, LAST, SCHOOLS)
    assert first == ("甲校", (78, 40, 38), (0, 1, 0, 0, 0, 0), (0, 0, 1, 1, 0, 0, 0, 1), (76, 39, 37))
    assert second == ("乙校", (0, 0, 0), (0, 0, 1, 0, 0, 0), (0,) * 8, (1, 1, 0))
    third, second_grade = sorted(roll_tables.by_grade(flows, FIRST, LAST, {A}), key=lambda row: -row.start.all)
    assert (third.label, column(third, "年级调整", came=False)) == ("三年级", 1)
    assert (second_grade.label, column(second_grade, "年级调整", came=True)) == ("二年级", 1)
