"""The fifth grade's score workbook as its teachers keep it: matched, doubts shown and settled, nothing guessed."""

import json
import shutil
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from db.errors import Rejected, SheetTrouble
from db.registers import BY_NAME, SchoolClass, Score, Student
from desktop.work import doubt_mending, doubts, exams, history, score_sheets, score_taking
from desktop.work.office import Office
from desktop.work.outcome import Outcome
from tests.desktop.sheets.workbooks import book_of
from tests.desktop.work.township import CENTER, SAMPLES, TODAY, bring, entries, founded, listed

BOOK = SAMPLES / "qingshi_g5_scores_2026spring.xlsx"
EXPECTED = json.loads((Path(__file__).parent / "expected.json").read_text("utf-8"))[BOOK.name]


@pytest.fixture(scope="module")
def with_pupils(tmp_path_factory: pytest.TempPathFactory) -> Path:
    office = founded(tmp_path_factory.mktemp("学生"))
    bring(office, "students", SAMPLES / "qingshi_center_students.xlsx")
    office.workspace.changed = False
    office.close()
    return office.path


@pytest.fixture
def office(with_pupils: Path, tmp_path: Path) -> Iterator[Office]:
    office = Office.open(Path(shutil.copy(with_pupils, tmp_path / "青石镇.xiangxiao")), "贺兰", TODAY)
    yield office
    office.workspace.changed = False
    office.close()


def take(office: Office, file: Path = BOOK, **more: Any) -> Outcome:
    return score_taking.apply(score_sheets.open_book(office, file, **more))


def marks(office: Office) -> dict[tuple[str, str], str]:
    """(pupil, subject) with what stands there."""
    found = {}
    for row in listed(office, "scores"):
        said = row["mark"] or row["absence"] or row["level"]
        found[row["student"], row["paper"].rpartition("年级")[2]] = said
    return found


def sheet(office: Office, folder: Path, rows: Sequence[Sequence[Any]], tab: str = "五（1）班") -> Path:
    return book_of(folder / "2026年春季期末成绩.xlsx", {tab: rows})


def test_what_the_sample_is_known_to_hold(office: Office) -> None:
    outcome = take(office)
    data = outcome.data
    assert data["students"] == EXPECTED["students"]
    assert {name: Decimal(full) for name, full in data["full_marks"].items()} == EXPECTED["full_marks"]
    [above] = [p for p in data["problems"] if p["value"]]
    assert f"{above['tab']} sheet row {above['row']}, {above['column']} {above['value']}" == EXPECTED["above_full_mark"]
    assert data["title"] == "2025—2026学年度第二学期期末"
    assert (data["rows"], data["added"], data["refused"]) == (63, 60, 3)
    assert data["columns"]["总分"] is data["columns"]["考号"] is None
    assert "满分是从成绩推定的" in outcome.sentence, "nobody wrote the full marks down, so a person is asked"
    assert outcome.attention


def test_that_springs_fifth_grade_is_the_sixth_by_now(office: Office) -> None:
    take(office)
    [row] = [r for r in listed(office, "scores", student="冯霞诺") if r["paper"].endswith("五年级语文")]
    assert (row["mark"], row["class"], row["school"]) == ("81", "六（1）班", CENTER)
    assert listed(office, "papers")[0]["grade"] == "五年级"


def test_what_becomes_of_each_kind_of_cell(office: Office) -> None:
    take(office)
    found = marks(office)
    assert len(found) == 63 * 5 - 3
    assert found["戴欣霞", "语文"] == "86.5", "full-width digits are read"
    assert found["武帆佑", "数学"] == "缺考"
    assert found["钟若莹", "英语"] == "免考"
    assert [found["万佑凯", s] for s in ("语文", "数学", "英语", "科学", "道德与法治")] == ["缺考"] * 5
    assert ("汪鹏博", "科学") not in found, "a blank says neither absent nor forgotten"
    assert ("梁豪杰", "语文") not in found
    assert not any(name.startswith("平均") for name, _ in found), "sums and averages are no pupils"


def test_doubts_wait_and_are_settled_one_by_one(office: Office) -> None:
    take(office)
    waiting = {held["title"]: held for held in doubts.doubts(office, Score)}
    assert set(waiting) == {"梁豪杰", "汪鹏博", "韩帅佑"}
    again = doubt_mending.settle_doubt(office, waiting["梁豪杰"]["id"], {"mark:02": "一百零八"})
    assert "不是分数" in again.data["problems"]["mark:02"]
    assert doubt_mending.settle_doubt(office, waiting["梁豪杰"]["id"], {"mark:02": "80"}).changed == {"scores"}
    assert doubt_mending.settle_doubt(office, waiting["汪鹏博"]["id"], {"mark:05": "缺考"}).changed == {"scores"}
    assert "还是空的" in doubt_mending.settle_doubt(office, waiting["韩帅佑"]["id"], {}).sentence
    found = marks(office)
    assert (found["梁豪杰", "语文"], found["汪鹏博", "科学"]) == ("80", "缺考")
    assert [held["title"] for held in doubts.doubts(office, Score)] == ["韩帅佑"]


