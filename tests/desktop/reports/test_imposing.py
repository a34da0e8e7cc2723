"""A booklet's pages read in order when its sheets are laid into each other and folded."""

from hypothesis import given
from hypothesis import strategies as st

from desktop.reports.imposing import A5, BOOKLET, saddle


def folded(sides: list[list[int | None]]) -> list[int | None]:
    """What one reads, leafing through: the sheets nested, the first one outside."""
    sheets = [(front, back) for front, back in zip(sides[::2], sides[1::2], strict=True)]
    first = [page for (_, right), (left, _) in sheets for page in (right, left)]
    second = [page for (left, _), (_, right) in reversed(sheets) for page in (right, left)]
    return first + second


@given(st.integers(1, 120))
def test_every_page_is_there_once_and_in_order_with_white_at_the_end(count: int) -> None:
    read = folded(saddle(count))
    assert read[:count] == list(range(count))
    assert set(read[count:]) <= {None}
    assert len(read) % 4 == 0
    assert len(read) - count < 4


def test_eight_pages_lie_as_a_printer_lays_them() -> None:
    assert saddle(8) == [[7, 0], [1, 6], [5, 2], [3, 4]]


def test_two_pages_fill_the_sheet_exactly() -> None:
    left, right = BOOKLET.sheets(4)[0]
    assert (left.x, right.x) == (0.0, A5[0])
    assert BOOKLET.size[0] == 2 * A5[0]
