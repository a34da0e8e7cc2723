"""The standard's page measured: characters on their grid; heads, numbers and copy list where GB/T 9704 wants them."""

from __future__ import annotations

import ctypes
import subprocess
import tempfile
from collections import defaultdict
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.reports import faces
from desktop.reports.documents import Lines, Said, draw

MM = 72 / 25.4
TOP, LEFT, RIGHT, BOTTOM = 260 * MM, 28 * MM, 184 * MM, 35 * MM
LINE, STEP = 225 * MM / 22, 156 * MM / 28
SAID = Said(
    "official", "关于2026年秋季学期检查情况的通报", "青石镇中心学校", "2026—2027学年度第一学期", date(2026, 11, 20),
    mark="青中校〔2026〕18号", addressee="各小学", body="国" * 1500, copies="云岭县教育体育局",
    printer="青石镇中心学校办公室",
)  # fmt: skip


class Char(NamedTuple):
    char: str
    x: float
    y: float
    left: float
    right: float
    top: float
    bottom: float


class Page:
    """A printed page as it can be measured: where each character stands, and each rule."""

    def __init__(self, page: pypdfium2.PdfPage) -> None:
        text = page.get_textpage()
        x, y = ctypes.c_double(), ctypes.c_double()
        self.chars: list[Char] = []
        for i in range(text.count_chars()):
            char = text.get_text_range(i, 1)
            if char.strip() and pdfium.FPDFText_GetCharOrigin(text, i, x, y):
                left, bottom, right, top = text.get_charbox(i)
                self.chars.append(Char(char, x.value, y.value, left, right, top, bottom))
        self.rules = [
            thing.get_bounds()
            for thing in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH])
            if _flat(thing.get_bounds())
        ]

    def lines(self) -> dict[float, list[Char]]:
        found: dict[float, list[Char]] = defaultdict(list)
        for char in self.chars:
            found[round(char.y, 1)].append(char)
        return dict(sorted(found.items(), reverse=True))

    def has_line(self, text: str) -> bool:
        return any("".join(char.char for char in line) == text for line in self.lines().values())

    def said(self, text: str) -> list[Char]:
        """The characters of a text that stands on one line."""
        for line in self.lines().values():
            at = "".join(char.char for char in line).find(text)
            if at >= 0:
                return line[at : at + len(text)]
        raise AssertionError(f"{text} stands nowhere")


def _flat(box: tuple[float, float, float, float]) -> bool:
    left, bottom, right, top = box
    return top - bottom < 6 and right - left > 100


def pages(said: Said) -> list[Page]:
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "公文.pdf"
        draw(target, said)
        with pypdfium2.PdfDocument(target) as file:
            return [Page(page) for page in file]


@pytest.fixture(scope="module")
def long() -> list[Page]:
    return pages(SAID)


def test_a_full_page_has_twenty_two_lines_of_twenty_eight_characters(long: list[Page]) -> None:
    lines = [line for line in long[1].lines().values() if line[0].char == "国"]
    assert [len(line) for line in lines] == [28] * 22
    for number, line in enumerate(lines):
        assert line[0].y == pytest.approx(TOP - number * LINE - LINE / 2 - 0.38 * 16, abs=0.05)
        assert [char.x for char in line] == pytest.approx([LEFT + n * STEP for n in range(28)], abs=0.05)
    assert lines[0][0].top == pytest.approx(TOP - (LINE - 16) / 2, abs=2.5), "37 mm from the edge, within 1 mm"


def test_the_text_of_the_first_page_stands_on_the_same_lines(long: list[Page]) -> None:
    below = [y for y, line in long[0].lines().items() if line[0].char == "国"]
    for y in below:
        number = (TOP - LINE / 2 - 0.38 * 16 - y) / LINE
        assert abs(number - round(number)) < 0.01
    first = next(line for line in long[0].lines().values() if line[0].char == "国")
    assert first[0].x == pytest.approx(LEFT + 2 * STEP, abs=0.05), "two characters in"


def test_the_red_head_begins_35_mm_below_the_text_and_the_rule_stands_4_mm_below_the_number(long: list[Page]) -> None:
    name, number = long[0].said("青石镇中心学校文件"), long[0].said("青中校〔2026〕18号")
    assert max(char.top for char in name) == pytest.approx(TOP - 35 * MM, abs=1.0 * MM)
    middle = (name[0].left + name[-1].right) / 2
    assert middle == pytest.approx((LEFT + RIGHT) / 2, abs=2)
    blank = min(char.bottom for char in name) - max(char.top for char in number)
    assert blank == pytest.approx(2 * LINE, abs=10), "two blank lines"
    left, bottom, right, top = long[0].rules[0]
    assert (left, right) == pytest.approx((LEFT, RIGHT), abs=2)
    assert min(char.bottom for char in number) - (top + bottom) / 2 == pytest.approx(4 * MM, abs=1.5)


def test_title_and_date_stand_where_they_should(long: list[Page]) -> None:
    title = long[0].said("关于2026年秋季学期检查情况的通报")
    assert (title[0].left + title[-1].right) / 2 == pytest.approx((LEFT + RIGHT) / 2, abs=2)
    last = next(page for page in long if page.has_line("2026年11月20日"))
    day, office = last.said("2026年11月20日"), last.said("青石镇中心学校")
    assert day[-1].x + 16 == pytest.approx(RIGHT - 4 * STEP, abs=0.5), "four characters from the right"
    assert (office[0].x + office[-1].x) / 2 == pytest.approx((day[0].x + day[-1].x + 8) / 2, abs=6)
    assert office[0].y - day[0].y == pytest.approx(LINE, abs=0.05)


