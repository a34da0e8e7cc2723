"""Sheets come out as somebody with a pencil reckons them; fourteen tables worked by hand from facts 6."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.rules.marks import Answer, Item, Mark, Way, at_fault, earned, wanting
from db.rules.scoring import Lines, Result, grade, of_observers, score, share

USUAL = Lines(Decimal(90), Decimal(80), Decimal(60))


def points(*marks: tuple[int, str]) -> Result:
    """Items scored in points: (full marks, marks given)."""
    items = [Item(n, Decimal(full), Way.POINTS) for n, (full, _) in enumerate(marks, 1)]
    return score(items, {n: Mark(points=Decimal(got)) for n, (_, got) in enumerate(marks, 1)}, USUAL)


def quota(full: str, due: str, done: str, *, step: str = "0", line: str = "100") -> Decimal | None:
    item = Item(1, Decimal(full), Way.QUOTA, step=Decimal(step), line=Decimal(line))
    return earned(item, Mark(due=Decimal(due), done=Decimal(done)))


# -- tables worked by hand ------------------------------------------------------------------------------------


def test_1_lesson_plans_lose_two_tenths_for_each_lesson_missing() -> None:
    # 源：facts 6.1 taowenge，数量5分，每少一课时扣0.2：应备60实备53，少7，扣1.4，得3.6
    assert quota("5", "60", "53", step="0.2") == Decimal("3.6")
    assert quota("5", "60", "30", step="0.2") == 0, "thirty missing would be minus one"
    assert quota("5", "60", "66", step="0.2") == 5, "more than due earns no more"


def test_2_encouraging_comments_reach_a_tenth_of_the_class_each_time() -> None:
    # 源：systems C11：45人班，10% 是4.5，4份不够，得 10×4÷4.5＝8.888…→8.89；5份满分
    assert quota("10", "45", "4", line="10") == Decimal("8.89")
    assert quota("10", "45", "5", line="10") == 10
    assert wanting(Item(1, Decimal(10), Way.QUOTA, line=Decimal(10)), Mark(due=Decimal(45), done=Decimal(2))) == 3


def test_3_comments_reach_the_whole_class_within_the_month() -> None:
    # 45人，本月40人得到过评语：10×40÷45＝8.888…→8.89
    assert quota("10", "45", "40", line="100") == Decimal("8.89")
    assert quota("10", "45", "45", line="100") == 10


def test_4_all_set_all_marked() -> None:
    # 抽查30本，全批28本：20×28÷30＝18.666…→18.67
    assert quota("20", "30", "28") == Decimal("18.67")


def test_5_sheet_a_twenty_lines_of_five_four_three_two_and_a_bonus() -> None:
    # 源：facts 6.3 A：目标2条、内容3、过程5、方法6、素质4。10个A、6个B、3个C、1个D＝50+24+9+2＝85；特色加4＝89，良
    values = (Decimal(5), Decimal(4), Decimal(3), Decimal(2))
    sections = ["目标"] * 2 + ["内容"] * 3 + ["过程"] * 5 + ["方法"] * 6 + ["素质"] * 4
    items = [Item(n, Decimal(5), Way.GRADE, s, values=values) for n, s in enumerate(sections, 1)]
    marks = {n: Mark(answer) for n, answer in enumerate("aaaaaaaaaabbbbbbcccd", 1)}
    plain = score(items, marks, USUAL)
    assert (plain.score, plain.full, plain.grade) == (85, 100, "B")
    assert [part.full for part in plain.sections.values()] == [10, 15, 25, 30, 20]
    extra = score([*items, Item(21, Decimal(5), Way.POINTS, "特色", bonus=True)], marks | {21: Mark(points=Decimal(4))})
    assert (extra.score, extra.full) == (89, 100)


def test_6_sheet_b_is_excellent_from_ninety_good_from_eighty_passed_from_sixty() -> None:
    # 源：facts 6.3 B：思想10、设计20、活动40、效果30
    assert points((10, "9"), (20, "18"), (40, "36"), (30, "27")).grade == "A"
    assert points((10, "9"), (20, "17.5"), (40, "36"), (30, "27")).grade == "B"  # 89.5
    assert points((10, "8"), (20, "16"), (40, "32"), (30, "23.5")).grade == "C"  # 79.5
    assert points((10, "5"), (20, "12"), (40, "24"), (30, "18.5")).grade == "D"  # 59.5


def test_7_sheet_c_sixty_for_the_pupils_forty_for_the_teacher() -> None:
    # 源：facts 6.3 C：学生8+7+6+15+9＝45，教师4+5+8+12+4＝33，共78
    pupils = points((10, "8"), (10, "7"), (10, "6"), (20, "15"), (10, "9"))
    teacher = points((5, "4"), (5, "5"), (10, "8"), (15, "12"), (5, "4"))
    assert (pupils.score, pupils.full, teacher.score, teacher.full) == (45, 60, 33, 40)
    assert share(pupils.score + teacher.score, Decimal(100), USUAL) == 78


def test_8_sheet_d_eleven_lines() -> None:
    # 源：facts 6.3 D：5+9+4.5+5+4+8+13+9+5+4.5+21.5＝88.5
    fulls = (5, 10, 5, 5, 5, 10, 15, 10, 5, 5, 25)
    got = ("5", "9", "4.5", "5", "4", "8", "13", "9", "5", "4.5", "21.5")
    whole = points(*zip(fulls, got, strict=True))
    assert (whole.score, whole.full, whole.grade) == (Decimal("88.5"), 100, "B")


def test_9_what_does_not_apply_leaves_the_full_marks_too() -> None:
    # 满100：三项各20得18、16、20，一项40不适用：54÷60＝90.0%
    items = [Item(n, Decimal(full)) for n, full in enumerate((20, 20, 20, 40), 1)]
    marks = {
        1: Mark("fault", points=Decimal(2)),
        2: Mark("fault", points=Decimal(4)),
        3: Mark("ok"),
        4: Mark(Answer.LEFT_OUT),
    }
    whole = score(items, marks, USUAL)
    assert (whole.score, whole.full, whole.share, whole.grade) == (54, 60, Decimal("90.0"), "A")
    assert whole.complete
    assert whole.total.faults == 2


def test_10_five_observers_drop_the_highest_and_the_lowest() -> None:
    # 源：facts 6.3：92、88、85、90、71 去掉92和71，(88+85+90)÷3＝87.666…→87.67；四人全算 (92+88+85+90)÷4＝88.75
    assert of_observers([Decimal(n) for n in (92, 88, 85, 90, 71)]) == Decimal("87.67")
    assert of_observers([Decimal(n) for n in (92, 88, 85, 90)]) == Decimal("88.75")
    assert of_observers([Decimal(88)]) == 88
    assert of_observers([]) is None


def test_11_faults_are_taken_off_each_and_never_more_than_the_line_is_worth() -> None:
    # 灭火器4分，每处扣2：一处得2，三处扣完；没有写处数按一处；写明扣1.5的按写明的
    item = Item(3, Decimal(4), step=Decimal(2))
    assert earned(item, Mark("fault", faults=1)) == 2
    assert earned(item, Mark("fault", faults=3)) == 0
    assert earned(item, Mark("fault")) == 2
    assert earned(item, Mark("fault", points=Decimal("1.5"))) == Decimal("2.5")
    assert earned(Item(3, Decimal(4)), Mark("fault")) == 0, "no step and nothing typed: all of it"


def test_12_one_veto_makes_the_sheet_fail_whatever_else_it_earned() -> None:
    # 师德：其余满分90，体罚一项“否”，90÷100仍为不合格
    items = [Item(1, Decimal(90)), Item(2, Decimal(10), Way.YESNO, veto=True)]
    whole = score(items, {1: Mark("ok"), 2: Mark("no")}, USUAL)
    assert (whole.score, whole.share, whole.grade, whole.faulty) == (90, 90, "D", (2,))
    assert score(items, {1: Mark("ok"), 2: Mark("yes")}, USUAL).grade == "A"


def test_13_five_ones_of_a_term() -> None:
    # 源：systems C24：文章100篇读80得16，杂志5读5得15，公开课1得25，书1得20，故事0得0：76，合格
    got = [
        quota("20", "100", "80"),
        quota("15", "5", "5"),
        quota("25", "1", "1"),
        quota("20", "1", "1"),
        quota("20", "1", "0"),
    ]
    assert got == [16, 15, 25, 20, 0]
    assert grade(Decimal(76), Decimal(100), USUAL) == "C"


def test_14_attendance_at_research_is_enough_from_ninety_five_of_a_hundred() -> None:
    # 应到40人次，95%是38：38满分，36得 10×36÷38＝9.4736…→9.47
    assert quota("10", "40", "38", line="95") == 10
    assert quota("10", "40", "36", line="95") == Decimal("9.47")


# -- what holds for any sheet ---------------------------------------------------------------------------------

ANSWERS = [*(answer.value for answer in Answer), None]
NUMBERS = st.none() | st.decimals(0, 60, places=1)
MARKS = st.builds(Mark, st.sampled_from(ANSWERS), NUMBERS, st.none() | st.integers(0, 9), NUMBERS, NUMBERS)
MARK_VALUES = st.decimals(0, 20, places=1)
ITEMS = st.builds(
    Item,
    st.just(0),
    MARK_VALUES,
    st.sampled_from(list(Way)),
    st.sampled_from(["甲", "乙"]),
    st.decimals(0, 3, places=1),
    st.tuples(MARK_VALUES, MARK_VALUES, MARK_VALUES, MARK_VALUES),
    st.decimals(1, 100, places=0),
    st.booleans(),
    st.booleans(),
)
SHEETS = st.lists(st.tuples(ITEMS, st.none() | MARKS), max_size=12)


def filled(sheet: list[tuple[Item, Mark | None]]) -> tuple[list[Item], dict[int, Mark]]:
    items = [
        Item(n, i.full, i.way, i.section, i.step, i.values, i.line, i.bonus, i.veto)
        for n, (i, _) in enumerate(sheet, 1)
    ]
    return items, {n: mark for n, (_, mark) in enumerate(sheet, 1) if mark is not None}


@given(SHEETS)
def test_a_score_stays_between_nothing_and_the_full_marks(sheet: list[tuple[Item, Mark | None]]) -> None:
    items, marks = filled(sheet)
    whole = score(items, marks, USUAL)
    for part in (whole.total, *whole.sections.values()):
        assert 0 <= part.score <= part.full <= sum((item.full for item in items), Decimal(0))
        assert 0 <= part.faults <= part.answered <= part.items
    assert whole.share is None or 0 <= whole.share <= 100
    assert sum(part.answered for part in whole.sections.values()) == whole.total.answered


@given(SHEETS, st.randoms())
def test_the_order_of_entry_does_not_matter(sheet: list[tuple[Item, Mark | None]], chance: object) -> None:
    items, marks = filled(sheet)
    shuffled = list(marks.items())
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    turned = list(items)
    chance.shuffle(turned)  # type: ignore[attr-defined]
    one, other = score(items, marks, USUAL), score(turned, dict(shuffled), USUAL)
    assert (one.score, one.full, one.grade, sorted(one.faulty)) == (
        other.score,
        other.full,
        other.grade,
        sorted(other.faulty),
    )


@given(SHEETS)
def test_a_better_answer_never_lowers_the_score(sheet: list[tuple[Item, Mark | None]]) -> None:
    items, marks = filled(sheet)
    fine = {n: Mark("ok", Decimal(0)) if items[n - 1].way is Way.FAULT else marks[n] for n in marks}
    assert all(
        (earned(items[n - 1], fine[n]) or 0) >= (earned(items[n - 1], marks[n]) or 0)
        for n in marks
        if not marks[n].left_out
    )


@given(st.decimals(0, 200, places=2), st.integers(1, 200))
def test_a_share_below_a_line_is_never_printed_as_the_line(got: Decimal, full: int) -> None:
    got = min(got, Decimal(full))
    shown = share(got, Decimal(full), USUAL)
    assert shown is not None
    for line in (90, 80, 60):
        assert (shown >= line) == (got * 100 >= line * full)


@given(st.lists(st.decimals(0, 100, places=1), min_size=1, max_size=9))
def test_observers_agree_on_something_between_their_marks(marks: list[Decimal]) -> None:
    together = of_observers(marks)
    assert together is not None
    assert min(marks) <= together <= max(marks)
    assert together == of_observers(list(reversed(marks)))


@pytest.mark.parametrize(
    ("way", "mark", "said"),
    [
        (Way.FAULT, Mark("fault"), True),
        (Way.FAULT, Mark("ok"), False),
        (Way.YESNO, Mark("no"), True),
        (Way.GRADE, Mark("d"), True),
        (Way.GRADE, Mark("c"), False),
        (Way.POINTS, Mark(points=Decimal("5.9")), True),
        (Way.POINTS, Mark(points=Decimal(6)), False),
        (Way.QUOTA, Mark(due=Decimal(5), done=Decimal(4)), True),
        (Way.QUOTA, Mark(due=Decimal(5), done=Decimal(5)), False),
        (Way.FAULT, Mark("na"), False),
    ],
)
def test_what_has_to_be_put_right(way: Way, mark: Mark, said: bool) -> None:
    assert at_fault(Item(1, Decimal(10), way), mark) is said
