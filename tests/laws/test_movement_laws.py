"""Whatever movements are done in a township: every month adds up, school by school and in all, to the roster."""

import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db import roll
from db.errors import Trouble
from db.registers import School, Student
from db.rules import roll as roll_rules
from db.rules import roll_tables
from db.rules.movements import KINDS
from db.rules.roll_tables import CAME, LEFT
from desktop.work import closing, movements
from desktop.work.closing_plan import Closing
from desktop.work.office import Office

TODAY = date(2026, 11, 30)
MONTHS = [(date(2026, m, 1), date(2026, m + 1, 1) - timedelta(1)) for m in (8, 9, 10, 11)]
PUPILS, SCHOOLS = 5, 3
DAYS = (0, 30, 31, 32, 60, 61, 62, 91, 92, 118)
"""From 1 August on: the ends and beginnings of months, where a mistake of one day would show."""

CLOSE = "close"
CAMES, LEFTS = ([name for name, _ in columns] for columns in (CAME, LEFT))
STEPS = st.lists(
    st.tuples(
        st.sampled_from(DAYS),
        st.sampled_from([*KINDS, "21", "31", "41", "42", "43", CLOSE]),
        st.integers(0, PUPILS - 1),
        st.integers(0, SCHOOLS - 1),
    ),
    min_size=4,
    max_size=14,
).map(sorted)

REGISTERED = "SELECT school_id FROM students WHERE status IN ('01', '05', '02')"


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A center and two primary schools with five pupils of several grades; one of them is suspended."""
    file = tmp_path_factory.mktemp("异动律") / "台账.xiangxiao"
    office = Office.found(file, "青石镇中心学校", "center", "", "王秀兰", TODAY)
    with office.change("起步") as rows:
        schools = [office.school_id, *(rows.add(School(name=n, kind="primary")).id for n in ("白杨小学", "石门小学"))]
        for n in range(PUPILS):
            words = {"stage": "1", "cohort": 2021 + n % 5, "sex": "12"[n % 2], "entered_in": f"{2021 + n % 5}-09"}
            rows.add(Student(name=f"学生{n}", school_id=schools[n % 3], status="02" if n == 4 else "01", **words))
    office.workspace.changed = False
    office.close()
    return file


def opened(founded: Path, folder: str) -> Iterator[Office]:
    office = Office.open(Path(shutil.copy(founded, Path(folder) / "台账.xiangxiao")), "王秀兰", TODAY)
    yield office
    office.workspace.changed = False
    office.close()


def play(office: Office, steps: list[tuple[int, str, int, int]]) -> None:
    """Does what can be done; what law or roster forbid is refused and changes nothing."""
    with office.look() as connection:
        pupils = list(connection.exec_driver_sql("SELECT id FROM students ORDER BY name").scalars())
        schools = list(connection.exec_driver_sql("SELECT id FROM schools ORDER BY id").scalars())
    for day, kind, pupil, school in steps:
        on = MONTHS[0][0] + timedelta(day)
        typed = {"happened_on": on.isoformat(), "in_school": schools[school].hex(), "place": "镇外小学"}
        with suppress(Trouble):
            if kind == CLOSE:
                closing.close(office, Closing(schools[school], schools[school - 1], on))
            else:
                movements.do(office, kind, pupils[pupil], {k: v for k, v in typed.items() if k in asked(kind)})


def asked(kind: str) -> set[str]:
    return {"happened_on", *KINDS[kind].asks}


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS)
def test_every_month_adds_up_and_ends_as_the_roster(founded: Path, steps: list[tuple[int, str, int, int]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for office in opened(founded, folder):
            play(office, steps)
            schools = list(office.titles("schools").items())
            with office.look() as connection:
                known = roll.flows(connection)
                later = {first: roll.flows(connection, first) for first, _ in MONTHS}
                here = Counter(
                    connection.exec_driver_sql("SELECT school_id FROM students WHERE status IN ('01', '05')").scalars()
                )
                registered = Counter(connection.exec_driver_sql(REGISTERED).scalars())
                kept = roll.flows(connection, with_suspended=True)
                assert roll.differing(connection) == []
            assert roll_rules.at(kept, TODAY, lambda place: place.school) == registered, (
                "who is suspended keeps the place"
            )
            before: dict[str, roll_tables.Heads] = {}
            for first, last in MONTHS:
                rows = roll_tables.by_school(known, first, last, schools)
                assert rows == roll_tables.by_school(later[first], first, last, schools), "earlier months do not matter"
                for row in rows:
                    assert row.start.all + row.in_all - row.out_all == row.end.all
                    assert row.start == before.get(row.label, roll_tables.Heads(0, 0, 0)) or first == MONTHS[0][0]
                whole = roll_tables.total(rows)
                assert whole.came[CAMES.index("镇内转入")] == whole.left[LEFTS.index("镇内转出")]
                before = {row.label: row.end for row in rows}
            names = {name: school for school, name in schools}
            assert Counter({names[label]: heads.all for label, heads in before.items()}) == here
