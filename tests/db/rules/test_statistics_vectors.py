"""Figures worked by hand, each with its source: rates by every denominator, formulas, progress, spread, lines."""

import math
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from db.rules import level_figures
from db.rules.borderline import EXCELLENT, PASS, POINTS, SENIOR, Width, conversion, converted, near, near_total, totals
from db.rules.exam_marks import mean
from db.rules.formulas import Term, by_levels, composite, level_figure, weakest, weighed
from db.rules.levels import counts, read_levels
from db.rules.participation import decimal_of
from db.rules.statistics import Base, Counting, Lines, Mark, Tally, all_passed, tally, together
from db.rules.statistics_figures import counted_together, figures, retained
from db.rules.statistics_gains import gains
from db.rules.statistics_progress import advances, matched
from db.rules.statistics_spread import distribution, ranks, standard, variance_of
from db.rules.working import figure

D, F = Decimal, Fraction
HUNDRED, FIFTY = Lines(), Lines(full=D(50))
SAT = Counting(denominator="sat", mean_denominator="sat")
PICTURE, LOOK, SHEET = "paper/06-quality.png", "look/quality.png", "qingshi_g5_scores_2026spring.xlsx"


def rate(part: int, whole: int) -> str:
    return figure(F(part, whole), 100)


@pytest.mark.parametrize(
    ("source", "part", "whole", "shown"),
    [
        (f"{PICTURE} 五（1）班 及格率", 41, 43, "95.3"),
        (f"{PICTURE} 五（1）班 优秀率", 20, 43, "46.5"),
        (f"{PICTURE} 五（2）班 及格率", 37, 41, "90.2"),
        (f"{PICTURE} 五（2）班 低分率", 1, 41, "2.4"),
        (f"{PICTURE} 五（3）班 优秀率", 18, 41, "43.9"),
        (f"{PICTURE} 五（4）班 及格率", 34, 39, "87.2"),
        (f"{PICTURE} 五（4）班 低分率", 2, 39, "5.1"),
        (f"{PICTURE} 年级 及格率", 150, 164, "91.5"),
        (f"{PICTURE} 等级分布 良好", 47, 164, "28.7"),
        (f"{PICTURE} 等级分布 待提高", 14, 164, "8.5"),
        (f"{LOOK} 三（2）班 及格率，应考41", 38, 41, "92.7"),
        (f"{LOOK} 六（1）班 低分率，应考46", 3, 46, "6.5"),
    ],
)
def test_a_rate_as_the_pictures_print_it(source: str, part: int, whole: int, shown: str) -> None:
    assert rate(part, whole) == shown


SAMPLE = {
    # sheet and subject: sat, absent, exempt, sum, passed, excellent, good, low, full; counted by hand from the sheet
    "五（1）班 数学": (31, 2, 0, "2434", 28, 14, 5, 0, 100),
    "五（1）班 英语": (31, 1, 1, "2345.5", 27, 8, 7, 0, 100),
    "五（1）班 道德与法治": (32, 1, 0, "1145.5", 27, 6, 10, 0, 50),
    "五（2）班 语文": (29, 1, 0, "2072.5", 24, 5, 7, 1, 100),
    "五（2）班 科学": (28, 1, 0, "1077", 24, 11, 5, 1, 50),
    "五（2）班 道德与法治": (29, 1, 0, "1128.5", 27, 11, 5, 0, 50),
}


def of_sheet(name: str) -> tuple[Tally, Lines]:
    sat, absent, exempt, total, passed, excellent, good, low, full = SAMPLE[name]
    made = Tally(
        sat=sat, absent=absent, exempt=exempt, total=D(total), passed=passed, excellent=excellent, good=good, low=low
    )
    return made, Lines(full=D(full))


