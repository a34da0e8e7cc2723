"""Three lists compared: every line is one person, every person stands in one cell, and nobody gains by the order."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from db.rules.list_comparison import Entry, alike, compare, identities

HOUSEHOLD, ENROLLED, PRESENT = "household", "enrolled", "present"
DAY = date(2016, 3, 12)

entries = st.builds(
    Entry,
    row=st.binary(min_size=1, max_size=2),
    id_number=st.sampled_from(["", "", "A", "B", "C"]),
    sound=st.sampled_from(["", "zhang san", "li si"]),
    born_on=st.sampled_from([None, DAY, date(2015, 1, 1)]),
)
lists = st.dictionaries(
    st.sampled_from([HOUSEHOLD, ENROLLED, PRESENT]), st.lists(entries, max_size=6, unique_by=lambda e: e.row)
)


def cells(found: dict[frozenset[str], list[object]]) -> dict[frozenset[str], int]:
    return {cell: len(persons) for cell, persons in found.items()}


def test_a_number_decides_else_the_sound_of_the_name_with_the_birth_date() -> None:
    found = compare(
        {
            HOUSEHOLD: [Entry(b"1", "A", "zhang san", DAY), Entry(b"2", "", "li si", DAY)],
            ENROLLED: [Entry(b"3", "A", "zhang shan", date(2016, 3, 21)), Entry(b"4", "B", "li si", DAY)],
            PRESENT: [Entry(b"5", "", "zhang san", DAY)],
        }
    )
    assert cells(found) == {  # type: ignore[arg-type]
        frozenset({HOUSEHOLD, ENROLLED, PRESENT}): 1,
        frozenset({HOUSEHOLD, ENROLLED}): 1,
    }


def test_two_of_one_sound_and_day_are_not_guessed_at_but_shown() -> None:
    twins = [Entry(b"1", "A", "li si", DAY), Entry(b"2", "B", "li si", DAY)]
    found = compare({HOUSEHOLD: twins, PRESENT: [Entry(b"3", "", "li si", DAY)]})
    assert cells(found) == {frozenset({HOUSEHOLD}): 2, frozenset({PRESENT}): 1}  # type: ignore[arg-type]
    together = alike([person for persons in found.values() for person in persons])
    assert [len(group) for group in together] == [3]


def test_who_has_neither_number_nor_birth_date_stands_alone() -> None:
    found = compare({HOUSEHOLD: [Entry(b"1", sound="li si")], PRESENT: [Entry(b"2", sound="li si")]})
    assert cells(found) == {frozenset({HOUSEHOLD}): 1, frozenset({PRESENT}): 1}  # type: ignore[arg-type]


def test_a_list_that_names_somebody_twice_still_knows_one_person() -> None:
    found = compare({HOUSEHOLD: [Entry(b"1", "A"), Entry(b"2", "A")]})
    (person,) = found[frozenset({HOUSEHOLD})]
    assert [entry.row for entry in person.entries[HOUSEHOLD]] == [b"1", b"2"]


@given(lists)
def test_every_line_belongs_to_one_person_and_every_person_to_one_cell(given_lists: dict[str, list[Entry]]) -> None:
    found = compare(given_lists)
    persons = [(cell, person) for cell, of in found.items() for person in of]
    assert all(person.cell == cell for cell, person in persons)
    assert len({person.identity for _, person in persons}) == len(persons)
    for name, of in given_lists.items():
        seen = [entry for _, person in persons for entry in person.entries.get(name, ())]
        assert sorted(seen, key=lambda e: e.row) == sorted(of, key=lambda e: e.row)


@given(lists, st.randoms(use_true_random=False))
def test_the_order_of_lists_and_lines_changes_nothing(given_lists: dict[str, list[Entry]], chance: object) -> None:
    turned = {name: list(reversed(of)) for name, of in reversed(given_lists.items())}
    assert compare(turned) == compare(given_lists)


@given(lists)
def test_lists_called_otherwise_give_the_same_cells_called_otherwise(given_lists: dict[str, list[Entry]]) -> None:
    other = {HOUSEHOLD: PRESENT, PRESENT: ENROLLED, ENROLLED: HOUSEHOLD}
    renamed = compare({other[name]: of for name, of in given_lists.items()})
    straight = compare(given_lists)
    assert {frozenset(other[n] for n in cell): {p.identity for p in of} for cell, of in straight.items()} == {
        cell: {p.identity for p in of} for cell, of in renamed.items()
    }


@given(st.lists(entries, max_size=12))
def test_one_number_is_one_person_and_two_numbers_are_two(some: list[Entry]) -> None:
    known = identities(some)
    for a in some:
        for b in some:
            if a.id_number and b.id_number:
                assert (known[a] == known[b]) == (a.id_number == b.id_number)
