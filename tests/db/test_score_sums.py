"""The file's own sums of scores are, to the last digit, what the rules make of the same pupils one by one."""

from collections.abc import Iterator
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db import score_sums
from db.journal import Who
from db.register import new_id, new_ids
from db.registers import Score
from db.rules.levels import read_levels
from db.rules.statistics import Counting, Lines, tally
from db.workspace import Workspace

SCHOOL, PAPERS, ROOMS = new_id(), new_ids(3), [*new_ids(2), None]
COLUMNS = ("id", "school_id", "paper_id", "student_id", "class_id", "mark", "absence", "standing")
FIVE = read_levels("优90、良80、中70、及格60、待提高0")
FOUR = read_levels("优秀85、良好75、合格60、待提高0")
lines = st.builds(
    Lines,
    st.sampled_from([Decimal(50), Decimal(100), Decimal("33.3")]),
    *[st.decimals(0, 100, places=1, allow_nan=False)] * 4,
)
pupils = st.lists(
    st.tuples(
        st.sampled_from(range(3)), st.sampled_from(ROOMS),
        st.one_of(st.none(), st.decimals(0, Decimal("33.3"), places=2, allow_nan=False)),
        st.sampled_from([None, None, None, "1", "2", "3"]), st.sampled_from([None, None, None, "1", "2", "3"]),
    ),
    max_size=40,
)  # fmt: skip


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    made = Workspace.create(tmp_path_factory.mktemp("scores") / "o.xiangxiao")
    yield made
    made.changed = False
    made.close()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pupils, st.lists(lines, min_size=3, max_size=3), st.booleans(), st.booleans(), st.sampled_from([FOUR, FIVE, ()]))
def test_sums_of_the_file_and_of_the_rules_are_the_same(
    workspace: Workspace, drawn: list, line: list[Lines], inclusive: bool, low: bool, levels: tuple
) -> None:
    with workspace.change(Who(b"\1" * 16, "王秀兰"), "登记成绩") as rows:
        rows.rows("SELECT 1")
        old = [row for (row,) in rows.rows("SELECT id FROM scores WHERE deleted = 0")]
        rows.set_cells(Score, ((row, "deleted", 1) for row in old))
        made = [
            (new_id(), SCHOOL, PAPERS[paper], new_id(), room, None if mark is None else str(mark), *more)
            for paper, room, mark, *more in drawn
        ]
        rows.insert_rows(Score, COLUMNS, made)
    counting, of = Counting(inclusive=inclusive, absent_low=low), dict(zip(PAPERS, line, strict=True))
    with workspace.look() as connection:
        summed = score_sums.tallies(connection, of, counting, levels)
        single = score_sums.rows(connection, PAPERS)
    assert len(single) == len(drawn), "removed scores count for nothing"
    groups = {(one.paper, one.room, one.school) for one in single}
    assert {tuple(group) for group in summed} == groups
    for group, found in summed.items():
        mine = [one for one in single if (one.paper, one.room, one.school) == tuple(group)]
        assert found == tally(mine, of[group.paper], counting, levels)


def test_a_mark_of_many_forms_is_one_mark(workspace: Workspace) -> None:
    """86.5, 86.50 and 8.65E+1 are the same hundredths; 28.45 is not rounded by the machine's own numbers."""
    paper = new_id()
    with workspace.change(Who(b"\1" * 16, "王秀兰"), "登记成绩") as rows:
        made = [
            (new_id(), SCHOOL, paper, new_id(), ROOMS[0], mark, None, None)
            for mark in ("86.5", "86.50", "28.45", "0.1")
        ]
        rows.insert_rows(Score, COLUMNS, made)
    with workspace.look() as connection:
        [found] = score_sums.tallies(connection, {paper: Lines()}, Counting(), FOUR).values()
    assert found.total == Decimal("201.55")
    assert found.squares == sum(Decimal(mark) ** 2 for mark in ("86.5", "86.5", "28.45", "0.1"))
