"""The analysis of the fifth grade's spring examination: every figure can be opened, and nobody is ranked."""

import shutil
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from db.errors import Trouble
from db.registers import Exam, ExamBase, Paper, School, SchoolClass, Score, ScoreLine, Student, Teaching
from desktop.work import analysis, exams, helping, score_sheets, score_taking, settings
from desktop.work.office import Office
from tests.desktop.work.township import SAMPLES, TODAY, bring, founded, listed

D, F = Decimal, Fraction
MATHS, ENGLISH, SCIENCE = "03", "04", "05"


@pytest.fixture(scope="module")
def with_scores(tmp_path_factory: pytest.TempPathFactory) -> Path:
    office = founded(tmp_path_factory.mktemp("成绩"))
    bring(office, "students", SAMPLES / "qingshi_center_students.xlsx")
    bring(office, "staff", SAMPLES / "qingshi_staff.xlsx")
    score_taking.apply(score_sheets.open_book(office, SAMPLES / "qingshi_g5_scores_2026spring.xlsx"))
    office.workspace.changed = False
    office.close()
    return office.path


@pytest.fixture
def office(with_scores: Path, tmp_path: Path) -> Iterator[Office]:
    office = Office.open(Path(shutil.copy(with_scores, tmp_path / "青石镇.xiangxiao")), "贺兰", TODAY)
    yield office
    office.workspace.changed = False
    office.close()


def spring(office: Office) -> analysis.Analysis:
    return analysis.of(office, exams.called(office, "").id)


def test_the_figures_are_those_worked_out_by_hand(office: Office) -> None:
    one, two = spring(office).classes(MATHS)
    assert (one.title, two.title) == ("五（1）班", "五（2）班"), "as they were called that spring"
    assert (one.due, one.sat) == (33, 31)
    assert {name: one.figures[name].shown for name in ("avg", "pass", "excel", "low")} == {
        "avg": "73.8", "pass": "84.8", "excel": "42.4", "low": "0.0",
    }  # fmt: skip
    assert one.figures["avg"].value == F("2434") / 33
    grade = spring(office).whole(one.paper)
    assert grade.figures["avg"].value == F("4619") / 63


def test_what_an_office_has_decided_changes_the_figures_and_their_working(office: Office) -> None:
    settings.decide(office, "quality.denominator", "实考人数")
    settings.decide(office, "quality.mean_denominator", "sat")
    settings.decide(office, "quality.excellent_line", "80")
    with office.change("另定") as rows:
        rows.add(ScoreLine(grade="5", subject=MATHS, passing=D(70)))
    found = spring(office)
    line = found.classes(MATHS)[0]
    assert line.figures["avg"].value == F("2434") / 31
    working = found.working(line, "pass")
    assert working.title == "五（1）班 数学 及格率"
    assert working.formula == "及格率 ＝ 及格人数 ÷ 实考人数 × 100%"
    assert [put.label for put in working.puts] == ["及格人数（70分及以上）", "实考人数"]


def test_a_working_names_who_was_counted_and_who_was_not_and_why(office: Office) -> None:
    found = spring(office)
    line = found.classes(ENGLISH)[0]
    working = found.working(line, "pass")
    assert working.result == line.figures["pass"].with_unit == "84.4%"
    assert len(working.counted) == line.due == 32
    assert [(found.names([student]), why) for student, why in working.apart] == [(["钟若莹"], "免考，不计入应考")]
    assert "万佑凯" in found.names(working.counted), "an absent pupil is due"


