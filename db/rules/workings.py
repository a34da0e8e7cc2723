"""Participation figures with their working: the numbers put in, the formula in words, and the share that comes of it.

源：facts 2.6. The arithmetic is db.rules.participation; here is what a page shows beside it, for anybody to check.
"""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from db.rules import participation
from db.rules.participation import percent
from db.rules.retention import Account

Given = tuple[str, int]
"""What a number is called, and the number."""


@dataclass(frozen=True)
class Working:
    """One figure: its name, the formula in words, what was put in, the share, where the formula is from, and the
    account of heads that it rests on, as a sum that comes out."""

    name: str
    formula: str
    given: tuple[Given, ...]
    share: Fraction | None
    source: str
    account: str = ""

    @property
    def shown(self) -> str:
        """97.1% or, where there is nobody to count, —."""
        figure = percent(self.share, 2)
        return "—" if figure is None else f"{figure}%"

    @property
    def filled(self) -> str:
        """The formula with its numbers: 320 ÷ (325 + 4 − 6 − 0) × 100% = 98.77%."""
        words = self.formula
        for name, number in sorted(self.given, key=lambda pair: -len(pair[0])):
            words = words.replace(name, str(number))
        return f"{words} = {self.shown}"

    @property
    def per_cent(self) -> Decimal | None:
        return percent(self.share, 2)


def year_retention(put: Account, word: str = "在校") -> Working:
    """年巩固率. word: 在校, or 在籍 where who is suspended counts as kept. 源：facts 2.6 (M)."""
    given = ((f"期末{word}数", put.kept), (f"学年初{word}数", put.start), *_moved(put))
    return Working(
        "年巩固率",
        f"期末{word}数 ÷ （学年初{word}数 + 转入数 − 转出数 − 死亡数） × 100%",
        given,
        participation.year_retention(put.kept, put.start, put.came, put.left, put.died),
        f"通行口径：学年末在校数÷（学年初在校数+转入−转出−死亡）{_RESTING.get(word, '')}",
        _balance(put, f"学年初{word}", f"期末{word}"),
    )


def junior_retention(put: Account, word: str = "在校") -> Working:
    """初中三年巩固率. word: as in year_retention. 源：facts 2.6 (M)."""
    given = ((f"毕业班{word}数", put.kept), ("三年前七年级入学数", put.start), *_moved(put, "三年"))
    return Working(
        "初中三年巩固率",
        f"毕业班{word}数 ÷ （三年前七年级入学数 + 三年转入数 − 三年转出数 − 死亡数） × 100%",
        given,
        participation.junior_retention(put.kept, put.start, put.came, put.left, put.died),
        f"通行口径：毕业班在校数÷（三年前七年级入学数+转入−转出−死亡）{_RESTING.get(word, '')}",
        _balance(put, "三年前七年级", f"毕业班{word}"),
    )


_RESTING = {"在籍": "；休学保留学籍，计在内"}


def _moved(put: Account, span: str = "") -> tuple[Given, ...]:
    return ((f"{span}转入数", put.came), (f"{span}转出数", put.left), ("死亡数", put.died))


def _balance(put: Account, start: str, end: str) -> str:
    """学年初在籍 312 + 转入 3 − 转出 2 − 死亡 0 − 流失 0 = 期末在籍 313."""
    less = f"转出 {put.left} − 死亡 {put.died} − 流失 {put.lost}"
    return f"{start} {put.start} + 转入 {put.came} − {less} = {end} {put.kept}"


def nine_year_retention(graduated: int, entered: int, came: int, left: int) -> Working:
    """九年义务教育巩固率. 源：facts 2.6 (H)."""
    return Working(
        "九年义务教育巩固率",
        "毕业人数 ÷ （九年前入学人数 + 正常转入数 − 正常转出数） × 100%",
        (("毕业人数", graduated), ("九年前入学人数", entered), ("正常转入数", came), ("正常转出数", left)),
        participation.nine_year_retention(graduated, entered, came, left),
        "毕业人数÷入学人数（含正常流动生）",
    )


def dropout(dropped_out: int, at_start: int) -> Working:
    """辍学率 as counted now. 源：facts 2.6 (M)."""
    return Working(
        "辍学率",
        "实际辍学人数 ÷ 学年初在校数 × 100%",
        (("实际辍学人数", dropped_out), ("学年初在校数", at_start)),
        participation.dropout(dropped_out, at_start),
        "现行做法：只计实际辍学，不计死亡、转学和批准的休学",
    )


def dropout_by_movement(reduced: int, increased: int, last_year_start: int) -> Working:
    """学年辍学率 (两基口径). 源：文新华报告 (H)."""
    return Working(
        "学年辍学率（两基口径）",
        "（减少数 − 增加数） ÷ 上学年初在校数 × 100%",
        (("减少数", reduced), ("增加数", increased), ("上学年初在校数", last_year_start)),
        participation.dropout_by_movement(reduced, increased, last_year_start),
        "两基口径：减少=休学+退学+死亡+转出+其他减少；增加=转入+其他增加",
    )


def enrolment_of_age(in_school: int, suspended: int, all_of_age: int) -> Working:
    """适龄人口入学率. 源：facts 2.6 (H)."""
    return Working(
        "适龄人口入学率",
        "（适龄在校生 − 其中休学） ÷ 适龄人口 × 100%",
        (("适龄在校生", in_school), ("其中休学", suspended), ("适龄人口", all_of_age)),
        participation.enrolment_of_age(in_school, suspended, all_of_age),
        "休学的复学以前不计为在校",
    )


def net_enrolment(in_school: int, all_of_age: int) -> Working:
    """小学净入学率. 源：facts 2.6 (H)."""
    return Working(
        "小学净入学率",
        "已入学学龄儿童 ÷ 校内外学龄儿童 × 100%",
        (("已入学学龄儿童", in_school), ("校内外学龄儿童", all_of_age)),
        participation.net_enrolment(in_school, all_of_age),
        "小学学龄：8月31日满6周岁，不满12周岁；以适龄儿童名册为准",
    )


def gross_enrolment(stage: str, in_school: int, all_of_age: int, ages: str) -> Working:
    """毛入学率: pupils of any age; may pass 100 %. stage: 小学, 初中. 源：facts 2.6 (H)."""
    return Working(
        f"{stage}毛入学率",
        f"{stage}在校生 ÷ {stage}学龄人口 × 100%",
        ((f"{stage}在校生", in_school), (f"{stage}学龄人口", all_of_age)),
        participation.gross_enrolment(in_school, all_of_age),
        f"在校生不论年龄，可以超过100%；学龄人口是名册里8月31日{ages}周岁的儿童",
    )


def disabled_enrolment(in_school: int, all_of_age: int) -> Working:
    """三残儿童入学率. 源：facts 2.6 (M)."""
    return Working(
        "适龄残疾儿童入学率",
        "在校残疾儿童 ÷ 适龄残疾儿童 × 100%",
        (("在校残疾儿童", in_school), ("适龄残疾儿童", all_of_age)),
        participation.disabled_enrolment(in_school, all_of_age),
        "随班就读、送教上门都计为在校",
    )


__all__ = [
    "Given", "Working", "disabled_enrolment", "dropout", "dropout_by_movement", "enrolment_of_age",
    "gross_enrolment", "junior_retention", "net_enrolment", "nine_year_retention", "year_retention",
]  # fmt: skip
