"""Appraisals of persons: months that count in the year, principals with their school, leaders bound with theirs."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from db.appraisals import sources
from db.errors import NotFound, Trouble
from db.register import key_id
from db.registers import (
    AnnualReview,
    Appraisal,
    AppraisalHead,
    AppraisalMark,
    AppraisalScheme,
    Assignment,
    Breach,
    Document,
    Observation,
    School,
    Staff,
    StaffLeave,
    Training,
)
from db.rules.working import Working
from db.targets.asked import Actual
from desktop.work import (
    appraisal_honours,
    appraisal_marks,
    appraising,
    appraising_told,
    documents,
    papers,
    rows,
    settings,
    tables,
)
from desktop.work.frozen import Frozen
from desktop.work.office import Office
from tests.desktop.reports.reading import Paper as Pages
from tests.desktop.work.offices import Offices

D = Decimal
POINT, PRIMARY = "黑沟教学点", "白杨小学"


@pytest.fixture
def offices(tmp_path: Path) -> Iterator[Offices]:
    made = Offices(tmp_path)
    yield made
    made.close()


def test_a_schools_machine_appraises_its_teachers_and_only_objects_to_what_the_center_gave(offices: Offices) -> None:
    point = offices.point
    with point.change("教师") as work:
        work.add(Staff(school_id=point.school_id, name="贺老师", kind="1"))
    offices.carry()
    made = appraising.begin(offices.center, "安全工作十项考核", "2026-1", [point.school])
    (key,) = [bytes.fromhex(one) for one in made.data["appraisals"]]
    appraisal_marks.fill(offices.center, [key])
    offices.carry()
    for does in (
        lambda: appraisal_marks.judge(point, key, 2, D(1)),
        lambda: appraisal_marks.fill(point, [key]),
        lambda: appraising.settle(point, [key]),
        lambda: appraising.begin(point, "单项评估（19项）", "2026"),
    ):
        with pytest.raises(Trouble, match="由中心学校评定"):
            does()
    appraisal_marks.appeal(point, key, 2, "通报的不是本校")
    mine = appraising.begin(point, "师德月考核", "2026-10")
    assert len(mine.data["appraisals"]) == 1
    offices.carry()
    with pytest.raises(Trouble, match="申诉没有答复"):
        appraising.settle(offices.center, [key])
    appraisal_marks.answer(offices.center, key, 2, "核实了，不是", D(10))
    appraising.settle(offices.center, [key])
    offices.carry()
    assert (
        appraising_told.described(point, "safety-ten").data
        == appraising_told.described(offices.center, "safety-ten").data
    )
    with pytest.raises(Frozen):
        rows.change(point, AppraisalMark, key_id("appraisal_marks", [key, heads_of(point, key)[1]]), {"points": "1"})


def heads_of(office: Office, key: bytes) -> list[bytes]:
    return [one["id"] for one in appraisal_marks.sheets(office, [key])[0].heads]


@pytest.fixture
def town(office: Office) -> Office:
    """Two schools with a principal each, a teacher beside one of them, and a leader of the center."""
    with office.change("填写") as work:
        primary = work.add(School(name=PRIMARY, kind="primary", parent_id=office.school_id, principal="石校长")).id
        point = work.add(School(name=POINT, kind="point", parent_id=office.school_id, principal="贺负责")).id
        for school, name in ((primary, "石校长"), (primary, "陈老师"), (point, "贺负责"), (office.school_id, "周主任")):
            work.add(Staff(school_id=school, name=name, kind="1"))
        work.add(Assignment(kind="2", name="周主任", what=f"{POINT}、不存在的学校", bound=True))
    return office


def person(office: Office, name: str) -> bytes:
    return next(key for key, title in office.titles("staff").items() if title == name)


def begun(office: Office, scheme: str, period: str = "", *names: str) -> dict[str, bytes]:
    """Who is appraised, with the key of each appraisal."""
    made = appraising.begin(office, scheme, period, names)
    keys = [bytes.fromhex(one) for one in made.data["appraisals"]]
    return {one.who: one.row["id"] for one in appraisal_marks.sheets(office, keys)}


def head(office: Office, key: bytes, number: int) -> dict[str, Any]:
    told = appraising_told.described(office).data["appraisals"]
    one = next(one for one in told if one["id"] == key.hex())
    return dict(one["heads"][number - 1])


def settled(office: Office, keys: list[bytes]) -> None:
    appraisal_marks.fill(office, keys)
    appraising.settle(office, keys)


def test_a_month_of_ethics_takes_off_for_days_without_leave_only_and_one_veto_decides(town: Office) -> None:
    with town.change("请假") as work:
        words = {"first_on": date(2026, 10, 12), "last_on": date(2026, 10, 14), "reason": "家中有事"}
        work.add(StaffLeave(staff_id=person(town, "陈老师"), kind="90", **words))
        work.add(StaffLeave(staff_id=person(town, "石校长"), kind="1", **words))
    mine = begun(town, "师德月考核", "2026-10", PRIMARY)
    assert set(mine) == {"石校长", "陈老师"}
    days = sum(date(2026, 10, n).weekday() < 5 and n > 7 for n in range(1, 32))  # 1–7 October are holidays
    found = head(town, mine["陈老师"], 4)
    due = int(found["working"].split("应出勤天数：")[1].split("\n")[0])
    assert due in (days, days + 5, days - 5), "the calendar's own holidays"
    assert found["points"] == str((D(15 * (due - 3) * 100 // due) / 100).quantize(D("0.01")))
    assert head(town, mine["石校长"], 4)["points"] == "15.00"
    appraisal_marks.judge(town, mine["陈老师"], 1, D(0), "体罚学生，查实")
    settled(town, list(mine.values()))
    grades = {row["staff"]: row["grade"] for row in tables.table(town, Appraisal).rows}
    assert grades == {"石校长": "优", "陈老师": "不合格"}


def test_only_a_breach_that_was_found_true_takes_the_marks_and_the_grade(town: Office) -> None:
    who = person(town, "陈老师")
    with town.change("线索") as work:
        work.add(Breach(staff_id=who, on=date(2026, 10, 9), kind="1", proved=False))
        work.add(Breach(staff_id=who, on=date(2026, 10, 12), kind="2", proved=True))
        work.add(Breach(staff_id=who, on=date(2026, 9, 12), kind="1", proved=True))
    mine = begun(town, "师德月考核", "2026-10", PRIMARY)
    assert [head(town, mine["陈老师"], number)["points"] for number in (1, 2)] == ["10.00", "0.00"]
    assert "有偿补课" in head(town, mine["陈老师"], 2)["working"]
    assert [head(town, mine["石校长"], number)["points"] for number in (1, 2)] == ["10.00", "10.00"]
    settled(town, list(mine.values()))
    told = {one["who"]: one["vetoed"] for one in appraising_told.described(town).data["appraisals"]}
    assert told == {"石校长": False, "陈老师": True}


def test_the_months_of_the_year_are_a_head_of_the_year(town: Office) -> None:
    shares = []
    for month, lost in (("2026-09", 0), ("2026-10", 5), ("2026-11", 10)):
        mine = begun(town, "师德月考核", month, PRIMARY)
        appraisal_marks.judge(town, mine["陈老师"], 5, D(15 - lost))
        appraisal_marks.fill(town, list(mine.values()))
        if month != "2026-11":
            appraising.settle(town, list(mine.values()))
            (sheet,) = appraisal_marks.sheets(town, [mine["陈老师"]])
            shares.append(Fraction(str(sheet.row["share"])))
    year = begun(town, "教师年度考核", "2026", "陈老师")
    mean = sum(shares) / len(shares)
    assert head(town, year["陈老师"], 1)["points"] == f"{D(int(mean * 15)) / 100:.2f}"
    assert "2026年9月" in head(town, year["陈老师"], 1)["working"]
    assert "2026年11月" not in head(town, year["陈老师"], 1)["working"], "what is not settled does not count"


def test_lessons_and_hours_are_read_by_person(town: Office) -> None:
    who = person(town, "陈老师")
    with town.change("听课、培训") as work:
        for n in range(7):
            words = {"listener_name": "陈老师", "listener_id": who, "teacher_name": f"别人{n}"}
            work.add(Observation(school_id=town.school_called(PRIMARY), heard_on=date(2026, 10, 12 + n), **words))
        work.add(Training(staff_id=who, name="国培", last_on=date(2026, 9, 20), hours=D("30.5")))
        work.add(Training(staff_id=who, name="上学年的", last_on=date(2026, 5, 20), hours=D(90)))
    year = begun(town, "教师年度考核", "2026", "陈老师")["陈老师"]
    assert head(town, year, 8)["points"] == "1.75"  # 5 × 7 ÷ 20
    assert head(town, year, 4)["points"] == "2.11"  # 5 × 30.5 ÷ 72 = 2.118…, cut off
    assert head(town, year, 7)["points"] is None, "no sheet was filled in"


def test_a_principal_answers_for_the_school_and_a_leader_for_the_bound_ones(town: Office) -> None:
    single = begun(town, "单项评估（19项）", "2026", PRIMARY, POINT)
    appraisal_marks.judge(town, single[POINT], 2, D(5))
    assert head(town, begun(town, "校长年度目标考核", "2026", "贺负责")["贺负责"], 1)["points"] is None
    settled(town, list(single.values()))
    (sheet,) = appraisal_marks.sheets(town, [single[POINT]])
    share = Fraction(str(sheet.row["share"]))
    assert share < 100
    leader = begun(town, "包校领导捆绑考核", "2026")
    assert set(leader) == {"周主任"}
    assert head(town, leader["周主任"], 1)["points"] == f"{D(int(share * 50)) / 100:.2f}"
    assert PRIMARY not in head(town, leader["周主任"], 1)["working"], "only the schools that are looked after"
    heads = {row["staff"]: row["id"] for row in tables.table(town, Appraisal).rows if "校长年度" in row["scheme"]}
    appraising.refresh(town, [bytes.fromhex(key) for key in heads.values()])
    assert head(town, bytes.fromhex(heads["贺负责"]), 1)["points"] == f"{D(int(share * 40)) / 100:.2f}"


def test_who_is_not_named_well_enough_is_said_and_left_out(town: Office) -> None:
    told = appraising.begin(town, "校长年度目标考核", "2026")
    assert told.data["left"] == ["青石镇中心学校"]
    assert "没有写负责人" in told.sentence
    with pytest.raises(NotFound, match="不考核“陈老师”"):
        appraising.begin(town, "校长年度目标考核", "2026", ["陈老师"])
    with pytest.raises(Trouble, match="不是这个方案的周期"):
        appraising.begin(town, "师德月考核", "2026-1")


def test_a_term_of_office_is_the_mean_of_its_years_and_says_which_are_missing(town: Office) -> None:
    shares = []
    for year, lost in (("2024", 10), ("2025", 0), ("2022", 10)):
        one = begun(town, "校长年度目标考核", year, "石校长")["石校长"]
        appraisal_marks.judge(town, one, 5, D(10 - lost))
        settled(town, [one])
        (sheet,) = appraisal_marks.sheets(town, [one])
        shares.append(Fraction(str(sheet.row["share"])))
    found = head(town, begun(town, "校长任期目标考核", "2026", "石校长")["石校长"], 1)
    mean = (shares[0] + shares[1]) / 2
    assert found["points"] == f"{D(int(mean * 60)) / 100:.2f}", (
        "three years back from the asked one, 2022 is not among them"
    )


def test_less_is_better_where_the_measure_says_so() -> None:
    def actual(value: Fraction | None) -> Actual:
        return Actual(value, Working("", "", (), ""))

    points = sources.points_of
    assert points(actual(Fraction(3)), D(10), D(4), "2") == D("10.00")
    assert points(actual(Fraction(6)), D(10), D(4), "2") == D("6.66")
    assert points(actual(Fraction(0)), D(10), D(0), "2") == D("10.00")
    assert points(actual(Fraction(1)), D(10), D(0), "2") == D("0.00")
    assert points(actual(Fraction(1)), D(10), D(0), "1") is None


def test_titles_are_published_honoured_and_certified_without_marks(town: Office) -> None:
    single = begun(town, "单项评估（19项）", "2026", PRIMARY, POINT)
    keys = list(single.values())
    with pytest.raises(Trouble, match="够得上称号"):
        appraisal_honours.certify(town, keys)
    for number in range(2, 20):
        if head(town, single[POINT], number)["by"] != "record":
            appraisal_marks.judge(town, single[POINT], number, D("89.99"))
    settled(town, keys)
    told = {one["who"]: one["prizes"] for one in appraising_told.described(town).data["appraisals"]}
    assert len(told[PRIMARY]) == 19
    assert told[POINT] == ["教学管理先进单位"], "nothing else reaches the line of 90 %"
    draft = appraisal_honours.publish(town, keys)
    with town.look() as connection:
        cells = list(connection.exec_driver_sql("SELECT value FROM document_fields").scalars())
    assert draft.data["titles"] == 20
    assert "教学管理先进单位" in cells
    assert not any("89.99" in str(cell) for cell in cells)
    documents.discard(town, bytes.fromhex(draft.data["id"]))
    appraisal_honours.certify(town, [single[POINT]])
    (certificate,) = [row for row in tables.table(town, Document).rows if row["number"]]
    assert (certificate["number"], certificate["kind"]) == (1, "荣誉证书")
    assert appraisal_honours.roll(town, keys).data["titles"] == 20
    with pytest.raises(Trouble, match="都已经出具过证书"):
        appraisal_honours.certify(town, [single[POINT]])
    documents.void(town, bytes.fromhex(certificate["id"]), "写错了")
    assert len(appraisal_honours.certify(town, keys).data["documents"]) == 20, "the voided one again, and the others"


def test_results_go_into_the_yearly_review_once_and_what_stands_there_stays(town: Office) -> None:
    mine = begun(town, "教师年度考核", "2025", PRIMARY)
    with town.change("已有") as work:
        work.add(AnnualReview(staff_id=person(town, "石校长"), year=2026, grade="3"))
    with pytest.raises(Trouble, match="没有评定好"):
        appraising.review(town, list(mine.values()))
    settled(town, list(mine.values()))
    assert appraising.review(town, list(mine.values())).data == {"reviews": 1}
    found = {row["staff"]: row["grade"] for row in tables.table(town, AnnualReview).rows}
    assert found["石校长"] == "基本合格"
    assert found["陈老师"] in ("优秀", "合格")


def test_what_was_judged_can_be_taken_back_and_the_ledger_answers_again(town: Office) -> None:
    mine = begun(town, "师德月考核", "2026-10", PRIMARY)["陈老师"]
    appraisal_marks.judge(town, mine, 4, D(3), "纸质考勤不符")
    appraisal_marks.judge(town, mine, 5, D(3))
    for number in (4, 5):
        appraisal_marks.clear(town, mine, number)
    assert (head(town, mine, 4)["points"], head(town, mine, 4)["by"]) == ("15.00", "record")
    assert head(town, mine, 5)["points"] is None


def test_a_judgement_that_was_taken_back_leaves_the_head_to_the_ledger_that_fills_later(town: Office) -> None:
    year = begun(town, "教师年度考核", "2026", "陈老师")["陈老师"]
    appraisal_marks.judge(town, year, 1, D(12))
    appraisal_marks.clear(town, year, 1)
    assert head(town, year, 1)["points"] is None
    settled(town, [begun(town, "师德月考核", "2026-10", "陈老师")["陈老师"]])
    appraising.refresh(town, [year])
    assert (head(town, year, 1)["points"], head(town, year, 1)["by"]) == ("15.00", "record")


def test_a_kind_of_breach_that_nobody_knows_gives_no_marks(town: Office) -> None:
    with town.change("写错的方案") as work:
        row = next(one for one in town.known.small("appraisal_heads") if one["which"] == "体罚侮辱学生")
        work.get(AppraisalHead, row["id"]).which = "体法"
    mine = begun(town, "师德月考核", "2026-10", "陈老师")["陈老师"]
    assert head(town, mine, 1)["points"] is None


def test_the_summary_prints_every_head_and_places_only_where_the_office_says_so(town: Office, tmp_path: Path) -> None:
    single = begun(town, "学校整体评估", "2026", PRIMARY, POINT)
    appraisal_marks.judge(town, single[POINT], 7, D(2))
    settled(town, list(single.values()))
    papers.make(town, "appraisal-summary", tmp_path / "a.pdf", {"scheme": "学校整体评估", "period": "2026"})
    text = Pages(tmp_path / "a.pdf").text.replace("\n", "")
    for words in ("学校整体评估汇总表", PRIMARY, "师德师风"):
        assert words in text
    papers.make(town, "appraisal-results", tmp_path / "b.pdf", {"scheme": "学校整体评估"})
    assert "位次" not in Pages(tmp_path / "b.pdf").text
    settings.decide(town, "appraisal.places", "是")
    papers.make(town, "appraisal-results", tmp_path / "c.pdf", {"scheme": "学校整体评估"})
    assert "位次" in Pages(tmp_path / "c.pdf").text


def test_every_scheme_ships_whole(town: Office) -> None:
    heads = tables.table(town, AppraisalHead).rows
    for scheme in tables.table(town, AppraisalScheme).rows:
        mine = [row for row in heads if row["scheme"] == scheme["name"]]
        full = sum(D(str(row["full"])) for row in mine)
        assert full == (1900 if scheme["name"] == "单项评估（19项）" else 100), scheme["name"]
        assert all(row["wanted"] for row in mine if row["measure"]), scheme["name"]