@pytest.mark.parametrize(
    ("name", "counting", "wanted"),
    [
        ("五（1）班 数学", Counting(), {"avg": "73.8", "scoreRate": "73.8", "pass": "84.8", "excel": "42.4"}),
        ("五（1）班 数学", SAT, {"avg": "78.5", "pass": "90.3", "excel": "45.2", "low": "0.0"}),
        ("五（1）班 英语", Counting(), {"avg": "73.3", "pass": "84.4", "good": "21.9"}),
        ("五（1）班 英语", Counting(exempt_due=True), {"avg": "71.1", "pass": "81.8"}),
        ("五（1）班 道德与法治", Counting(), {"avg": "34.7", "scoreRate": "69.4", "pass": "81.8", "excel": "18.2"}),
        ("五（2）班 语文", SAT, {"avg": "71.5", "pass": "82.8", "excel": "17.2", "low": "3.4"}),
        ("五（2）班 科学", Counting(), {"avg": "37.1", "scoreRate": "74.3", "excel": "37.9"}),
        ("五（2）班 道德与法治", Counting(), {"avg": "37.6", "pass": "90.0"}),
    ],
)
def test_the_sheet_of_the_fifth_grade(name: str, counting: Counting, wanted: dict[str, str]) -> None:
    """源：每格由表中分数手工相加、相除（{SHEET}）。"""
    made, lines = of_sheet(name)
    found = figures(made, lines, counting)
    assert {key: found[key].shown for key in wanted} == wanted


@pytest.mark.parametrize(
    ("source", "counting", "base", "passed", "mean_of"),
    [
        ("facts 2.2 实考人数", SAT, Base(), F(30, 36), F(2880, 36)),
        ("facts 2.2 应考人数", Counting(), Base(), F(30, 40), F(2880, 40)),
        ("facts 2.2 学籍数×97%", Counting(denominator="roll"), Base(enrolled=50), F(30) / F("48.5"), F(2880, 40)),
        ("facts 2.2 起始＋转入−转出", Counting(denominator="cohort"), Base(None, 45, 2, 3), F(30, 44), F(2880, 40)),
        ("facts 2.2 平均分用起始", Counting(mean_denominator="cohort"), Base(started=48), F(30, 40), F(60)),
    ],
)
def test_each_denominator(source: str, counting: Counting, base: Base, passed: Fraction, mean_of: Fraction) -> None:
    made = Tally(sat=36, absent=4, total=D(2880), passed=30)
    found = figures(made, HUNDRED, counting, base)
    assert (found["pass"].value, found["avg"].value) == (passed, mean_of), source


def test_a_denominator_nobody_has_written_down_is_said() -> None:
    found = figures(Tally(sat=3, total=D(210)), HUNDRED, Counting(denominator="roll"))["pass"]
    assert found.value is None
    assert found.working.result == "算不出：没有登记考试基数：学籍人数。"


def terms(**weights: tuple[str, str]) -> list[Term]:
    return [Term(name, F(weight), normaliser) for name, (weight, normaliser) in weights.items()]


C1 = terms(avg=("40", "max"), **{"pass": ("30", "max")}, excel=("30", "max"))
C2 = terms(**{"pass": ("0.5", "raw")}, scoreRate=("0.45", "raw"), excel=("0.05", "raw"))
C2_JUNIOR = terms(**{"pass": ("70", "max")}, good=("20", "max"), excel=("10", "max"))
C6 = terms(excel=("35", "max"), good=("35", "max"), avg=("30", "max"))
C8 = terms(avg=("0.4", "raw"), **{"pass": ("0.3", "raw")}, excel=("0.3", "raw"))
ONE = {"avg": F(82), "pass": F(95), "excel": F(40), "good": F(30), "scoreRate": F(82), "low": F(5)}
TWO = {"avg": F(80), "pass": F(98), "excel": F(50), "good": F(40), "scoreRate": F(80), "low": F(2)}


@pytest.mark.parametrize(
    ("source", "formula", "one", "wanted"),
    [
        ("facts 2.3 C1：40＋95÷98×30＋40÷50×30", C1, ONE, F(4561, 49)),
        ("facts 2.3 C1：80÷82×40＋30＋30", C1, TWO, F(4060, 41)),
        ("facts 2.3 C2：95×0.5＋82×0.45＋40×0.05", C2, ONE, F("86.4")),
        ("facts 2.3 C2：98×0.5＋80×0.45＋50×0.05", C2, TWO, F("87.5")),
        ("facts 2.3 C2 七、八年级：95÷98×70＋30÷40×20＋40÷50×10", C2_JUNIOR, ONE, F(95 * 70, 98) + 15 + 8),
        ("facts 2.3 C8：82×0.4＋95×0.3＋40×0.3", C8, ONE, F("73.3")),
        ("facts 2.3 C8：80×0.4＋98×0.3＋50×0.3", C8, TWO, F("76.4")),
        ("facts 2.3 C8 减低分率×0.1", [*C8, Term("low", F("-0.1"))], ONE, F("72.8")),
        ("facts 2.3 C6：40÷50×35＋30÷40×35＋82÷82×30", C6, ONE, F("84.25")),
        ("facts 2.3 ÷全体", terms(avg=("100", "mean")), ONE, F(8200, 81)),
        ("facts 2.3 z→T，两班相差一个标准差的两倍", terms(avg=("1", "t")), ONE, F(60)),
    ],
)  # fmt: skip
def test_a_composite(source: str, formula: list[Term], one: dict[str, Any], wanted: Fraction) -> None:
    assert composite(formula, one, [ONE, TWO], {"avg": F(81)}).value == wanted, source


