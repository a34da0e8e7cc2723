"""The balance papers as an inspector reads them: cut off, shaded, with what does not count and why."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from db.registers import CountyFigure, SchoolResource
from desktop.work import papers, rows, settings, tables
from tests.desktop.reports.reading import Paper
from tests.desktop.work.balanced import Township


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Township]:
    made = Township(tmp_path_factory.mktemp("镇"), (2024, 2025, 2026))
    yield made
    made.close()


def read(town: Township, report: str, folder: Path, **options: str) -> Paper:
    file = folder / f"{report}.pdf"
    papers.make(town.office, report, file, options)
    return Paper(file)


def test_the_table_cuts_off_marks_and_says_what_does_not_count(town: Township, tmp_path: Path) -> None:
    paper = read(town, "balance", tmp_path)
    assert len(paper.pages) == 1
    assert not paper.outside
    for said in (
        "义务教育优质均衡资源配置监测表", "一、小学", "二、初中", "统计时点：2026年9月1日", "2.29 差0.01",
        "▼0.57 差0.43", "0.98 差0.02", "1950 差50", "龙泉九年一贯制学校（小学部）", "龙泉九年一贯制学校（初中部）",
        "≥6", "黑沟教学点（31人）", "不足50人的教学点", "教督〔2017〕6号", "校长（签字）",
    ):  # fmt: skip
        assert said in paper.text.replace("　", " "), said
    assert "2.30" not in paper.text, "a figure below 2.3 is never written as 2.30"


def test_a_coefficient_over_the_limit_never_looks_as_if_it_kept_it(town: Township, tmp_path: Path) -> None:
    (row,) = tables.ids(
        town.office, SchoolResource, where=[("school", "大湾小学"), ("year", "2026"), ("stage", "小学")]
    )
    rows.change(town.office, SchoolResource, row, {"backbone": "40"})
    text = read(town, "balance", tmp_path).text.replace("　", " ")
    assert "超过" in text
    rows.change(town.office, SchoolResource, row, {"backbone": "4"})
    text = read(town, "balance", tmp_path).text.replace("　", " ")
    assert "超过" not in text


def test_the_eight_of_2012_end_in_their_composite(town: Township, tmp_path: Path) -> None:
    text = read(town, "balance", tmp_path, set="2012").text
    assert "义务教育基本均衡资源配置监测表" in text
    assert "综合差异系数（不高于0.65）" in text
    assert "综合差异系数（不高于0.55）" not in text, "of one junior school nothing is reckoned"
    assert "▼" not in text
    assert "教督〔2012〕3号" in text


def test_the_workings_follow_where_they_are_asked_for(town: Township, tmp_path: Path) -> None:
    """Degrees: 5, 7, 15 and 19 over 142, 174, 312 and 405 pupils; S by hand √0.210791."""
    paper = read(town, "balance", tmp_path, workings="yes")
    text = paper.text.replace("　", " ")
    assert not paper.outside
    for said in (
        "均衡监测算式", "小学 1 高于规定学历教师", "4.023", "4.02，差0.18", "46", "平均 4.453", "S² 0.2108",
        "S ＝ √S² ＝ 0.4591 差异系数 ＝ 0.4591 ÷ 4.453 ＝ 0.1031，限额 0.50，写作 0.103 达标",
        "小学 不参加计算：黑沟教学点（31人），不足50人的教学点。",
    ):  # fmt: skip
        assert said in text, said
    assert "综合差异系数" in read(town, "balance", tmp_path, workings="yes", set="2012").text
    assert "均衡监测算式" not in read(town, "balance", tmp_path).text


def test_an_earlier_year_is_headed_by_its_own_year(town: Township, tmp_path: Path) -> None:
    text = read(town, "balance", tmp_path, year="2025").text
    assert "2025—2026学年度" in text
    assert "2026—2027学年度" not in text
    assert "统计时点：2025年9月1日" in text


def test_what_the_county_published_is_printed_below(town: Township, tmp_path: Path) -> None:
    for code, mean in (("优质1 高于规定学历教师", "4.61"), ("优质7 网络多媒体教室", "2.51")):
        rows.add(town.office, CountyFigure, {"year": "2026", "stage": "小学", "indicator": code, "mean": mean})
    lines = read(town, "balance", tmp_path).text
    assert "全县平均" in lines
    assert "4.61" in lines
    assert "全县差异系数\n" not in lines


def test_the_shortages_add_up_in_figures_and_in_capitals(town: Township, tmp_path: Path) -> None:
    settings.decide(town.office, "balance.price_media_room", "32000")
    paper = read(town, "balance-shortage", tmp_path)
    assert not paper.outside
    for said in ("办学条件缺口台账", "42,600.00", "32,000.00", "平方米", "大写：", "打算怎样解决"):
        assert said in paper.text, said
    # equipment 8700 + 42600 + 10800; a room each at 白杨, 柳树坪 and the junior part of 龙泉
    assert "158,100.00 元" in paper.text
    assert "壹拾伍万捌仟壹佰元整" in paper.text


def test_three_years_side_by_side(town: Township, tmp_path: Path) -> None:
    paper = read(town, "balance-years", tmp_path)
    tables, charts = paper.pages
    assert "图　小学差异系数（横线是限额 0.50）" in charts
    assert "0.06" in charts, "of the equipment, as in the test of the window: √16426 ÷ 1996"
    assert "二、初中" in tables
    for said in ("2024—2025学年", "2025—2026学年", "2026—2027学年", "998", "1996", "2/4", "0/4"):
        assert said in paper.text, said
    assert "2024—2025学年" not in read(town, "balance-years", tmp_path, count="2").text
    assert "图　" not in read(town, "balance-years", tmp_path, count="1").text, "one year is no comparison"


def test_without_any_figures_the_papers_say_where_to_begin(tmp_path: Path) -> None:
    empty = Township(tmp_path, ())
    assert "办学条件" in read(empty, "balance", tmp_path).text
    assert "没有缺口" in read(empty, "balance-shortage", tmp_path).text
    assert "还没有办学条件数据" in read(empty, "balance-years", tmp_path).text
    empty.close()