def test_page_numbers_stand_outside_and_the_copy_list_at_the_foot_of_the_last_even_page(long: list[Page]) -> None:
    assert len(long) % 2 == 0
    for number, page in enumerate(long, 1):
        dashes = [char for char in page.chars if char.char == "—" and char.y < BOTTOM]
        assert len(dashes) == 2
        assert all(char.top == pytest.approx(BOTTOM - 7 * MM - 7, abs=7) for char in dashes)
        edge = RIGHT - 14 if number % 2 else LEFT + 14
        assert (dashes[-1].right if number % 2 else dashes[0].left) == pytest.approx(edge, abs=2)
    rules = sorted(bottom for _, bottom, _, _ in long[-1].rules)
    assert rules[0] == pytest.approx(BOTTOM, abs=1.5)
    assert len(rules) == 3
    assert long[-1].said("抄送：云岭县教育体育局。")[0].x == pytest.approx(LEFT + 14, abs=1)
    assert long[-1].said("2026年11月20日印发")[-1].right == pytest.approx(RIGHT - 14, abs=2)


def test_a_blank_page_before_the_copy_list_and_its_own_bear_no_number() -> None:
    """The text ends at the foot of an even page: no room there for the copy list."""
    found = next(
        made
        for count in range(28 * 20, 28 * 34, 28)
        if len(made := pages(replace(SAID, body="国" * count))) == 4 and not made[2].chars
    )
    assert [any(char.char == "—" and char.y < BOTTOM for char in page.chars) for page in found] == [
        True,
        True,
        False,
        False,
    ]


def test_a_seal_never_stands_alone_overleaf() -> None:
    for count in range(28, 28 * 12, 28):
        made = pages(replace(SAID, body="国" * count, copies=""))
        page = next(page for page in made if page.has_line("2026年11月20日"))
        assert any(char.char == "国" for char in page.chars), count


texts = st.lists(
    st.text(st.sampled_from("国学校，。：（）《》“”0123456789abcXYZ、；！？—…·% "), min_size=0, max_size=90),
    min_size=1,
    max_size=12,
)


@settings(max_examples=12, deadline=None)
@given(texts, st.sampled_from(["official", "letter"]))
def test_whatever_is_written_stays_in_the_text_area(lines: list[str], layout: str) -> None:
    table = Lines(["序号", "内容"], [12, 144], "cl", [[str(n), text] for n, text in enumerate(lines, 1)])
    body = "\n".join([*lines, "一、结果", "【表 结果】", "二、要求", lines[0] or "改。"])
    for page in pages(replace(SAID, layout=layout, body=body, tables={"结果": table})):
        outside = [
            char for char in page.chars if not (LEFT - 1 < char.x < RIGHT + 1 and BOTTOM - 33 < char.y < 297 * MM - 30)
        ]
        assert outside == []


def test_a_letter_has_its_name_30_mm_down_between_double_rules_and_no_number_on_its_first_page() -> None:
    (page,) = pages(replace(SAID, layout="letter", body="请于11月25日前补报。", copies=""))
    name = page.said("青石镇中心学校")
    assert max(char.top for char in name) == pytest.approx((297 - 30) * MM, abs=1 * MM)
    heights = sorted((round(bottom), round((right - left) / MM)) for left, bottom, right, _ in page.rules)
    assert [wide for _, wide in heights] == pytest.approx([170] * 4, abs=2)
    assert heights[0][0] == pytest.approx(20 * MM - 3.2, abs=3)
    assert not any(char.char == "—" and char.y < BOTTOM for char in page.chars)


def test_the_text_is_in_the_systems_fangsong_where_there_is_one(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    kai = faces.FOLDER / faces.FILES[faces.KAI]
    target = tmp_path / "公文.pdf"
    for files, expected in (((tmp_path / "没有.ttf", kai), True), ((tmp_path / "没有.ttf",), False)):
        monkeypatch.setattr(faces, "FANG_FILES", files)
        draw(target, SAID)
        names = subprocess.run(["pdffonts", target], capture_output=True, text=True, check=True).stdout
        assert ("WenKai" in names) == expected
        assert "Song" in names, "the title stays in Song"


def test_half_a_page_holds_long_names_and_long_words_without_turning() -> None:
    name = "阿卜杜热依木·阿卜杜克热木"
    said = Said(
        "half", "入学通知书", "云岭县青石镇中心学校附属龙泉九年一贯制学校", "", date(2026, 6, 20),
        mark="青中小入〔2026〕17号", addressee=f"{name}（{name}的家长）",
        body=f"您的孩子{name}应于2026年秋季入学。" * 6,
        receipt=f"|= 36 86\n| 受送达人 | {name}（{name}的监护人） |\n| 签名 |  |",
    )  # fmt: skip
    (page,) = pages(said)
    right = 148.5 * MM
    assert all(14 * MM - 1 < char.x < right - 12 * MM for char in page.chars)
    assert page.said("送达回证")
