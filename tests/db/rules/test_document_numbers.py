"""Document numbers: written to the standard, read however they were written, none lost and none given twice unseen."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.rules import document_numbers as numbers

words = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), min_size=1, max_size=6)
years, counts = st.integers(1990, 2100), st.integers(1, 99_999)


@given(words, years, counts)
def test_a_number_is_read_as_it_was_written(word: str, year: int, number: int) -> None:
    assert numbers.read(numbers.written(word, year, number)) == (word, year, number)


@pytest.mark.parametrize(
    "typed",
    ["灞校发〔2014〕05号", "灞校发[2014]5号", "灞校发（2014）第5号", "灞校发【2014】005号", "灞校发〔2014年〕 5 号"],
)
def test_other_brackets_a_leading_zero_and_di_are_forgiven(typed: str) -> None:
    read = numbers.read(typed)
    assert read is not None
    assert numbers.written(*read) == "灞校发〔2014〕5号"


@pytest.mark.parametrize("typed", ["", "青石", "灞校发〔14〕5号", "灞校发〔2014〕号", "灞校发〔2014〕0号"])
def test_what_is_no_number_is_not_read_as_one(typed: str) -> None:
    assert numbers.read(typed) is None


@given(st.lists(counts, max_size=20))
def test_the_following_number_is_new_and_leaves_no_gap_of_its_own(taken: list[int]) -> None:
    new = numbers.following(taken)
    assert new not in taken
    assert new == 1 or new - 1 in taken


@given(st.lists(st.integers(1, 30), max_size=30))
def test_missing_and_doubled_are_what_counting_says(taken: list[int]) -> None:
    assert set(numbers.missing(taken)) == set(range(1, max(taken, default=0) + 1)) - set(taken)
    assert numbers.doubled(taken) == sorted(n for n, count in Counter(taken).items() if count > 1)


@given(st.lists(st.sampled_from(["issue here", "issue there", "void here", "void there", "meet"]), max_size=40))
def test_whatever_two_machines_do_no_number_is_lost_and_none_is_double_unseen(deeds: list[str]) -> None:
    """Each machine gives the number after those it knows; void ones keep theirs; meeting brings all to both."""
    here: dict[int, tuple[int, bool]] = {}
    there: dict[int, tuple[int, bool]] = {}
    given_out = 0

    def meet() -> None:
        for document in here.keys() | there.keys():
            seen = [books[document] for books in (here, there) if document in books]
            both = (seen[0][0], any(void for _, void in seen))
            here[document] = there[document] = both

    for deed in deeds:
        books = here if deed.endswith("here") else there
        if deed.startswith("issue"):
            given_out += 1
            books[given_out] = (numbers.following(number for number, _ in books.values()), False)
        elif deed.startswith("void") and books:
            last = max(books)
            books[last] = (books[last][0], True)
        elif deed == "meet":
            meet()
        assert numbers.missing(number for number, _ in books.values()) == []
    meet()
    assert here == there
    assert len(here) == given_out
    assert numbers.missing(number for number, _ in here.values()) == [], "no gap"
    standing = Counter(number for number, void in here.values() if not void)
    assert numbers.doubled(standing.elements()) == sorted(n for n, c in standing.items() if c > 1), "no double unseen"


@pytest.mark.parametrize(
    ("school", "word"),
    [
        ("青石镇中心学校", "青中校"), ("青石镇中心小学", "青中小"), ("白杨小学", "白小"), ("黑沟教学点", "黑教"),
        ("青石初级中学", "青初中"), ("青石中心幼儿园", "青幼"), ("龙泉九年制学校", "龙校"), ("中心学校", "中校"),
        ("云岭县第一中学", "云中"), ("", "本校"),
    ],
)  # fmt: skip
def test_a_school_without_a_word_gets_the_usual_one(school: str, word: str) -> None:
    assert numbers.suggested_word(school) == word
