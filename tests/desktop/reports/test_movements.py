"""Papers of movement: the figures of the month, the list, the class's check, what went with a closed school."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from db.errors import PaperTrouble
from db.registers import School, SchoolClass, Student
from desktop.work import closing, movements, papers, roll_check, rows, tables
from desktop.work.closing_plan import Closing
from desktop.work.office import Office
from tests.desktop.reports.reading import Paper

TODAY, POINT = date(2026, 11, 20), "黑沟教学点"
LONG = "阿依古丽·买买提艾力·阿布都热西提·努尔买买提江"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """A center with forty pupils and a point that closes."""
    made = Office.found(
        tmp_path_factory.mktemp("异动") / "台账.xiangxiao", "青石镇中心学校", "center", "", "王秀兰", TODAY
    )
    rows.add(made, School, {"name": POINT, "kind": "教学点"})
    rows.add(made, SchoolClass, {"entry_year": "2022", "number": "1"})
    rows.add(made, SchoolClass, {"school": POINT, "entry_year": "2022", "number": "1"})
    with made.change("学生") as change:
        room = tables.ids(made, SchoolClass, where=[("school", "青石镇中心学校")])[0]
        for n in range(40):
            words = {
                "sex": "1" if n % 2 else "2",
                "stage": "1",
                "cohort": 2022,
                "class_id": room,
                "seat_number": str(n + 1),
            }
            change.add(Student(school_id=made.school_id, name=LONG if n == 7 else f"学生{n:02}", **words))
        change.add(Student(school_id=made.school_called(POINT), name="田小禾", sex="2", stage="1", cohort=2022))
    first, second, third = tables.ids(made, Student, "学生")[:3]
    movements.do(made, "31", first, {"happened_on": "2026-11-09", "place": "永安路小学", "region": "外省滨江市"})
    movements.do(made, "21", second, {"happened_on": "2026-11-10", "in_school": POINT, "reason": "随祖父母"})
    movements.do(made, "51", third, {"happened_on": "2026-11-11", "applicant": "监护人"})
    yield made
    made.workspace.changed = False
    made.close()


@pytest.fixture
def printed(office: Office, tmp_path: Path) -> Callable[..., str]:
    def make(name: str, **options: str) -> str:
        target = tmp_path / f"{name}.pdf"
        papers.make(office, name, target, options)
        return Paper(target).text

    return make


def test_the_month_by_school_and_by_grade(printed: Callable[..., str]) -> None:
    text = printed("movement-month", month="2026-11")
    assert "2026年11月学生变动月报" in text
    assert "全镇合计" in text
    assert "年级调整" in text.replace("\n", "")
    alone = printed("movement-month", month="2026-11", school=POINT)
    assert "学校：黑沟教学点" in alone
    assert "全镇合计" not in alone


def test_a_month_that_is_still_to_come_is_refused(printed: Callable[..., str]) -> None:
    with pytest.raises(PaperTrouble, match="还没有到"):
        printed("movement-month", month="2027-01")
    with pytest.raises(PaperTrouble, match="不是年月"):
        printed("movement-month", month="去年")


def test_the_term_month_by_month(printed: Callable[..., str]) -> None:
    text = printed("movement-term")
    assert "2026年9月" in text
    assert "2026年11月" in text
    assert "本学期" in text
    with pytest.raises(PaperTrouble, match="没有这个学期"):
        printed("movement-term", year="2019")


def test_the_list_names_where_from_and_where_to(printed: Callable[..., str]) -> None:
    text = printed("movement-list", month="2026-11").replace("\n", "")
    assert "外省滨江市永安路小学" in text
    assert "黑沟教学点" in text
    assert "转出1人" in text
    assert "没有记录" in printed("movement-list", month="2026-10")


def test_a_pupil_changed_by_hand_is_named_under_the_table(office: Office, printed: Callable[..., str]) -> None:
    moved = tables.ids(office, Student, where=[("status", "转出")])[0]
    rows.change(office, Student, moved, {"status": "在读"})
    assert "没有登记异动" in printed("movement-month", month="2026-11").replace("\n", "")
    rows.change(office, Student, moved, {"status": "转出"})
    assert "没有登记异动，上表" not in printed("movement-month", month="2026-11").replace("\n", "")


def test_a_class_sheet_blank_and_as_it_was_ticked(office: Office, printed: Callable[..., str]) -> None:
    blank = printed("roll-check", blank="yes")
    assert "到校" in blank
    assert LONG[:6] in blank.replace("\n", "")
    check = roll_check.this_term(office)
    room = roll_check.rooms(office, check)[0].room
    roll_check.all_here(office, check, room)
    roll_check.add_other(office, check, room, "石小草")
    text = printed("roll-check").replace("\n", "")
    assert "石小草" in text
    assert "有人无籍 1 人" in text
    summary = printed("roll-check-summary").replace("\n", "")
    assert "未处理" in summary
    assert "石小草" in summary


def test_what_went_with_a_closed_school(office: Office, printed: Callable[..., str]) -> None:
    with pytest.raises(PaperTrouble, match="没有撤并过"):
        printed("school-closing")
    closing.close(office, Closing(office.school_called(POINT), office.school_id or b"", date(2026, 11, 18)))
    text = printed("school-closing").replace("\n", "")
    assert "黑沟教学点于2026年11月18日并入青石镇中心学校" in text
    assert "田小禾" in text
    assert "移交的学生（2 人）" in text
