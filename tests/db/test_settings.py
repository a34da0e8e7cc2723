"""Settings: what an office decides holds, what it cannot have meant does not, and every one that ships can be read."""

from datetime import date

import pytest

from db import settings
from db.errors import NotFound
from db.register import Context


@pytest.mark.parametrize("one", settings.definitions().values(), ids=lambda one: one.name)
def test_every_setting_ships_with_a_value_that_can_be_read_and_a_source(one: settings.Definition) -> None:
    if one.default == "":
        assert "不填" in (one.field.hint or "") + one.source, "an empty one says what stands in its place"
    else:
        assert one.read(None) is not None
        assert one.show(None)
    assert one.field.label
    assert one.source, "a figure without a source is an opinion"


def test_what_the_office_wrote_holds_and_nonsense_counts_as_nothing() -> None:
    assert settings.value("figures.small", "8") == 8
    assert settings.value("figures.small", None) == 5
    assert settings.value("figures.small", "几个") == 5
    assert Context(date(2026, 11, 21), 2026).setting("figures.small") == 5


def test_an_unknown_setting_is_named() -> None:
    with pytest.raises(NotFound, match="没有名为“雪”的设置"):
        settings.definition("雪")
