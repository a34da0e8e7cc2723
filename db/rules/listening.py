"""Listening: how many lessons somebody should hear in a term, by post.

源：facts 6.2；各地不一，所以每个数都是设置（resources/settings/inspections.toml），这里只定谁用哪一个.
"""

from datetime import date

NEW_YEARS = 3
"""A teacher counts as new for so many years after starting work."""

_POSTS = (
    ("listening.principal", ("校长", "园长", "负责人", "党支部书记", "书记")),
    ("listening.dean", ("主任", "教研组长", "少先队辅导员", "团支书")),
)


def quota_of(post: str, class_teacher: bool, started_in: str, today: date) -> str:
    """The setting that says how many: by post (副校长 before 校长), else a new teacher, a class teacher, a teacher."""
    if "副" in post and any(word in post for word in ("校长", "园长")):
        return "listening.deputy"
    named = next((setting for setting, words in _POSTS if any(word in post for word in words)), None)
    if named is not None and "班主任" not in post:
        return named
    if is_new(started_in, today):
        return "listening.new_teacher"
    return "listening.class_teacher" if class_teacher or "班主任" in post else "listening.teacher"


def is_new(started_in: str, today: date) -> bool:
    """started_in: 2024-09, or empty where nobody knows."""
    if len(started_in) < 7:
        return False
    months = (today.year - int(started_in[:4])) * 12 + today.month - int(started_in[5:7])
    return 0 <= months < NEW_YEARS * 12
