"""Pages: what stands at their head and foot, and what happens when a file cannot be written."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from datetime import date

import pytest

from db.errors import PaperTrouble, Stopped
from desktop.reports import blocks
from desktop.reports.furniture import CONFIDENTIAL, Sheet
from desktop.reports.press import Press
from desktop.reports.words import Words

SHEET = Sheet("青石镇中心小学", "2026—2027学年度第一学期", "QS-XJ-01", date(2026, 11, 20))


def test_every_page_says_school_term_form_day_and_page_of_pages(press, target, read):
    press.turn()
    press.turn()
    assert press.finish() == 3
    for number, page in enumerate(read(target).pages, 1):
        assert "青石镇中心小学" in page
        assert "2026—2027学年度第一学期" in page
        assert "表号 QS-XJ-01　2026年11月20日打印" in page
        assert f"第 {number} 页　共 3 页" in page


def test_each_paper_of_a_file_counts_its_own_pages(target, read):
    with Press(target, "班级名单") as press:
        press.begin(SHEET)
        press.turn()
        press.begin(replace(SHEET, landscape=True))
        assert press.finish() == 3
    ends = ["第 1 页　共 2 页", "第 2 页　共 2 页", "第 1 页　共 1 页"]
    assert all(end in page for end, page in zip(ends, read(target).pages, strict=True))


def test_a_label_stands_on_every_page_and_long_names_leave_it_free(target, read):
    with Press(target, "花名册") as press:
        press.begin(replace(SHEET, label=CONFIDENTIAL, school="云岭县青石镇中心学校附属龙泉九年制学校" * 3))
        press.turn()
        press.finish()
    assert all(CONFIDENTIAL in page and "…" in page for page in read(target).pages)


def test_every_letter_is_embedded(press, target):
    blocks.title(press, "学生花名册")
    blocks.signatures(press)
    press.finish()
    fonts = subprocess.run(["pdffonts", target], capture_output=True, text=True, check=True).stdout.splitlines()[2:]
    assert fonts
    assert all(line.split()[-5:-2] == ["yes", "yes", "yes"] for line in fonts)


def test_work_that_stops_half_way_leaves_no_file_and_the_old_one_alone(target):
    def stop(pages: int) -> None:
        if pages == 2:
            raise Stopped

    target.write_bytes(b"old")

    def work() -> None:
        with Press(target, "花名册", on_page=stop) as press:
            press.begin(SHEET)
            for _ in range(5):
                press.turn()

    with pytest.raises(Stopped):
        work()
    assert [path.name for path in target.parent.iterdir()] == [target.name]
    assert target.read_bytes() == b"old"


def test_a_file_that_cannot_be_written_is_a_sentence_with_advice(tmp_path):
    press = Press(tmp_path / "没有这个文件夹" / "a.pdf", "花名册")
    press.begin(SHEET)
    with pytest.raises(PaperTrouble) as trouble:
        press.finish()
    assert "a.pdf" in trouble.value.sentence
    assert trouble.value.advice


def test_places_to_sign_stay_together_and_have_room_above(press, target, read):
    press.y = press.bottom + 10
    blocks.signatures(press)
    assert press.finish() == 2
    assert "校长（签字）：" in read(target).pages[1]


def test_a_long_note_goes_over_pages_without_losing_a_word(press, target, read):
    blocks.note(press, "注" * 20_000)
    press.finish()
    paper = read(target)
    assert paper.text.count("注") == 20_000
    assert paper.outside == []


def test_a_justified_paragraph_ends_at_the_right_margin(press):
    words = Words("今天下午，全镇各校开展防溺水教育，请家长配合。" * 4, align="justify", indent=2).lay(press.faces, 200)
    assert len(words.lines) > 2
    assert words.lines[0].width <= 200 - 2 * words.size


def test_boxes_to_tick_and_lines_to_fill_are_drawn_not_typed(press, target, read):
    blocks.note(press, "□直接送达　☑留置送达　签名：________")
    press.finish()
    text = read(target).text
    assert "直接送达" in text
    assert not set("□☑_") & set(text)
