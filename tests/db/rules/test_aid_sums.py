"""The sums of aid equal what one would count by hand, whatever order the applications stand in."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from db.rules.aid_sums import Line, Sum, summed, total

lines = st.lists(
    st.tuples(
        st.sampled_from(["青石", "黑沟"]),
        st.builds(
            Line,
            st.sampled_from("1234567"),
            st.sampled_from(["1", "2", ""]),
            st.sampled_from(["1", "2"]),
            st.none() | st.sampled_from([Decimal("312.5"), Decimal("625"), Decimal("750")]),
        ),
    )
)


@given(lines, st.randoms())
def test_groups_add_up_to_the_whole_and_order_does_not_matter(found: list[tuple[str, Line]], chance: object) -> None:
    sums = summed(found)
    chance.shuffle(found)  # type: ignore[attr-defined]
    assert summed(found) == sums
    whole = total(sums.values())
    assert whole.applied == len(found)
    agreed = [line for _, line in found if line.state in "34567"]
    assert (whole.agreed, whole.boarders + whole.day) == (len(agreed), len(agreed))
    assert whole.yuan == sum((line.amount or 0 for line in agreed), Decimal(0))
    assert whole.signed <= whole.paid <= whole.agreed <= whole.applied
    assert whole.boys + whole.girls == sum(line.sex in ("1", "2") for line in agreed)


def test_nobody_is_nothing() -> None:
    assert summed([]) == {}
    assert total([]) == Sum()