def test_a_paper_told_in_levels_opens_the_working_of_each(office: Office) -> None:
    with office.change("学业评价") as rows:
        exam = rows.add(Exam(school_id=office.school_id, year=2026, term="1", kind="4", from_grade="2", to_grade="2"))
        paper = rows.add(Paper(school_id=office.school_id, exam_id=exam.id, grade="2", subject=MATHS, scoring="2"))
        for name, level, absence in (("甲", "A", None), ("乙", "A", None), ("丙", "C", None), ("丁", None, "1")):
            pupil = rows.add(Student(school_id=office.school_id, name=name, stage="1", cohort=2025))
            words = {"paper_id": paper.id, "student_id": pupil.id, "level": level, "absence": absence}
            rows.add(Score(school_id=office.school_id, **words))
    found = analysis.of(office, exam.id)
    [line] = found.classes(MATHS)
    working = found.working(line, "levelA")
    assert (working.result, working.puts[0].value) == ("66.7%", "按登记的等级")
    assert set(found.names(working.counted)) == {"甲", "乙", "丙"}
    assert [(found.names([student]), why) for student, why in working.apart] == [(["丁"], "缺考，没有参加")]


def test_a_pupil_with_support_stands_apart_unless_the_office_counts_him(office: Office) -> None:
    with office.change("随班就读") as rows:
        score = next(r for r in listed(office, "scores", student="黄波") if r["paper"].endswith("数学"))
        rows.get(Score, bytes.fromhex(score["id"])).standing = "1"
    found = spring(office)
    line = found.classes(MATHS)[0]
    assert (line.due, line.tally.inclusive) == (32, 1)
    assert [why for _, why in found.working(line, "avg").apart] == ["随班就读，不计入"]
    settings.decide(office, "quality.inclusive", "是")
    assert spring(office).classes(MATHS)[0].due == 33


def test_teachers_small_classes_and_composite_classes_are_marked(office: Office) -> None:
    staff = bytes.fromhex(listed(office, "staff")[0]["id"])
    found = spring(office)
    line = found.classes(MATHS)[0]
    assert line.room is not None
    with office.change("任课") as rows:
        rows.add(Teaching(school_id=office.school_id, year=2025, term="2", class_id=line.room.id, subject=MATHS, teacher_id=staff))  # fmt: skip # noqa: E501
        mixed = rows.add(SchoolClass(school_id=office.school_id, stage="1", composite=True, grade5=True, grade4=True))
        pupil = rows.add(Student(school_id=office.school_id, name="复式生", class_id=mixed.id, stage="1", cohort=2021))
        rows.add(Score(school_id=office.school_id, paper_id=line.paper.id, student_id=pupil.id, class_id=mixed.id, mark=D(90)))  # fmt: skip # noqa: E501
    lines = spring(office).classes(MATHS)
    assert [one.remark for one in lines] == ["", "", analysis.COMPOSITE]
    assert lines[0].teacher == listed(office, "staff")[0]["name"]


def test_rolls_are_divided_by_where_they_were_written_down(office: Office) -> None:
    settings.decide(office, "quality.denominator", "roll")
    line = spring(office).classes(MATHS)[0]
    assert line.figures["pass"].shown == "—"
    assert "没有登记考试基数" in line.figures["pass"].why
    assert line.room is not None
    with office.change("基数") as rows:
        rows.add(ExamBase(school_id=office.school_id, exam_id=spring(office).sitting.id, class_id=line.room.id, enrolled=40))  # fmt: skip # noqa: E501
    assert spring(office).classes(MATHS)[0].figures["pass"].value == F(28) / F("38.8")


def autumn(office: Office, marks: dict[str, str]) -> None:
    """A mathematics paper of the autumn before, of 50 marks, for these pupils."""
    with office.change("上学期") as rows:
        exam = rows.add(Exam(school_id=office.school_id, year=2025, term="1", kind="1", from_grade="3", to_grade="6"))
        paper = rows.add(Paper(school_id=office.school_id, exam_id=exam.id, grade="5", subject=MATHS, full_marks=D(50)))
        pupils = {row["name"]: row for row in listed(office, "students")}
        for name, mark in marks.items():
            pupil = pupils[name]
            rows.add(Score(school_id=office.school_id, paper_id=paper.id, student_id=bytes.fromhex(pupil["id"]), class_id=bytes.fromhex(pupil["class_id"]), mark=D(mark)))  # fmt: skip # noqa: E501