def test_the_same_book_again_changes_nothing(office: Office) -> None:
    take(office)
    before = entries(office)
    data = take(office).data
    assert (data["added"], data["updated"], data["same"], data["refused"]) == (0, 0, 60, 3)
    assert entries(office) == before
    assert len(doubts.doubts(office, Score)) == 3


def test_one_undo_takes_exam_papers_and_scores_back_and_they_come_again(office: Office) -> None:
    take(office)
    history.undo(office)
    for name in ("exams", "papers", "scores"):
        assert listed(office, name) == []
    assert take(office).data["added"] == 60
    assert len(listed(office, "scores")) == 312


def test_a_dry_run_writes_nothing(office: Office) -> None:
    before = entries(office)
    outcome = score_taking.dry_run(score_sheets.open_book(office, BOOK))
    assert "会新增 60" in outcome.sentence
    assert entries(office) == before


def test_full_marks_that_were_said_are_not_asked_about(office: Office) -> None:
    full = {code: Decimal(mark) for code, mark in (("02", 120), ("03", 100), ("04", 100), ("05", 50), ("01", 50))}
    outcome = take(office, full=full)
    assert outcome.data["guessed"] == []
    assert outcome.data["refused"] == 2, "108 of 120 is a mark like any other"


def test_the_marked_workbook_goes_out_and_comes_in_corrected(office: Office, tmp_path: Path) -> None:
    from openpyxl import load_workbook

    take(office)
    marked = tmp_path / "标注.xlsx"
    doubts.write_marked(office, Score, marked)
    book = load_workbook(marked)
    for tab in book:
        headings = [cell.value for cell in tab[1]]
        assert not any(str(heading).startswith("_") for heading in headings)
        for row in tab.iter_rows(min_row=2):
            for heading, cell in zip(headings, row, strict=True):
                if heading == "语文" and row[0].value == "梁豪杰":
                    cell.value = "80"
                if heading == "科学" and row[0].value in ("汪鹏博", "韩帅佑"):
                    cell.value = "缓考"
    book.save(marked)
    assert take(office, marked).data["refused"] == 0
    assert doubts.doubts(office, Score) == []
    assert (marks(office)["梁豪杰", "语文"], marks(office)["韩帅佑", "科学"]) == ("80", "缓考")


HEAD = ["姓名", "语文（满分120）", "数学", "总分", "名次"]


@pytest.mark.parametrize(
    ("name", "offered", "sentence"),
    [
        ("蒋欣", ["蒋欣 六（2）班"], "六（2）班有同名的学生"),
        ("黄罡旭", ["黄刚旭 六（1）班"], "没有叫黄罡旭的学生"),
        ("不在册", [], "没有叫不在册的学生"),
    ],
)
def test_a_name_that_fits_nobody_offers_whom_it_may_be(
    office: Office, tmp_path: Path, name: str, offered: list[str], sentence: str
) -> None:
    outcome = take(office, sheet(office, tmp_path, [HEAD, [name, 80, 70, 150, 1]]))
    [problem] = outcome.data["problems"]
    assert sentence in problem["problem"]
    [held] = doubts.doubts(office, Score)
    assert [label for _, label in held["problems"][0]["choices"]] == offered
    if offered:
        assert doubt_mending.settle_doubt(office, held["id"], {"name": offered[0]}).changed == {"scores"}
        assert marks(office)[offered[0].split()[0], "语文"] == "80"
        assert {row["class"] for row in listed(office, "scores")} == {"六（1）班"}, (
            "as the sheet says, not as it is now"
        )


def test_two_of_one_name_are_told_apart_by_their_seat_or_asked_about(office: Office, tmp_path: Path) -> None:
    [room] = [row["id"] for row in listed(office, "classes") if row["title"] == "六（1）班"]
    with office.change("又一个冯霞诺") as rows:
        for seat in ("7", "8"):
            rows.add(Student(school_id=office.school_id, name="双名", class_id=bytes.fromhex(room), stage="1", cohort=2021, seat_number=seat))  # fmt: skip # noqa: E501
    book = sheet(office, tmp_path, [["学号", "姓名", "语文"], ["7", "双名", 81], ["", "双名", 82]])
    outcome = take(office, book)
    [problem] = outcome.data["problems"]
    assert (problem["row"], "2 个双名" in problem["problem"]) == (3, True)
    assert marks(office) == {("双名", "语文"): "81"}