def test_a_working_shows_what_each_term_is_measured_by() -> None:
    parts = composite(C1, ONE, [ONE, TWO], {}).parts
    assert [part.words for part in parts] == ["82 ÷ 82 × 40 ＝ 40", "95 ÷ 98 × 30 ＝ 29.0816", "40 ÷ 50 × 30 ＝ 24"]


def test_a_subject_told_in_levels_is_weighed_by_them_or_said_not_to_be() -> None:
    """源：facts 2.3 C1 考核学科：(A×1 ＋ B×0.8 ＋ C×0.6) ÷ N × 100。"""
    levels = {"A": 5, "B": 3, "C": 2, "D": 0}
    weights = {"A": F(1), "B": F("0.8"), "C": F("0.6"), "D": F(0)}
    found = level_figure("综合得分", levels, weights)
    assert (found.value, found.working.formula) == (
        F(86),
        "综合得分 ＝（A × 1 ＋ B × 0.8 ＋ C × 0.6 ＋ D × 0）÷ 人数 × 100",
    )
    assert level_figure("综合得分", levels, {}).why == "记等级的学科，这个公式不折算"


def test_a_composite_without_one_of_its_terms_cannot_be_said() -> None:
    assert composite(C8, {**ONE, "excel": None}, [ONE], ONE).value is None


@pytest.mark.parametrize(
    ("source", "values", "weights", "wanted"),
    [
        ("facts 2.3 C1 小学：语数英、品社、科学", "90 80 70 85 75", ".3 .3 .2 .1 .1", "81"),
        (
            "facts 2.3 C1 八年级：语数英、物、思、史、地、生",
            "90 80 70 60 80 70 90 60",
            ".2 .2 .2 .1 .1 .1 .05 .05",
            "76.5",
        ),
        ("facts 2.3 C1 九年级：加化学", "90 80 70 60 50 80 70 90 60", ".2 .2 .2 .1 .1 .06 .06 .04 .04", "74"),
    ],
)
def test_subjects_weighed_to_a_whole(source: str, values: str, weights: str, wanted: str) -> None:
    parts = [(F(value), F(weight)) for value, weight in zip(values.split(), weights.split(), strict=True)]
    assert weighed(parts) == F(wanted), source


def test_assessed_subjects() -> None:
    """源：facts 2.3 C1：(A×1＋B×0.8＋C×0.6)÷N×100 ＝ (10＋16＋3)÷40×100。"""
    assert by_levels({"A": 10, "B": 20, "C": 5, "D": 5}, {"A": F(1), "B": F("0.8"), "C": F("0.6")}) == F("72.5")


@pytest.mark.parametrize(
    ("source", "marks", "wanted"),
    [
        ("facts 2.4 Z＝0", (60, 70, 80, 90, 100), 50.0),
        ("facts 2.4 σ用总体：均分80，σ＝√200", (60, 70, 80, 90, 100), 50.0),
    ],
)
def test_the_mean_itself_has_a_standard_mark_of_fifty(source: str, marks: tuple[int, ...], wanted: float) -> None:
    values = [F(mark) for mark in marks]
    assert standard(F(80), F(80), variance_of(values) or F(0)) == F(wanted), source


def test_a_standard_mark_that_is_no_fraction() -> None:
    """源：facts 2.4：100分，均分80，σ＝√200：T ＝ 50＋10×20÷√200 ＝ 50＋10√2。"""
    found = standard(F(100), F(80), F(200))
    assert decimal_of(found, 10) == decimal_of(F(math.isqrt(2 * 10**40), 10**19) + 50, 10)


