"""Lots are drawn so that anybody with the list and the seed draws the same."""

from hypothesis import given
from hypothesis import strategies as st

from db.rules import drawing

PEOPLE = st.dictionaries(st.text(min_size=1, max_size=3), st.binary(min_size=16, max_size=16), min_size=1, max_size=30)


@given(PEOPLE, st.integers(0, 40), st.integers(0, 10**6), st.randoms())
def test_the_same_seed_draws_the_same_names_in_whatever_order_they_stand(
    people: dict[str, bytes], count: int, seed: int, chance: object
) -> None:
    drawn = drawing.draw(people, count, seed)
    turned = list(people.items())
    chance.shuffle(turned)  # type: ignore[attr-defined]
    assert len(drawn) == len(set(drawn)) == min(count, len(people))
    if len(set(people.values())) == len(people):
        assert drawing.draw(dict(turned), count, seed) == drawn
        assert drawing.checked(drawn, people, seed)


@given(PEOPLE, st.integers(1, 5), st.integers(0, 10**6), st.binary(min_size=16, max_size=16))
def test_a_newcomer_takes_one_place_at_most(people: dict[str, bytes], count: int, seed: int, key: bytes) -> None:
    before = drawing.draw(people, count, seed)
    after = drawing.draw(people | {"新来的人": key}, count, seed)
    assert len(set(before) - set(after)) <= 1


def test_who_is_drawn_stays_the_same_in_every_release() -> None:
    people = {name: name.encode().ljust(16, b".") for name in ("wang", "li", "zhao", "chen", "zhou")}
    assert drawing.draw(people, 3, 482109) == ["zhao", "wang", "zhou"]
    assert drawing.draw_each([{"a": b"1"}, {"b": b"2", "c": b"3"}], 1, 7) == ["a", "c"]
