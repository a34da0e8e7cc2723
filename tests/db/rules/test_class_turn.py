"""Classes when the year turns: composite ones keep their grades or go up, and everybody who stays has a seat."""

from db.rules.class_turn import NewRoom, Room, Rooms

YOUNG = Room(b"young", 1, grades=frozenset({1, 2}))
THIRD = Room(b"third", 1, 2024)
FOURTH, OTHER = Room(b"fourth", 1, 2023), Room(b"other", 1, 2023, 2)
SIXTH = Room(b"sixth", 1, 2021)


def test_an_ordinary_class_goes_up_by_itself_and_the_graduates_class_closes() -> None:
    rooms = Rooms([THIRD, SIXTH], 2027)
    assert rooms.closed == {b"sixth"}
    assert rooms.seat(b"third", 1, 2024) == b"third"


def test_who_grows_out_of_a_composite_class_goes_on_to_the_next_class() -> None:
    rooms = Rooms([YOUNG, FOURTH], 2027)
    assert rooms.seat(b"young", 1, 2026) == b"young"
    assert rooms.seat(b"young", 1, 2025) == NewRoom(1, 2025)
    assert rooms.closed == set()


def test_a_class_that_reaches_the_grades_of_a_composite_class_joins_it() -> None:
    upper = Room(b"upper", 1, grades=frozenset({3, 4}))
    second = Room(b"second", 1, 2025)
    rooms = Rooms([upper, second], 2027)
    assert rooms.closed == {b"second"}
    assert rooms.seat(b"second", 1, 2025) == b"upper"
    assert rooms.seat(b"upper", 1, 2024) == b"upper"
    assert rooms.seat(b"upper", 1, 2023) == NewRoom(1, 2023)


def test_a_grade_that_has_classes_of_its_own_beside_the_composite_one_keeps_them() -> None:
    upper, third = Room(b"upper", 1, grades=frozenset({3, 4})), Room(b"third", 1, 2024)
    second = Room(b"second", 1, 2025)
    rooms = Rooms([upper, third, second], 2027)
    assert rooms.closed == {b"third"}
    assert rooms.seat(b"second", 1, 2025) == b"second"


def test_a_composite_class_may_go_up_with_its_pupils() -> None:
    last = Room(b"last", 1, grades=frozenset({5, 6}))
    rooms = Rooms([YOUNG, last], 2027, following={b"young", b"last"})
    assert rooms.regraded == {b"young": frozenset({2, 3}), b"last": frozenset({6})}
    assert rooms.seat(b"young", 1, 2025) == b"young"
    assert rooms.seat(b"last", 1, 2022) == b"last"
    gone = Rooms([Room(b"top", 1, grades=frozenset({6}))], 2027, following={b"top"})
    assert gone.closed == {b"top"}


def test_who_repeats_sits_in_the_class_below_the_one_of_the_same_number_first() -> None:
    rooms = Rooms([Room(b"fifth", 1, 2022, 2), FOURTH, OTHER, THIRD], 2027)
    assert rooms.seat(b"fifth", 1, 2023) == b"other"
    assert rooms.seat(b"other", 1, 2024) == b"third"
    assert rooms.seat(None, 1, 2023) is None
    assert rooms.seat(b"third", 1, 2025) is None