def test_a_standard_mark_that_is_a_fraction_is_exact() -> None:
    """源：facts 2.4：40、60两人，均分50，σ＝10，60分的T＝60。"""
    assert standard(F(60), F(50), F(100)) == 60


def test_equals_share_the_best_place() -> None:
    """源：facts 2.4：1, 2, 2, 4。"""
    assert ranks([F(90), F(85), F(85), F(80), None]) == [1, 2, 2, 4, None]


def sat(room: str, student: int, mark: str, paper: str = "now") -> Mark:
    return Mark(student, room, "school", paper, D(mark))


def test_progress_four_ways() -> None:
    """源：facts 2.4, C7：两班各两人；这次 84、76 与 80、80，上次 76、76 与 80、88，满分100。"""
    now = [sat("1", 1, "84"), sat("1", 2, "76"), sat("2", 3, "80"), sat("2", 4, "80"), sat("2", 5, "99")]
    base = [sat("1", 1, "76"), sat("1", 2, "76"), sat("2", 3, "80"), sat("2", 4, "88"), sat("2", 6, "1")]
    pairs = matched(now, base, D(100), D(100), Counting())
    assert [(who, why) for who, _, why in pairs.apart] == [(5, "上次不在这个年级的成绩里")]
    found = advances(pairs.pairs, ["1", "2"])
    one, two = found["1"], found["2"]
    assert (one.count, two.count) == (2, 2)
    assert (one.difference, two.difference) == (F(4), F(-4))  # (80−80)−(76−80)
    assert one.ratio == F(80, 80) / F(76, 80) - 1  # 1/19
    assert (one.rank, two.rank) == (1, -1 + 1)  # 上次第2、这次并列第1
    assert (one.rose, two.rose) == (F(1, 2), F(0))  # 只有84分的T升了


def test_rates_rise_and_fall_against_the_grade() -> None:
    """源：facts 2.4 差值法用于率：1班及格 2/2、上次 1/2；年级 3/4、上次 3/4：(100−75)−(50−75)＝+50个百分点。"""
    now = [sat("1", 1, "84"), sat("1", 2, "60"), sat("2", 3, "86"), sat("2", 4, "39")]
    base = [sat("1", 1, "90"), sat("1", 2, "59"), sat("2", 3, "85"), sat("2", 4, "60")]
    pairs = matched(now, base, D(100), D(100), Counting()).pairs
    found = gains(pairs, HUNDRED, HUNDRED)
    assert {way: gain.value for way, gain in found["1"].items()} == {
        "passGain": F(1, 2), "excelGain": F(-1, 4), "lowGain": F(-1, 4),
    }  # fmt: skip
    assert [found[room]["passGain"].value for room in "12"] == [F(1, 2), F(-1, 2)], "what one gains the other loses"
    assert gains([], HUNDRED, HUNDRED) == {}
    halves = matched([sat("1", 1, "30")], [sat("1", 1, "70")], D(50), D(100), Counting()).pairs
    one = gains(halves, HUNDRED._replace(full=D(50)), HUNDRED._replace(passing=D(80)))["1"]["passGain"]
    assert (one.now, one.base) == (F(1), F(0)), "each paper by its own lines"


def test_progress_of_the_picture() -> None:
    """源：paper/06-quality.png 五（1）班 ＋1.2：(82.6−80.2)−(78−76.8)。"""
    assert (F("82.6") - F("80.2")) - (F("78") - F("76.8")) == F("1.2")


def test_papers_of_fifty_and_a_hundred_are_compared_by_their_share() -> None:
    pairs = matched([sat("1", 1, "40")], [sat("1", 1, "70")], D(50), D(100), Counting())
    assert (pairs.pairs[0].now, pairs.pairs[0].base) == (F(80), F(70))


def test_passing_everything() -> None:
    """源：facts 2.2 全科及格率：三人，一人两科及格，一人一科不及格，一人免考一科、另一科及格：2÷3。"""
    marks = [
        Mark(1, "r", "s", "a", D(60)), Mark(1, "r", "s", "b", D(30)), Mark(2, "r", "s", "a", D(59)),
        Mark(2, "r", "s", "b", D(40)), Mark(3, "r", "s", "a", None, "2"), Mark(3, "r", "s", "b", D(45)),
    ]  # fmt: skip
    part, whole = all_passed(marks, {"a": HUNDRED, "b": FIFTY}, Counting())
    assert counted_together(part, whole, Counting()).value == F(2, 3)


