"""The growth booklet gathers what the registers know of a child, in words and levels, and folds into a small book."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from reportlab.lib.pagesizes import A4

from db.registers import GrowthLevel, GrowthNote, Honesty, Measure, Student, Work
from desktop.work import papers, pictures
from desktop.work.office import Office
from tests.desktop import founding
from tests.desktop.reports.reading import Paper

TODAY = date(2026, 11, 20)
NUMBER, PHONE = "11010519491231002X", "13812345678"
LONG = "阿卜杜热依木·阿卜杜克热木"
WORDS = "你画的村口老槐树贴在教室后墙上，大家都说像。" * 60


def photograph(wide: int, high: int) -> bytes:
    body = BytesIO()
    Image.new("RGB", (wide, high), "tan").save(body, "JPEG")
    return body.getvalue()


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """A child with two terms and everything else, one of whom nothing has been written, one with a long name."""
    file = tmp_path_factory.mktemp("book") / "a.xiangxiao"
    opened = founding.found(file, "青石镇中心学校", "center", "", "王秀兰", TODAY)
    broad, upright = (pictures.keep(opened, photograph(*size)) for size in ((80, 60), (60, 80)))
    with opened.change("三名学生") as rows:
        common: dict[str, Any] = {"school_id": opened.school_id, "stage": "1", "cohort": 2022, "entered_in": "2022-09"}
        child = rows.add(Student(name="李明", born_on=date(2015, 12, 9), id_number=NUMBER, phone=PHONE, **common))
        rows.add(Student(name="赵诗", **common))
        other = rows.add(Student(name=LONG, **common))
        of: dict[str, Any] = {"student_id": child.id, "school_id": opened.school_id}
        rows.add(GrowthNote(**of, year=2025, term="2", class_name="四（1）班", conduct="1", teacher="陈大勇"))
        rows.add(
            GrowthNote(
                **of, year=2026, term="1", class_name="五（1）班", teacher_words="你待人真诚。",
                self_words="我会洗校服了。", honours="劳动小能手\n文明值日生",
            )
        )  # fmt: skip
        for side in "12345":
            rows.add(GrowthLevel(**of, year=2026, term="1", side=side, level="A", fact="坚持打扫图书角"))
        for year, height in ((2024, "128.5"), (2025, "134"), (2026, "140.2")):
            rows.add(Measure(**of, on=date(year, 9, 10), height=height, weight="30"))
        rows.add(Work(**of, name="我的村子", kind="3", made_on=date(2026, 9, 20), picture=broad, words="一家人都在。"))
        rows.add(Work(**of, name="春晓", kind="2", made_on=date(2026, 4, 11), picture=upright))
        rows.add(Work(**of, name="还没有到的画", picture="0" * 64))
        rows.add(Honesty(**of, on=date(2026, 10, 15), kind="1", what="捡到二十元钱交给老师。"))
        rows.add(Honesty(**of, on=date(2026, 11, 4), kind="3", what="抄了一次作业。"))
        long = {"student_id": other.id, "school_id": opened.school_id}
        rows.add(GrowthNote(**long, year=2026, term="1", class_name="五（1）班", teacher_words=WORDS))
    yield opened
    opened.workspace.changed = False
    opened.close()


def printed(office: Office, folder: Path, **options: str) -> Paper:
    target = folder / "成长记录册.pdf"
    papers.make(office, "growth", target, options)
    paper = Paper(target)
    assert paper.outside == []
    return paper


def test_the_book_has_cover_contents_and_a_chapter_for_all_that_is_known(office: Office, tmp_path: Path) -> None:
    paper = printed(office, tmp_path, student="李明", booklet="no")
    cover, contents, *chapters = paper.pages
    assert "成长记录" in cover
    assert "2022年小学入学" in cover
    whole = "\n".join(chapters)
    for said in (
        "2015年12月9日", "四（1）班", "你待人真诚。", "我会洗校服了。", "★ 劳动小能手", "★ 文明值日生", "140.2",
        "坚持打扫图书角", "长高了 11.7 厘米", "我的村子", "一家人都在。", "照片还没有到", "家人留言",
        "捡到二十元钱交给老师。",
    ):  # fmt: skip
        assert said in whole
    for title in ("我的学期", "我长高了", "我的作品", "我的诚信", "留言"):
        assert title in contents


def test_the_contents_name_the_page_each_chapter_begins_on(office: Office, tmp_path: Path) -> None:
    paper = printed(office, tmp_path, student="李明", booklet="no")
    lines = [line for line in paper.pages[1].split("\n") if "·" in line]
    assert len(lines) == 6
    for line in lines:
        title, number = line.split("·")[0].strip(), int(line.split("·")[-1])
        assert title in paper.pages[number - 1]
        assert f"— {number} —" in paper.pages[number - 1]


def test_no_number_of_a_person_no_marks_and_no_reminder_get_into_the_book(office: Office, tmp_path: Path) -> None:
    text = printed(office, tmp_path, student="李明").text
    for hidden in (NUMBER, PHONE, "抄了一次作业", "名次："):
        assert hidden not in text
    assert "抄了一次作业" in printed(office, tmp_path, student="李明", special="yes").text


def test_folded_it_is_half_the_sheets_of_a4_across(office: Office, tmp_path: Path) -> None:
    single = printed(office, tmp_path, student="李明", booklet="no")
    folded = printed(office, tmp_path, student="李明")
    assert all(size == pytest.approx(A4, abs=0.1) for size in single.sizes)
    assert len(folded.pages) == -(-len(single.pages) // 4) * 2
    assert all(width == pytest.approx(A4[1], abs=0.1) for width, _ in folded.sizes)
    assert "成长记录" in folded.pages[0]
    words = sorted("".join(single.text.split()))
    assert sorted("".join(folded.text.split())) == words, "every page is on a sheet, once"


def test_a_child_of_whom_nothing_was_written_has_a_book_to_write_in(office: Office, tmp_path: Path) -> None:
    paper = printed(office, tmp_path, student="赵诗", booklet="no")
    assert len(paper.pages) == 4
    assert "我想说的话" in paper.text


def test_a_long_name_and_a_very_long_letter_fit_their_pages(office: Office, tmp_path: Path) -> None:
    paper = printed(office, tmp_path, student=LONG, booklet="no")
    assert "".join(paper.text.split()).count("老槐树") == 60


def test_without_a_class_or_a_name_a_whole_school_is_not_printed_by_mistake(office: Office, tmp_path: Path) -> None:
    assert "没有这样的学生" in printed(office, tmp_path).text
