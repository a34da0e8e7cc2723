"""The statistics beside a plain second implementation, on whatever pupils there may be."""

from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from db.rules.levels import read_levels
from db.rules.statistics import Counting, Lines, Mark, tally, together, who_counts
from db.rules.statistics_figures import figures
from db.rules.statistics_progress import Pair, advances
from db.rules.statistics_spread import ranks
from tests.db.rules import plain_statistics as plain

LEVELS = read_levels("优秀85、良好75、合格60、待提高0")
FULLS = st.sampled_from([Decimal(50), Decimal(75), Decimal(100), Decimal(120), Decimal("33.5")])
PERCENTS = st.decimals(0, 100, places=1, allow_nan=False)
lines = st.builds(Lines, FULLS, PERCENTS, PERCENTS, PERCENTS, PERCENTS)
rules = st.fixed_dictionaries(
    dict.fromkeys(
        ("absent_due", "exempt_due", "deferred_due", "absent_low", "inclusive", "came", "left"), st.booleans()
    )
    | dict.fromkeys(("denominator", "mean_denominator"), st.sampled_from(["due", "sat"]))
)


@st.composite
def pupils(draw: st.DrawFn, full: Decimal) -> list[tuple[Decimal | None, str, str]]:
    mark = st.decimals(0, full, places=draw(st.sampled_from([0, 1, 2])), allow_nan=False)
    result = st.one_of(
        mark.map(lambda m: (m, "")), st.sampled_from([(None, "1"), (None, "2"), (None, "3"), (None, "")])
    )
    return [(*one, standing) for one, standing in draw(st.lists(st.tuples(result, st.sampled_from(["", "", "", "1", "2", "3"])), max_size=60))]  # fmt: skip # noqa: E501


def marks_of(found: list[tuple[Decimal | None, str, str]]) -> list[Mark]:
    return [Mark(n, "room", "school", "paper", *one) for n, one in enumerate(found)]


@given(st.data(), lines, rules)
def test_every_figure_is_what_a_plain_count_makes_it(data: st.DataObject, line: Lines, rule: dict[str, object]) -> None:
    found = data.draw(pupils(line.full))
    counting = Counting(**rule)  # type: ignore[arg-type]
    made = tally(marks_of(found), line, counting, LEVELS)
    got = figures(made, line, counting)
    asked = {"passing": line.passing, "excellent": line.excellent, "good": line.good, "low": line.low}
    wanted = plain.everything(found, line.full, asked, rule)
    assert (made.due(counting), made.sat, made.apart, made.blank) == tuple(
        wanted[name] for name in ("due", "sat", "apart", "blank")
    )
    for name in ("avg", "pass", "excel", "good", "low"):
        assert got[name].value == wanted[name], name
    assert sum(made.levels.values()) == made.sat
    counted, apart = who_counts(marks_of(found), counting)
    assert len(counted) == made.due(counting)
    assert len(counted) + len(apart) == len(found)
    assert all(reason for _, reason in apart)


@given(st.data(), lines)
def test_the_order_of_pupils_and_of_classes_does_not_matter(data: st.DataObject, line: Lines) -> None:
    found = marks_of(data.draw(pupils(line.full)))
    mixed = data.draw(st.permutations(found))
    cut = data.draw(st.integers(0, len(found)))
    whole = tally(found, line, Counting(), LEVELS)
    assert tally(mixed, line, Counting(), LEVELS) == whole
    parts = together([tally(mixed[:cut], line, Counting(), LEVELS), tally(mixed[cut:], line, Counting(), LEVELS)])
    assert parts == whole


def test_nobody_all_absent_and_a_single_pupil() -> None:
    line, counting = Lines(), Counting()
    nobody = figures(tally([], line, counting), line, counting)
    assert {figure.shown for figure in nobody.values()} == {"—"}
    assert all(figure.working.result.startswith("算不出") for figure in nobody.values())
    absent = [Mark(n, "r", "s", "p", None, "1") for n in range(3)]
    found = figures(tally(absent, line, counting), line, counting)
    assert (found["avg"].shown, found["pass"].shown) == ("0.0", "0.0")
    assert figures(tally(absent, line, counting), line, Counting(denominator="sat"))["pass"].value is None
    one = figures(tally([Mark(1, "r", "s", "p", Decimal("86.5"))], line, counting), line, counting)
    assert (one["avg"].shown, one["excel"].shown, one["avg"].small) == ("86.5", "100.0", True)


@given(
    st.lists(st.tuples(st.sampled_from("甲乙丙"), st.integers(0, 200), st.integers(0, 200)), min_size=1, max_size=40)
)
def test_progress_is_what_a_plain_count_makes_it(drawn: list[tuple[str, int, int]]) -> None:
    pairs = [(room, Fraction(now, 2), Fraction(base, 2)) for room, now, base in drawn]
    rooms = sorted({room for room, _, _ in pairs})
    found = advances([Pair(n, *pair) for n, pair in enumerate(pairs)], rooms)
    for room, wanted in plain.progress(pairs).items():
        got = found[room]
        assert (got.count, got.difference, got.ratio, got.rank) == tuple(
            wanted[name] for name in ("count", "difference", "ratio", "rank")
        )
        assert got.rose == Fraction(wanted["rose"], wanted["count"])
    assert sum((found[room].difference or 0) * found[room].count for room in rooms) == 0, "what one gains others lose"


@given(st.lists(st.fractions(0, 100), max_size=30))
def test_ranks_share_the_best_place(values: list[Fraction]) -> None:
    assert ranks(values) == plain.places(values)
