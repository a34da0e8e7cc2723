"""Papers of examinations: figures as worked out, a label on every page, and no child's mark, place or neighbour."""

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from db.errors import PaperTrouble
from db.quality.analysis import NOT_COMPARED
from db.registers import Exam, Score, Student
from db.rules import borderline
from desktop.reports.charts import PAPER, Group, Look, bars, changes, legend, shares, svg
from desktop.reports.quality import REPORTS
from desktop.work import analysis, exams, helping, papers, score_sheets, score_taking
from desktop.work.office import Office
from tests.desktop.reports.reading import Paper
from tests.desktop.work.township import SAMPLES, TODAY, bring, founded

INTERNAL = "内部资料不得公开"
MATHS = "03"
Print = Callable[..., Paper]


@pytest.fixture(scope="module")
def with_scores(tmp_path_factory: pytest.TempPathFactory) -> Path:
    office = founded(tmp_path_factory.mktemp("成绩"))
    bring(office, "students", SAMPLES / "qingshi_center_students.xlsx")
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


@pytest.fixture
def printed(office: Office, tmp_path: Path) -> Print:
    def one(name: str, **options: str) -> Paper:
        outcome = papers.make(office, name, tmp_path / "纸.pdf", options)
        assert not outcome.attention, outcome.advice
        paper = Paper(tmp_path / "纸.pdf")
        assert paper.outside == []
        return paper

    return one


def flat(text: str) -> str:
    return "".join(text.split())


def names(office: Office) -> set[str]:
    with office.look() as connection:
        return {str(name) for (name,) in connection.exec_driver_sql(
            "SELECT DISTINCT s.name FROM students s JOIN scores c ON c.student_id = s.id"
        )}  # fmt: skip


def test_the_analysis_has_the_figures_worked_out_by_hand_and_names_nobody(office: Office, printed: Print) -> None:
    paper = printed("quality-analysis", grade="5", subject="数学")
    (page,) = map(flat, paper.pages)
    assert "五年级数学2025—2026学年度第二学期期末（本校自行命题，满分100分）" in page
    assert "五（1）班333173.873.8%84.8%42.4%0.0%" in page
    assert "年级635973.373.3%82.5%38.1%0.0%" in page
    assert "平均分和三率都除以应考人数；及格线60分，优秀线85分，低分线40分" in page
    assert "班级按班号排列，不排名次" in page
    assert not [name for name in names(office) if len(name) > 2 and name in page]


@pytest.mark.parametrize("report", [one.name for one in REPORTS])
def test_every_page_but_a_slip_says_it_is_internal(printed: Print, report: str) -> None:
    for page in printed(report).pages:
        assert (INTERNAL in flat(page)) is (report != "level-slips")


@pytest.mark.parametrize("report", [one.name for one in REPORTS])
def test_nothing_on_paper_ranks_a_child(printed: Print, report: str) -> None:
    text = flat(printed(report).text)
    said = re.sub("不排名次|不是名次|给学生排名|不排位次", "", text)
    assert not re.search("名次|排名|第[0-9]+名|位次：", said)


def test_marks_are_distributed_by_tenths_and_every_pupil_who_sat_stands_in_one(office: Office, printed: Print) -> None:
    page = printed("quality-subject", subject="数学").text
    assert "分数段分布" in flat(page)
    with office.look() as connection:
        found = connection.exec_driver_sql(
            "SELECT min(9, CAST(s.mark / 10 AS INTEGER)) AS tenth, count(*) FROM scores s JOIN papers p "
            "ON p.id = s.paper_id WHERE p.subject = '03' AND s.mark IS NOT NULL AND s.absence IS NULL GROUP BY 1"
        ).all()
    counts = {int(tenth): int(count) for tenth, count in found}
    assert sum(counts.values()) == 59
    wanted = "".join(str(counts[tenth]) for tenth in reversed(range(10)) if counts.get(tenth))
    assert f"五年级{wanted}分数段按" in flat(page)


def test_schools_that_did_not_sit_the_same_paper_are_not_compared(printed: Print) -> None:
    assert flat(NOT_COMPARED) in flat(printed("quality-schools").text)


def test_schools_on_the_same_paper_stand_beside_each_other(office: Office, printed: Print) -> None:
    one = exams.called(office, "").id
    with office.change("同卷") as change:
        change.get(Exam, one).same_paper = True
    text = flat(printed("quality-schools", subject="数学").text)
    assert "各校同卷" in text
    assert "青石镇中心学校635973.373.3%82.5%38.1%0.0%1" in text


def test_a_slip_shows_a_pupils_own_levels_and_nothing_else(office: Office, printed: Print) -> None:
    paper = printed("level-slips", student="梁豪杰", room="五（1）班")
    page = flat(paper.text)
    others = {name for name in names(office) if len(name) > 2} - {"梁豪杰"}
    assert "姓名：梁豪杰" in page
    assert not [name for name in others if name in page]
    assert "数学C合格" in page, "67.5 of 100"
    assert "67.5" not in page
    assert "满分" not in page
    assert "学业等级通知单" in page
    assert len(paper.pages) == 1