def test_retention() -> None:
    """源：facts 2.6：年末在校190，年初200，转入5，转出15：190÷190。"""
    assert retained(Base(enrolled=190, started=200, came=5, left=15), Counting()).shown == "100.0"


def test_lines_of_a_paper_of_fifty() -> None:
    """源：facts 2.2：满分50，及格30，优秀42.5，低分20；在线上的算达到。"""
    marks = [Mark(n, "r", "s", "p", D(mark)) for n, mark in enumerate(("30", "29.5", "42.5", "42", "20", "19.5"))]
    made = tally(marks, FIFTY, Counting())
    assert (made.passed, made.excellent, made.good, made.low) == (3, 1, 1, 1)


def test_levels_of_the_picture() -> None:
    """源：paper/06-quality.png：优秀85分及以上，良好75—84，合格60—74，待提高60以下。"""
    levels = read_levels("优秀85、良好75、合格60、待提高0")
    marks = [(D(mark), D(100)) for mark in ("100", "85", "84.5", "75", "74.5", "60", "59.5", "0")]
    assert counts(marks, levels) == {"A": 2, "B": 2, "C": 2, "D": 2}


def test_a_level_opens_its_line_in_percent_and_marks_and_its_share_of_who_sat() -> None:
    """源：paper/06-quality.png的线；满分120：102、90、72分。7人实考，2人优秀：28.6%。"""
    levels, lines = read_levels("优秀85、良好75、合格60、待提高0"), Lines(full=D(120))
    marks = [Mark(n, "r", "s", "p", D(m)) for n, m in enumerate(("120", "102", "101.5", "90", "72", "71.5", "0"))]
    marks += [
        Mark("away", "r", "s", "p", None, "1"),
        Mark("blank", "r", "s", "p"),
        Mark("helped", "r", "s", "p", D(90), "", "1"),
    ]
    found = level_figures.figures(tally(marks, lines, Counting(), levels), lines, levels, Counting())
    assert [(one.label, one.with_unit) for one in found.values()] == [
        ("A优秀", "28.6%"), ("B良好", "28.6%"), ("C合格", "14.3%"), ("D待提高", "28.6%"),
    ]  # fmt: skip
    assert [one.working.puts[0].value for one in found.values()] == [
        "满分120分的85%及以上：102分及以上", "满分120分的75%及以上、85%以下：90分及以上、102分以下",
        "满分120分的60%及以上、75%以下：72分及以上、90分以下", "满分120分的60%以下：72分以下",
    ]  # fmt: skip
    assert [(put.label, put.value) for put in found["levelA"].working.puts[1:]] == [
        ("A优秀的人数", "2"),
        ("实考人数", "7"),
    ]
    counted, apart = level_figures.who_sat(marks, Counting())
    assert counted == list(range(7))
    assert apart == [("away", "缺考，没有参加"), ("blank", "没有登记成绩"), ("helped", "随班就读，不计入")]
    nobody = level_figures.figures(Tally(), lines, levels, Counting())["levelA"]
    assert (nobody.shown, nobody.working.result) == ("—", "算不出：没有人。")


def test_tenths_of_the_full_mark() -> None:
    found = distribution([D(100), D(90), D("89.5"), D(0), D(50)], D(100))
    assert [band.pupils for band in found] == [2, 1, 0, 0, 1, 0, 0, 0, 0, 1]
    assert (found[0].label, found[1].label) == ("90—100", "80—90以下")


@pytest.mark.parametrize(
    ("source", "lines", "width", "inside"),
    [
        ("facts 2.5：及格线60上下5分", HUNDRED, Width(unit=POINTS), ["55", "60", "65"]),
        ("facts 2.5：满分50的5%是2.5分", FIFTY, Width(), ["27.5", "30", "32.5"]),
    ],
)
def test_near_the_pass_line(source: str, lines: Lines, width: Width, inside: list[str]) -> None:
    marks = [
        Mark(n, "r", "s", "p", D(mark))
        for n, mark in enumerate(("54.5", "55", "60", "65", "65.5", "27", "27.5", "30", "32.5", "33"))
    ]
    found = near(marks, lines, PASS, width, Counting())
    assert [str(one.mark) for one in found] == inside, source