def test_progress_counts_only_those_who_sat_both(office: Office) -> None:
    """77 and 75.5 in the first class, 95 and 95.5 in the second; in autumn 35, 40 and 40, 45 of 50."""
    autumn(office, {"冯霞诺": "35", "秦梓飞": "40", "武帆佑": "50", "欧阳勇涛": "40", "蒋欣": "45"})
    found = spring(office)
    measured = analysis.progress(office, found)
    assert measured is not None
    one, two = measured.classes(MATHS)
    assert (one.matched, two.matched) == (2, 2), "武帆佑 was absent in spring"
    now, base = F("76.25") - F("85.75"), F(75) - F(80)
    assert one.figures["difference"].value == now - base == -(two.figures["difference"].value or 0)
    assert one.figures["rank"].value == 0
    working = measured.working(one.line, "difference")
    assert sorted(found.names(working.counted)) == ["冯霞诺", "秦梓飞"]
    assert {why for _, why in working.apart} == {"上次不在这个年级的成绩里", "这次没有成绩"}
    assert measured.classes(SCIENCE) == []


def test_composites_by_the_offices_formula_and_weak_subjects(office: Office) -> None:
    found = spring(office)
    by_default = analysis.composites(office, found)
    line = found.classes(MATHS)[0]
    figure = by_default.figure(line)
    shares = {name: (line.figures[name].value or F(0)) * 100 for name in ("scoreRate", "pass", "excel")}
    assert figure.value == shares["scoreRate"] * F("0.4") + (shares["pass"] + shares["excel"]) * F("0.3")
    assert "平均分 × 0.4 ＋ 及格率 × 0.3 ＋ 优秀率 × 0.3" in figure.working.formula
    working = by_default.working(line)
    assert [put.value for put in working.puts][1] == "84.8485 × 0.3 ＝ 25.4545", "28 of 33, by hand"
    assert len(working.counted) == 33
    best = analysis.composites(office, found, "C1")
    assert "没有登记考试基数" not in best.figure(line).why
    assert best.figure(line).value is None, "C1 counts from those who began, and nobody wrote that down"
    weak = by_default.weak("五（1）班", [one for one in found.classes() if one.title == "五（1）班"])
    assert [(one.label, one.why) for one in weak] == [("道德与法治", "综合得分最低")]


def test_borderline_pupils_are_listed_once_and_what_teachers_wrote_stays(office: Office) -> None:
    found = spring(office)
    outcome = helping.put_on_list(office, found, MATHS, "1")
    rows = listed(office, "borderline")
    assert outcome.data == {"found": len(rows), "added": len(rows)}
    assert {row["student"] for row in rows} == {
        row["student"] for row in listed(office, "scores")
        if row["paper"].endswith("数学") and row["mark"] and D(55) <= D(row["mark"]) <= D(65)
    }  # fmt: skip
    from db.registers import Borderline
    from desktop.work import rows as work

    work.change(office, Borderline, bytes.fromhex(rows[0]["id"]), {"measures": "每周两次", "retest": "61"})
    assert listed(office, "borderline")[0]["converted"] is True
    assert helping.put_on_list(office, spring(office), MATHS, "1").data["added"] == 0
    assert listed(office, "borderline")[0]["measures"] == "每周两次"
    [done] = helping.conversions(office, [p.id for p in found.papers])
    assert (done.listed, done.converted, done.rate) == (len(rows), 1, F(1, len(rows)))