def test_the_same_pupil_twice_is_asked_about(office: Office, tmp_path: Path) -> None:
    outcome = take(office, sheet(office, tmp_path, [["姓名", "语文"], ["冯霞诺", 81], ["冯霞诺", 18]]))
    assert "第 2 行已经有冯霞诺的成绩" in outcome.data["problems"][0]["problem"]
    assert marks(office) == {("冯霞诺", "语文"): "81"}


def test_a_heading_may_name_the_full_mark(office: Office, tmp_path: Path) -> None:
    outcome = take(office, sheet(office, tmp_path, [HEAD, ["冯霞诺", 118, "缺考", 118, 1]]))
    assert outcome.data["full_marks"]["语文（满分120）"] == "120"
    assert outcome.data["refused"] == 0


def test_a_sheet_without_marks_or_class_is_refused_with_a_sentence(office: Office, tmp_path: Path) -> None:
    with pytest.raises(SheetTrouble, match="没有找到成绩册"):
        take(office, sheet(office, tmp_path, [["姓名", "性别"], ["冯霞诺", "女"]]))
    with pytest.raises(SheetTrouble, match="看不出是哪个班的"):
        take(office, sheet(office, tmp_path, [["姓名", "语文"], ["冯霞诺", 80]], tab="Sheet1"))
    with pytest.raises(SheetTrouble, match="没有2025学年的九（3）班"):
        take(office, sheet(office, tmp_path, [["姓名", "语文"], ["冯霞诺", 80]], tab="九（3）班"))


def test_marks_of_the_youngest_are_refused_with_the_rules_name(office: Office, tmp_path: Path) -> None:
    """The guard stands at the door of the import, too."""
    with office.change("一个班") as rows:
        room = rows.add(SchoolClass(school_id=office.school_id, stage="1", entry_year=2025, number=3))
        rows.add(Student(school_id=office.school_id, name="小一生", class_id=room.id, stage="1", cohort=2025))
    book = sheet(office, tmp_path, [["姓名", "语文"], ["小一生", 95]], tab="一（3）班")
    before = entries(office)
    with pytest.raises(Rejected, match="一、二年级不进行纸笔考试"):
        take(office, book)
    assert entries(office) == before


def test_papers_are_laid_out_at_once_and_keep_the_full_marks_of_last_time(office: Office) -> None:
    take(office)
    from db.registers import Exam

    with office.change("新考试") as rows:
        autumn = rows.add(Exam(school_id=office.school_id, year=2026, term="1", kind="1", from_grade="1", to_grade="6"))
    assert exams.lay_out(office, autumn.id).data["papers"] == 2 * 2 + 4 * 5
    laid = {(row["grade"], row["subject"]): row for row in listed(office, "papers") if "2026" in row["exam"]}
    assert (laid["五年级", "科学"]["full_marks"], laid["四年级", "科学"]["full_marks"]) == ("50", "100")
    assert (laid["一年级", "语文"]["scoring"], laid["一年级", "语文"]["way"]) == ("等级", "活动、口头、操作")
    assert exams.lay_out(office, autumn.id).data["papers"] == 0
    assert BY_NAME["papers"].title_of is not None


def test_a_second_mock_examination_is_not_taken_for_the_first(office: Office, tmp_path: Path) -> None:
    pupils = [row["name"] for row in listed(office, "students") if row["class"] == "六（1）班"][:4]
    for name, mark in (("一模", 80), ("二模", 90)):
        rows = [["姓名", "数学"], *([pupil, mark] for pupil in pupils)]
        file = book_of(tmp_path / f"2026年秋季六年级{name}成绩.xlsx", {"六（1）班": rows})
        assert score_taking.apply(score_sheets.open_book(office, file)).data["added"] == 4
    assert sorted((row["title"], row["number"]) for row in listed(office, "exams")) == [
        ("2026—2027学年度第一学期毕业班模拟", 1), ("2026—2027学年度第一学期毕业班模拟（第2次）", 2),
    ]  # fmt: skip
    assert sorted(str(row["mark"]) for row in listed(office, "scores")) == ["80"] * 4 + ["90"] * 4


@pytest.mark.parametrize("title", ["2026年10月月考成绩", "2026年秋季第三单元测试成绩", "2026年秋季周测成绩"])
def test_no_monthly_or_unit_examination_comes_in_under_the_name_of_the_final(
    office: Office, tmp_path: Path, title: str
) -> None:
    pupils = [row["name"] for row in listed(office, "students") if row["class"] == "六（1）班"][:4]
    file = book_of(tmp_path / f"{title}.xlsx", {"六（1）班": [["姓名", "数学"], *([name, 80] for name in pupils)]})
    with pytest.raises(SheetTrouble, match="不得组织") as refused:
        score_sheets.open_book(office, file)
    assert "教基厅函〔2021〕34号" in refused.value.advice
    assert listed(office, "exams") == []
