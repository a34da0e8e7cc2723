"""A closed school's machine after the stick has told it: whose it is now, and what to do next."""

from __future__ import annotations

from desktop.work.office import Office, move_in


def settle(office: Office) -> str:
    """Goes on as the successor's machine where this school has closed; what to say of it, or nothing."""
    before = office.school
    school = move_in(office.workspace)
    if school is None:
        return ""
    office.became(school)
    return (
        f"{before}已并入{office.school}，这台电脑以后是{office.school}的电脑。"
        f"请再交接一次，取回{office.school}的全部资料。"
    )
