"""How many lessons somebody should hear follows from the post; the figures themselves are settings."""

from datetime import date

import pytest

from db import settings
from db.rules.listening import is_new, quota_of

TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("post", "class_teacher", "started", "setting"),
    [
        ("校长", False, "2001-08", "listening.principal"),
        ("副校长", False, "2001-08", "listening.deputy"),
        ("党支部书记、校长", False, "", "listening.principal"),
        ("教导主任", True, "2005-08", "listening.dean"),
        ("语文教研组长", False, "", "listening.dean"),
        ("班主任", False, "2005-08", "listening.class_teacher"),
        ("", True, "2005-08", "listening.class_teacher"),
        ("", True, "2025-08", "listening.new_teacher"),
        ("", False, "", "listening.teacher"),
    ],
)
def test_who_should_hear_how_many(post: str, class_teacher: bool, started: str, setting: str) -> None:
    assert quota_of(post, class_teacher, started, TODAY) == setting
    assert settings.value(setting, None) > 0


def test_a_teacher_is_new_for_three_years() -> None:
    assert is_new("2024-09", TODAY)
    assert not is_new("2023-11", TODAY)
    assert not is_new("2027-01", TODAY)
    assert not is_new("", TODAY)
