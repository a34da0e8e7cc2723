"""The key of a fact that two machines may both write down follows from its values, as a UUID of version 5."""

import uuid

from hypothesis import given
from hypothesis import strategies as st

from db.register import NAMESPACE, key_id, new_id

parts = st.lists(st.none() | st.integers() | st.text() | st.binary(min_size=16, max_size=16), max_size=4)


@given(st.text(), parts)
def test_it_is_the_uuid_that_every_other_program_would_make(register: str, values: list[object]) -> None:
    told = [register, *(v.hex() if isinstance(v, bytes) else "" if v is None else str(v) for v in values)]
    assert key_id(register, values) == uuid.uuid5(NAMESPACE, "\x1f".join(told)).bytes


def test_what_is_made_in_one_moment_stays_in_the_order_in_which_it_was_made() -> None:
    made = [new_id() for _ in range(5000)]
    assert made == sorted(set(made))
    assert {(uuid.UUID(bytes=one).version, uuid.UUID(bytes=one).variant) for one in made} == {(7, uuid.RFC_4122)}