def test_borderline_pupils_of_the_total_sat_every_paper_and_are_within_ten_points(office: Office) -> None:
    found = spring(office)
    outcome = helping.put_on_list(office, found, "", "1", total=True)
    assert outcome.sentence.startswith("已列入临界生")
    sums: dict[str, list[D]] = {}
    for row in listed(office, "scores"):
        if row["mark"] and not row["absence"]:
            sums.setdefault(row["student"], []).append(D(row["mark"]))
    papers = [paper for paper in found.papers if paper.full]
    line = sum((paper.full * 60 / 100 for paper in papers if paper.full), D(0))
    near = {name for name, marks in sums.items() if len(marks) == len(papers) and abs(sum(marks) - line) <= 10}
    rows = listed(office, "borderline")
    assert {row["student"] for row in rows} == near
    assert len(near) == outcome.data["added"] > 0
    assert {(row["paper"], row["exam"]) for row in rows} == {("", found.sitting.title)}
    assert [row["class"] for row in rows] == sorted(row["class"] for row in rows), "class by class, not by marks"
    assert helping.put_on_list(office, spring(office), "", "1", total=True).data["added"] == 0
    [done] = helping.conversions(office, [p.id for p in found.papers], found.sitting.id)
    assert (done.title, done.listed) == ("总分", len(rows))
    settings.decide(office, "quality.border_total_above", "40")
    assert helping.put_on_list(office, spring(office), "", "1", total=True).data["added"] > 0


def test_the_senior_high_line_is_set_by_the_office_and_only_for_the_ninth_grade(office: Office) -> None:
    with pytest.raises(Trouble, match="没有填高中线"):
        helping.put_on_list(office, spring(office), MATHS, "3")
    with office.change("九年级模拟") as rows:
        words = {"year": 2026, "term": "1", "kind": "3", "from_grade": "9", "to_grade": "9"}
        mock = rows.add(Exam(school_id=office.school_id, senior_line=D(150), **words))
        papers = [
            rows.add(Paper(school_id=office.school_id, exam_id=mock.id, grade="9", subject=s, full_marks=D(120)))
            for s in (MATHS, ENGLISH)
        ]
        for name, marks in {"甲": ("75", "65"), "乙": ("80", "80"), "丙": ("80", "80.5"), "丁": ("150", None)}.items():
            pupil = rows.add(Student(school_id=office.school_id, name=name, stage="2", cohort=2024))
            for paper, mark in zip(papers, marks, strict=True):
                words = {"paper_id": paper.id, "student_id": pupil.id, "absence": None if mark else "1"}
                rows.add(Score(school_id=office.school_id, mark=D(mark) if mark else None, **words))
    outcome = helping.put_on_list(office, analysis.of(office, mock.id), MATHS, "3")
    assert outcome.data == {"found": 2, "added": 2}
    assert {(r["student"], r["line"], r["gap"]) for r in listed(office, "borderline")} == {
        ("甲", "高中线", "-10"), ("乙", "高中线", "10"),
    }  # fmt: skip
    assert rows_of_problems(office, mock.id) == []
    with office.change("改成八年级") as rows:
        rows.get(Exam, mock.id).from_grade = rows.get(Exam, mock.id).to_grade = "8"
    assert rows_of_problems(office, mock.id) == ["高中线只用于九年级。"]


def rows_of_problems(office: Office, exam: bytes) -> list[str]:
    with office.change("核对") as rows:
        return [p.sentence for p in rows.get(Exam, exam).problems(office.context) if p.field == "senior_line"]


def test_schools_are_compared_only_on_the_same_paper(office: Office) -> None:
    found = spring(office)
    assert found.of_schools(found.classes(MATHS)[0].paper) == []
    assert not found.comparable
    with office.change("各校同卷的模拟") as rows:
        other = rows.add(School(name="另一所小学", kind="primary"))
        mock = rows.add(Exam(year=2026, term="1", kind="3", from_grade="6", to_grade="6", same_paper=True))
        paper = rows.add(Paper(exam_id=mock.id, grade="6", subject=MATHS, full_marks=D(100)))
        for school, mark in ((office.school_id, "90"), (other.id, "70")):
            pupil = rows.add(Student(school_id=school, name="某", stage="1", cohort=2021))
            rows.add(Score(school_id=school, paper_id=paper.id, student_id=pupil.id, mark=D(mark)))
    same = analysis.of(office, mock.id)
    lines = same.of_schools(same.papers[0])
    assert [(line.title, line.figures["avg"].shown) for line in lines] == [
        ("另一所小学", "70.0"),
        ("青石镇中心学校", "90.0"),
    ]
    assert same.reference(lines[0]).figures["avg"].shown == "80.0"
    assert same.whole_words == "全镇"
