"""Village children against the school rosters."""

import pytest

from db.rules.comparison import Rosters, Standing

CENTER = "青石镇中心学校"
NUMBER = "619901201603161400"
PUPIL = {"id_number": NUMBER, "name": "程语桐", "born_on": "2016-03-16"}
UNNUMBERED = {"id_number": None, "name": "丁鹏帆", "born_on": "2016-01-01"}
ROSTERS = Rosters([PUPIL, UNNUMBERED], [CENTER])


def child(**words: object) -> dict[str, object]:
    return {"id_number": None, "name": "无名", "born_on": "2016-03-16", "in_school": None, "attends": None, **words}


@pytest.mark.parametrize(
    ("row", "standing"),
    [
        (child(id_number=NUMBER, name="另一个写法"), Standing.HERE),
        (child(name="丁鹏帆", born_on="2016-01-01", in_school=0), Standing.HERE),
        (child(name="丁鹏帆", born_on="2016-01-02", in_school=0), Standing.NOWHERE),
        (child(in_school=1, attends="云岭县实验小学"), Standing.ELSEWHERE),
        (child(in_school=1, attends=CENTER), Standing.UNCLEAR),
        (child(in_school=1), Standing.UNCLEAR),
        (child(), Standing.UNCLEAR),
        (child(in_school=0), Standing.NOWHERE),
        (child(born_on="2020-08-31", in_school=0), Standing.NOWHERE),
        (child(born_on="2020-09-01", in_school=0), Standing.YOUNG),
        (child(born_on="2011-08-31", in_school=0), Standing.GROWN),
        (child(born_on=None, in_school=0), Standing.NOWHERE),
    ],
)
def test_where_a_child_is(row, standing):
    assert ROSTERS.standing(row, 2026) is standing


def test_two_children_of_one_name_and_birthday_are_told_apart_by_their_numbers():
    twin = child(id_number="619901201603161427", name="程语桐", in_school=0)
    assert ROSTERS.student(twin) is None
    assert ROSTERS.standing(twin, 2026) is Standing.NOWHERE


def test_a_child_without_a_number_is_found_by_name_and_birthday():
    assert ROSTERS.student(child(name="程语桐")) is PUPIL
