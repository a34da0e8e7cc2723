"""The benches: work and floor in the same run, a ratio, and the bound that was asked."""

from collections.abc import Iterator
from pathlib import Path

import pytest

import measuring
from measuring import Pair, Plus, Skipped, Times, Under


def numbers(work: list[float], floor: list[float], bound: measuring.Bound, folder: Path) -> tuple[str, bool]:
    """A bench whose work and floor tell these numbers, the first of each being the warming up."""
    left, right = iter(work), iter(floor)

    def prepare(_: Path) -> Iterator[Pair]:
        yield Pair(lambda: next(left), lambda: next(right))

    return measuring.measure(measuring.Bench("find", "A name found.", bound, len(work) - 1, prepare), folder)


def test_the_middle_of_the_rounds_counts_and_the_warming_up_does_not(tmp_path: Path) -> None:
    said, holds = numbers([90, 3, 2, 40], [70, 1, 1, 1], Times(3), tmp_path)
    assert "3.00 × its floor, asked at most 3 ×: holds" in said
    assert holds


@pytest.mark.parametrize(
    ("bound", "holds"), [(Times(1.9), False), (Plus(11, "MB"), True), (Plus(9, "MB"), False), (Under(20, "MB"), False)]
)
def test_each_kind_of_bound_can_hold_and_can_fail(bound: measuring.Bound, holds: bool, tmp_path: Path) -> None:
    said, verdict = numbers([20, 20], [10, 10], bound, tmp_path)
    assert verdict == holds
    assert ("DOES NOT HOLD" in said) != holds


def test_what_tells_no_number_is_timed(tmp_path: Path) -> None:
    assert 0 < measuring.once(lambda: sum(range(1000))) == 499500.0
    assert 0 < measuring.once(lambda: None) < 1


def test_a_bench_without_a_sentence_is_refused() -> None:
    def silent(_: Path) -> Iterator[Pair]:
        yield Pair(int, int)

    with pytest.raises(ValueError, match="docstring"):
        measuring.bench(Times(2))(silent)


def test_a_bench_that_cannot_be_made_here_says_why_and_breaks_nothing(tmp_path: Path) -> None:
    def lacking(_: Path) -> Iterator[Pair]:
        raise Skipped("There is no network.")
        yield

    said, holds = measuring.measure(measuring.Bench("peer", "A peer.", Times(2), 1, lacking), tmp_path)
    assert said == "peer: skipped. There is no network."
    assert holds


def test_a_process_is_measured_whole_and_its_failure_is_not_a_time() -> None:
    import sys

    used = measuring.child([sys.executable, "-c", "x = bytearray(50_000_000)"])
    assert used.seconds > 0
    assert used.megabytes > 50
    with pytest.raises(RuntimeError, match="ended with 7"):
        measuring.child([sys.executable, "-c", "raise SystemExit(7)"])
