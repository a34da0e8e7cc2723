"""Scores and their analysis from the command line: one JSON object each, in the shapes the manual promises."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from desktop import app
from tests.desktop.work.township import SAMPLES, bring, founded

BOOK = str(SAMPLES / "qingshi_g5_scores_2026spring.xlsx")
Say = Callable[..., tuple[int, dict[str, Any]]]


@pytest.fixture(scope="module")
def with_pupils(tmp_path_factory: pytest.TempPathFactory) -> Path:
    office = founded(tmp_path_factory.mktemp("学生"))
    bring(office, "students", SAMPLES / "qingshi_center_students.xlsx")
    office.workspace.changed = False
    office.close()
    return office.path


@pytest.fixture
def say(with_pupils: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Say:
    file = shutil.copy(with_pupils, tmp_path / "青石镇.xiangxiao")

    def said(*words: str) -> tuple[int, dict[str, Any]]:
        status = app.main(["--data", str(file), "--as", "贺兰", "--today", "2026-11-20", *words, "--json"])
        return status, json.loads(capsys.readouterr().out)

    return said


def test_from_the_workbook_to_the_working_of_one_figure(say: Say) -> None:
    status, taken = say("scores", "import", BOOK)
    assert (status, taken["rows"], taken["added"], taken["refused"]) == (1, 63, 60, 3)
    status, again = say("import", "scores", BOOK)
    assert (status, again["same"]) == (1, 60)
    status, found = say("analysis", "classes", "--subject", "数学", "--grade", "5")
    assert status == 0
    one = found["lines"][0]
    assert (one["title"], one["due"], one["sat"], one["figures"]["avg"]) == ("五（1）班", 33, 31, "73.7576")
    assert one["against"]["avg"] == "73.3175"
    assert sum(one["levels"].values()) == 31
    status, working = say("analysis", "working", "五（1）班", "英语", "pass")
    assert (status, working["result"]) == (0, "84.4%")
    assert working["apart"] == [{"name": "钟若莹", "why": "免考，不计入应考"}]
    assert len(working["counted"]) == 32


def test_one_pupils_marks_are_put_and_shown_masked(say: Say) -> None:
    say("scores", "import", BOOK)
    status, put = say("scores", "put", "五（1）班", "梁豪杰", "语文=108", "数学=70")
    assert (status, put["written"]) == (1, 1)
    assert put["problems"] == {"语文": "满分100分，不能填108。"}
    status, put = say("scores", "put", "五（1）班", "梁豪杰", "语文=q")
    assert (status, put["written"]) == (0, 1)
    status, sheet = say("scores", "show", "五（1）班")
    mine = next(row for row in sheet["rows"] if row["name"] == "梁豪杰")
    assert (mine["scores"]["语文"], mine["scores"]["数学"]) == ("缺考", "***")
    status, sheet = say("scores", "show", "五（1）班", "--show-private")
    assert next(row for row in sheet["rows"] if row["name"] == "梁豪杰")["scores"]["数学"] == "70"
    assert sheet["left"]["科学"] == 1


def test_rolls_are_taken_for_denominators(say: Say) -> None:
    say("scores", "import", BOOK)
    assert say("scores", "rolls") == (0, {"classes": 2, "kept": 0})
    assert [row["enrolled"] for row in say("list", "exam_bases")[1]["rows"]] == [33, 30]
    say("set", "quality.denominator", "roll")
    working = say("analysis", "working", "五（1）班", "数学", "pass")[1]
    assert {"label": "学籍人数×97%", "value": "32.01"} in working["puts"]


def test_the_share_of_a_level_has_a_working(say: Say) -> None:
    say("scores", "import", BOOK)
    status, found = say("analysis", "working", "五（1）班", "数学", "levelA")
    assert (status, found["result"], len(found["counted"])) == (0, "45.2%", 31)
    assert found["puts"][1] == {"label": "A优秀的人数", "value": "14"}
    assert "levelD" in say("analysis", "working", "五（1）班", "数学", "levelE")[1]["advice"]


def test_progress_schools_weak_subjects_and_borderline_pupils(say: Say) -> None:
    say("scores", "import", BOOK)
    assert say("analysis", "progress") == (0, {"base": None, "lines": []})
    assert say("analysis", "schools") == (0, {"comparable": False, "papers": []})
    status, found = say("analysis", "weak")
    assert (status, found["formula"]) == (0, "C8")
    assert {"title": "五（2）班", "subject": "语文"}.items() <= next(
        w for w in found["weak"] if w["title"] == "五（2）班"
    ).items()
    status, found = say("scores", "borderline", "--subject", "数学")
    assert (status, found["line"], found["added"]) == (0, "及格线", found["found"])
    assert say("scores", "borderline", "--subject", "数学")[1]["added"] == 0
    status, found = say("scores", "borderline", "--total")
    assert (status, found["added"]) == (0, found["found"])
    assert found["conversions"][-1] == {"paper": "总分", "listed": found["found"], "converted": 0}
    assert say("scores", "borderline", "--line", "高中线")[1]["error"] == "这次考试没有填高中线。"


def test_papers_are_laid_out_and_the_law_says_no(say: Say) -> None:
    words = ["school=青石镇中心学校", "year=2026", "term=第一学期", "from_grade=三年级", "to_grade=六年级"]
    status, refused = say("add", "exams", *words, "kind=期中")
    assert status == 1
    assert refused["problems"] == {"kind": "小学一学期只有一次期末考试，没有期中考试。"}
    assert say("add", "exams", *words, "kind=期末")[0] == 0
    assert say("scores", "papers") == (0, {"papers": 20})
    assert say("add", "exams", *words, "kind=期末", "number=-1")[0] == 1, "no way round the one final examination"
    assert say("add", "exams", *words[:4], "to_grade=五年级", "kind=学业评价")[0] == 0
    assert say("scores", "papers", "--exam", "2026—2027学年度第一学期学业评价") == (0, {"papers": 15})
    assert {row["scoring"] for row in say("list", "papers", "--find", "学业评价")[1]["rows"]} <= {"等级"}
    status, answer = say("scores", "papers", "--exam", "没有这次")
    assert (status, answer["error"]) == (2, "没有叫“没有这次”的考试。")
    assert say("set", "quality.levels", "优、良")[0] == 2, "levels that make no sense are not taken"
    status, answer = say("set", "quality.levels", "优90、良80、中70、及格60、待提高0")
    assert (status, answer["name"]) == (0, "quality.levels")


def test_mock_examinations_are_counted_in_the_school_year(say: Say) -> None:
    words = ["school=青石镇中心学校", "year=2026", "kind=毕业班模拟", "from_grade=六年级", "to_grade=六年级"]
    assert say("add", "exams", *words, "term=第一学期")[0] == 0
    assert say("add", "exams", *words, "term=第二学期")[0] == 0
    status, refused = say("add", "exams", *words, "term=第二学期", "number=2")
    assert (status, refused["problems"]) == (1, {"number": "毕业班模拟一学年最多2次。"})


def test_a_township_wide_examination_is_warned_of_with_the_rule_by_name(
    with_pupils: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["year=2026", "term=第一学期", "kind=期末", "from_grade=三年级", "to_grade=五年级", "township_wide=是"]
    file = shutil.copy(with_pupils, tmp_path / "青石镇.xiangxiao")
    assert app.main(["--data", str(file), "--today", "2026-11-20", "add", "exams", *words]) == 0
    said = capsys.readouterr().out
    assert "请注意：三、四、五年级不得有全镇统一组织的考试。依据：教育部办公厅" in said
    assert "教基厅函〔2021〕34号" in said


def test_a_line_of_its_own_is_called_by_grade_and_subject(
    with_pupils: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = shutil.copy(with_pupils, tmp_path / "青石镇.xiangxiao")
    words = ["add", "score_lines", "grade=五年级", "subject=数学", "passing=70"]
    assert app.main(["--data", str(file), "--today", "2026-11-20", *words]) == 0
    assert "已保存：五年级数学。" in capsys.readouterr().out