def test_near_a_line_of_one_paper_by_points_or_by_its_full_mark() -> None:
    """源：facts 2.5：满分120，优秀线102：上下5分是97—107，满分的5%是96—108。"""
    lines = Lines(full=D(120))
    marks = [Mark(n, "r", "s", "p", D(mark)) for n, mark in enumerate(("95.5", "96", "97", "107", "108", "108.5"))]
    for width, inside in ((Width(unit=POINTS), ["97", "107"]), (Width(), ["96", "97", "107", "108"])):
        assert [str(one.mark) for one in near(marks, lines, EXCELLENT, width, Counting())] == inside


def test_near_a_line_of_the_total() -> None:
    """源：facts 2.5：总分上下10分。语数英满分120，及格线216：206—226；缺考一科的、随班就读的没有总分。"""
    sat = {
        "below": ("70", "70", "65.5"), "low end": ("70", "70", "66"), "on the line": ("72", "72", "72"),
        "high end": ("100", "100", "26"), "above": ("100", "100", "26.5"), "two papers": ("108", "108", None),
    }  # fmt: skip
    marks = [
        Mark(name, "r", "s", paper, None if mark is None else D(mark), "1" if mark is None else "")
        for paper in range(3) for name, mark in ((name, three[paper]) for name, three in sat.items())
    ]  # fmt: skip
    marks += [Mark("helped", "r", "s", paper, D(72), standing="1") for paper in range(3)]
    marks += [Mark("on the line", "r", "s", "another examination's", D(100))]
    whole = totals(marks, {0, 1, 2}, Counting())
    assert [one.student for one in whole] == ["below", "low end", "on the line", "high end", "above"]
    found = near_total(whole, PASS, D(216), Width(D(10), D(10), POINTS))
    assert [(one.student, one.mark, one.gap) for one in found] == [
        ("low end", D(206), D(-10)), ("on the line", D(216), D(0)), ("high end", D(226), D(10)),
    ]  # fmt: skip
    assert [one.student for one in near_total(whole, SENIOR, D(225), Width(D(10), D(10), POINTS))] == [
        "on the line", "high end", "above",
    ]  # fmt: skip


def test_conversion() -> None:
    """源：facts 2.5：列入8人，转化3人：37.5%。"""
    answers = [converted(D(60), D(60)), True, True, *[None] * 3, converted(D("59.5"), D(60)), False]
    assert figure(conversion(answers), 100) == "37.5"


def test_weak_subjects() -> None:
    """源：facts 2.5：综合得分最低，或T低于45。"""
    found = weakest({"语文": F(70), "数学": F(65), "英语": None}, {"语文": F(51), "数学": F(49), "英语": F(44)}, F(45))
    assert found == {"数学": "综合得分最低", "英语": "标准分T低于45"}


def test_a_class_added_to_a_class() -> None:
    one, two = Tally(sat=2, total=D(150), highest=D(80), lowest=D(70)), Tally(sat=1, total=D(90), highest=D(90))
    whole = together([one, two])
    assert (whole.sat, whole.total, whole.highest, whole.mean) == (3, D(240), D(90), F(80))


def test_a_class_where_nobody_moved_takes_nothing_from_the_movements_of_another() -> None:
    """源：facts 2.2，起始人数＋转入－转出；没有登记转入的班按0人。"""
    whole = Base(40, 40, 3, None).plus(Base(38, 39, None, 1))
    made = figures(Tally(sat=78, total=D(6000), passed=60), HUNDRED, Counting(denominator="cohort"), whole)
    assert made["pass"].value == F(60, 40 + 39 + 3 - 1)
    assert Base(40, 40).plus(Base(None, 39)) == Base(None, 79, 0, 0), "a roll nobody has written down stays unknown"


def test_the_mean_while_typing_is_that_of_those_who_sat() -> None:
    from db.rules.exam_marks import Entry

    assert mean([Entry(D(80)), Entry(D(71)), Entry(absence="1"), Entry()]) == D("75.5")