def test_the_register_prints_levels_unless_marks_are_asked_for_with_a_reason(office: Office, printed: Print) -> None:
    told = flat(printed("score-register", room="五（1）班").text)
    assert "67.5" not in told
    assert "均分" not in told
    assert "缺考" in told
    with pytest.raises(Exception, match="用途"):
        printed("score-register", room="五（1）班", show_private="yes")
    shown = flat(printed("score-register", room="五（1）班", show_private="yes", reason="归档").text)
    assert "67.5" in shown
    assert "均分（实考）" in shown
    assert "78.52" in shown
    blank = flat(printed("score-register", room="五（1）班", blank="yes").text)
    assert "梁豪杰" in blank
    assert "缺考、免考、缓考写明" in blank
    assert "语文（满分100）" in blank


def test_the_borderline_list_is_for_teachers_and_keeps_the_distance_to_itself(office: Office, printed: Print) -> None:
    helping.put_on_list(office, analysis.of(office, exams.called(office, "").id), MATHS, borderline.PASS)
    text = flat(printed("borderline", subject="数学").text)
    assert "临界生帮扶表（只供教师）" in text
    assert "及格线" in text
    assert "***" in text
    assert "不得张贴、传阅给学生和家长" in text
    assert "各科总分" not in text
    helping.put_on_list(office, analysis.of(office, exams.called(office, "").id), "", borderline.PASS, total=True)
    assert "各科总分2025—2026学年度第二学期期末" in flat(printed("borderline").text)


def test_a_working_is_printed_with_who_was_counted_and_who_not(printed: Print) -> None:
    text = flat(printed("quality-working", room="五（1）班", subject="英语", figure="pass").text)
    assert "及格率＝及格人数÷应考人数×100%" in text
    assert "84.4%" in text
    assert "没有计入1人" in text
    assert "钟若莹：免考，不计入应考" in text
    text = flat(printed("quality-working", room="五（1）班", subject="数学", figure="levelA").text)
    assert "A优秀占比＝A优秀的人数÷实考人数×100%" in text
    assert "满分100分的85%及以上：85分及以上" in text
    assert "计入31人" in text


def test_the_longest_names_stay_within_their_cells(office: Office, printed: Print) -> None:
    long = "阿卜杜热依木·阿卜杜克热木"
    with office.look() as connection:
        (student,) = connection.exec_driver_sql("SELECT student_id FROM scores LIMIT 1").one()
    with office.change("改名") as change:
        change.get(Student, student).name = long
    for report in ("score-register", "level-slips"):
        assert flat(long) in flat(printed(report).text)


def test_an_examination_nobody_has_a_score_in_prints_a_sentence(office: Office, printed: Print) -> None:
    with office.change("清空") as change:
        for score in change.several(Score, _scores(office)):
            change.remove(score)
    for report in ("quality-analysis", "quality-class", "quality-subject", "quality-working", "level-slips"):
        assert "还没有成绩" in flat(printed(report).text)


def _scores(office: Office) -> list[bytes]:
    with office.look() as connection:
        return [row for (row,) in connection.exec_driver_sql("SELECT id FROM scores WHERE deleted = 0")]


GROUPS = [Group("五（1）班", (95.3, 46.5, 0.0)), Group("五（2）班", (None, 100.0, 2.4), 80.0)]


def test_a_chart_tells_its_figures_in_black_and_white() -> None:
    drawn = svg(bars(PAPER, 500, 118, GROUPS))
    assert all(f">{figure}</text>" in flat(drawn) for figure in ("95.3", "46.5", "0.0", "100.0", "2.4", "—"))
    fills = {colour for _, colour in legend(("及格率", "优秀率", "低分率"), PAPER)}
    assert fills == {"#FFFFFF", "#B8B8B8", "#000000"}, "told apart without a colour"
    assert "clipPath" not in drawn


def test_a_chart_of_nothing_and_of_extremes_can_be_drawn() -> None:
    assert svg(bars(PAPER, 500, 118, []))
    assert "+120.0" in svg(
        changes(PAPER, 500, 118, [Group("甲", (120.0,)), Group("乙", (-0.04,)), Group("丙", (None,))])
    )
    assert svg(shares(Look(), 300, 40, [("一班", (0, 0, 0, 0)), ("一个很长很长的班级名称" * 4, (1, 2, 3, 40))]))


def test_a_label_a_little_too_wide_is_set_smaller_and_not_cut_off() -> None:
    rooms = [Group(f"{grade}（{number}）班", (50.0,)) for grade in "三四五" for number in (1, 2)]
    drawn = svg(bars(PAPER, 245, 118, rooms))
    assert "五（2）班" in drawn
    assert "…" not in drawn
    assert "…" in svg(bars(PAPER, 300, 118, [Group("一个很长很长的班级名称" * 2, (1.0,))] * 6))


@pytest.mark.parametrize("options", [{"sort": "-分数"}, {"sort": "等级"}, {"where": "分数=100"}, {"where": "等级=A"}])
def test_no_list_is_put_in_order_or_picked_by_marks(office: Office, tmp_path: Path, options: dict[str, str]) -> None:
    more = {"show_private": "yes", "reason": "教研组分析"}
    with pytest.raises(PaperTrouble, match="不给学生排名次"):
        papers.make(office, "list", tmp_path / "纸.pdf", {"register": "scores", "columns": "学生", **options, **more})


def test_a_list_of_scores_is_internal_and_keeps_the_marks_to_itself(printed: Print) -> None:
    text = flat(printed("list", register="scores", columns="学生,分数", sort="学生").text)
    assert INTERNAL in text
    assert "86.5" not in text
    assert INTERNAL in flat(printed("file", register="borderline").text)
