"""常规得分 of a teacher and of a school, from finished sheets of rounds, worked by hand."""

from decimal import Decimal

from db.rules.routine import Routine
from desktop.work import rounds, settings, teaching
from desktop.work.inspections import Whom
from desktop.work.office import Office
from tests.desktop.work.inspected import begun, fill, teacher


def inspected(office: Office, kind: str, who: bytes, share: int = 1) -> Decimal:
    """One finished sheet of 教案 in a new round of that kind; its exact share of a hundred."""
    plan = rounds.Plan(name=f"{kind}{who.hex()[:4]}{share}", kind=kind, starts_on=office.today, ends_on=office.today)
    key = bytes.fromhex(rounds.new(office, plan, []).data["id"])
    sheet = fill(begun(office, "lesson-plans", Whom(office.school_id or b"", who), round_=key), share)
    sheet.finish()
    result = sheet.result
    return result.score * 100 / result.full


def test_spot_checks_and_the_end_of_term_count_by_half_and_special_rounds_not_at_all(office: Office) -> None:
    who, other = teacher(office, "甲"), teacher(office, "乙")
    poor, good = inspected(office, "weekly", who, 2), inspected(office, "monthly", who)
    final, _ = inspected(office, "final", who, 3), inspected(office, "special", who, 2)
    inspected(office, "random", other)
    found, school = teaching.summaries(office, office.school_id)
    by = {one.name: one.routine for one in found}
    expected = ((poor + good) / 2 + final) / 2
    assert by["甲"].score is not None
    assert abs(by["甲"].score - expected) <= Decimal("0.005")
    assert (by["甲"].spots, by["甲"].finals) == (2, 1)
    assert by["乙"].score == Decimal(100)
    assert by["乙"].said == "没有期末检查，只有平时"
    assert school.score is not None
    assert abs(school.score - ((poor + good + 100) / 3 + final) / 2) <= Decimal("0.005")


def test_the_office_decides_how_much_spot_checks_weigh(office: Office) -> None:
    who = teacher(office, "甲")
    spot, final = inspected(office, "weekly", who, 2), inspected(office, "final", who)
    settings.decide(office, "inspections.spot_share", "30")
    ((one,), _) = teaching.summaries(office, office.school_id)
    assert one.routine.score is not None
    assert abs(one.routine.score - (spot * 30 + final * 70) / 100) <= Decimal("0.005")


def test_without_any_sheet_there_is_no_score(office: Office) -> None:
    teacher(office, "甲")
    ((one,), school) = teaching.summaries(office, office.school_id)
    assert one.routine == school == Routine(None, 0, None, 0, None, "还没有检查")
