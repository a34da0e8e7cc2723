"""Tables that go over pages, whatever stands in their cells."""

from __future__ import annotations

from desktop.reports.rows import Cell, Column, Style
from desktop.reports.tables import Table

THREE = [Column("序号", 10), Column("内容", 120, "l"), Column("备注", 30, "l")]


def test_cells_longer_than_pages_are_printed_whole_and_pages_fill(press, target, read):
    table = Table(press, THREE)
    table.row(["1", "校" * 6300, "全文"])
    table.row(["2", "a" * 1440, "没有空格"])
    table.row(["3", "（" * 300 + "）" * 300, ""])
    table.close()
    assert press.finish() <= 5
    paper = read(target)
    assert [paper.text.count(char) for char in "校（）"] == [6300, 300, 300]
    assert paper.text.count("a") == 1440
    assert paper.outside == []
    assert all("序号" in page for page in paper.pages)


def test_columns_of_five_millimetres_hold_any_text(press, target, read):
    table = Table(press, [Column("很窄的列", 5) for _ in range(8)])
    for text in ("乡" * 500, "b" * 300, "2026-11-20", "，，，，", ""):
        table.row([text] * 8)
    table.close()
    press.finish()
    paper = read(target)
    assert paper.text.count("乡") == 4000
    assert paper.outside == []


def test_more_columns_than_the_paper_is_wide_are_drawn_narrower(press, target, read):
    table = Table(press, [Column(f"第{i}列", 30) for i in range(12)])
    table.row(["内容"] * 12)
    table.close()
    press.finish()
    assert read(target).outside == []


def test_a_row_of_up_to_24_lines_is_not_torn_at_the_foot_of_a_page(press, target, read):
    table = Table(press, THREE)
    for i in range(8):
        table.row([str(i), "\n".join(f"行{i:02}之{line:02}" for line in range(18)), ""])
    table.close()
    assert press.finish() == 3
    pages = read(target).pages
    assert all(sum(f"行{i:02}之" in page for page in pages) == 1 for i in range(8))


def test_a_longer_row_is_laid_down_in_pieces_of_eight_lines(press, target, read):
    table = Table(press, THREE)
    table.row(["1", "\n".join(f"行{i:03}" for i in range(300)), ""])
    table.close()
    pages = press.finish()
    for page in read(target).pages[: pages - 1]:
        assert sum(f"行{i:03}" in page for i in range(300)) % 8 == 0
    assert pages == 6


def test_a_row_taller_than_what_is_left_of_a_fresh_page_still_prints(wide_press, target, read):
    table = Table(wide_press, THREE, reserve=400, style=Style(size=12))
    table.row(["1", "\n".join(f"行{i:02}" for i in range(20)), ""])
    table.close()
    wide_press.finish()
    assert sum(f"行{i:02}" in read(target).text for i in range(20)) == 20


def test_thirty_rows_a_page_each_page_with_its_total(press, target, read):
    def page_end() -> None:
        table.put([Cell("本页小计", 2, strong=True), Cell(f"{table.on_page}人", 1, align="l")])

    table = Table(press, THREE, per_page=30, page_end=page_end, reserve=14)
    table.rows([str(n), f"第{n}人", ""] for n in range(1, 71))
    page_end()
    table.close()
    assert press.finish() == 3
    assert ["30人" in page.split("小计")[1] for page in read(target).pages] == [True, True, False]


def test_a_long_name_is_made_smaller_before_it_is_wrapped(press, target, read):
    name = "阿卜杜热依木·阿卜杜克热木"
    table = Table(press, [Column("姓名", 29, "f"), Column("姓名", 29, "c")])
    table.row([name, name])
    table.close()
    press.finish()
    text = read(target).text
    assert name in text
    assert text.count(name) == 1


def test_a_heading_in_two_rows_stands_on_every_page(press, target, read):
    head = [
        [Cell("学校", 1, 2), Cell("学历", 2), Cell("人数", 1, 2)],
        [Cell("", 1, 0), Cell("本科"), Cell("专科"), Cell("", 1, 0)],
    ]
    table = Table(press, [Column("学校", 50), Column("本科", 20), Column("专科", 20), Column("人数", 20)], head)
    table.rows(["大湾小学", "12", "3", "15"] for _ in range(120))
    table.close()
    assert press.finish() == 3
    assert all(page.count("学历") == page.count("本科") == 1 for page in read(target).pages)


def test_nothing_a_cell_may_hold_stops_the_printer(press, target, read):
    table = Table(press, THREE)
    for text in (
        "<b>粗</b> & <",
        "\x00\x1b[31m",
        "a\u202eb",
        "😀" * 50,
        "字" * 10_000,
        "\ud800",
        "=1+1",
        "'; --",
        "%s",
    ):
        table.row([text, text, text])
    table.close()
    press.finish()
    paper = read(target)
    assert "<b>粗</b> & <" in paper.text
    assert paper.text.count("字") == 30_000
    assert paper.outside == []
