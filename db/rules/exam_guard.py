"""What examinations the rules allow: who may be examined on paper, how often, and who may hold an examination.

Source: 教育部办公厅《关于加强义务教育学校考试管理的通知》(教基厅函〔2021〕34号, 2021-08-30), 《关于进一步加强中小学
日常考试管理的通知》(2025); 学前教育法 (2025-06-01) for kindergartens (facts 0.1, 0.11). What an office decides
otherwise comes in as `Allowed`; the default is the law.
"""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from db.rules.grades import NUMERALS

FINAL, MIDTERM, MOCK, ASSESSMENT = "1", "2", "3", "4"
KIND_WORDS = {FINAL: "期末", MIDTERM: "期中", MOCK: "毕业班模拟", ASSESSMENT: "学业评价"}
GRADUATING = (6, 9)
FIRST_BOUND_YEAR = 2021
"""The notice is of 30 August 2021: school years that began before are history and are taken as they were."""

NOTICE = "教育部办公厅《关于加强义务教育学校考试管理的通知》（教基厅函〔2021〕34号）"
NEW_NOTICE = "教育部办公厅《关于进一步加强中小学日常考试管理的通知》（2025年）"
PRESCHOOL_LAW = "《中华人民共和国学前教育法》"
NO_MONTHLY = f"不得组织周考、月考、单元考试，换个名称也不行；平时用作业和课堂了解学习情况。依据：{NOTICE}。"
NO_SHEET = "学业评价不用纸笔考试，一学期只有一次期末。"
ASSESS = "请把考核方式改成活动、口头、操作；纸笔的期末考试请登记为“期末”。"


class Allowed(NamedTuple):
    """What an office has decided; as it stands here it is the law."""

    low_grade_papers: bool = False
    primary_midterm: bool = False
    finals: int = 1
    midterms: int = 1
    mocks: int = 2


class Objection(NamedTuple):
    """What a rule has against an examination: the field it is about, and the rule's own name."""

    field: str
    level: Literal["error", "warning"]
    sentence: str
    advice: str
    rule: str


class Examination(NamedTuple):
    """An examination as the rules see it. number: the how manieth of its kind in the term (mocks: in the year)."""

    year: int
    kind: str
    number: int
    first: int
    last: int
    same_paper: bool = False
    township_wide: bool = False
    kindergarten: bool = False

    @property
    def grades(self) -> range:
        return range(self.first, self.last + 1)


def objections(exam: Examination, allowed: Allowed = Allowed()) -> list[Objection]:  # noqa: B008
    """Everything the rules have against it; errors stop it, warnings are for the head to answer for."""
    if exam.kindergarten:
        return [no_kindergarten("school")]
    if exam.year < FIRST_BOUND_YEAR or not exam.grades:
        return []
    return [*_how_often(exam, allowed), *_for_whom(exam, allowed), *_by_whom(exam)]


def no_kindergarten(field: str) -> Objection:
    """源：学前教育法, no primary content and no tests for kindergartens (facts 0.11)."""
    said = "幼儿园不考试，也不登记成绩。"
    return Objection(field, "error", said, f"依据：{PRESCHOOL_LAW}。", PRESCHOOL_LAW)


def _how_often(exam: Examination, allowed: Allowed) -> Iterator[Objection]:
    if exam.number < 1:
        yield _against("number", "第几次从1数起。", "请填1。")
    most = {FINAL: allowed.finals, MIDTERM: allowed.midterms, MOCK: allowed.mocks}.get(exam.kind)
    if most is not None and exam.number > most:
        within = "一学年" if exam.kind == MOCK else "一学期"
        said = f"{KIND_WORDS[exam.kind]}{within}最多{most}次。"
        yield _against("number", said, "多出的考试请取消，平时用作业和课堂了解学习情况。")


def _for_whom(exam: Examination, allowed: Allowed) -> Iterator[Objection]:
    if exam.kind == MOCK and any(grade not in GRADUATING for grade in exam.grades):
        yield _against("from_grade", "模拟考试只能在毕业年级。", "请把年级改成六年级或九年级，或改考试类别。")
    if exam.kind == MIDTERM and exam.first <= 6 and not allowed.primary_midterm:
        yield _against("kind", "小学一学期只有一次期末考试，没有期中考试。", "初中才可以另有一次期中考试。")
    if exam.kind == MIDTERM and exam.last <= 2 and allowed.primary_midterm:
        yield _against("from_grade", "一、二年级不进行纸笔考试。", "请用活动、口头、操作的方式，记等级。")


def _by_whom(exam: Examination) -> Iterator[Objection]:
    bound = [grade for grade in exam.grades if grade not in GRADUATING]
    if not bound:
        return
    named = "、".join(NUMERALS[grade - 1] for grade in bound) + "年级"
    for field, on, what in (
        ("township_wide", exam.township_wide, "全镇统一组织的考试"),
        ("same_paper", exam.same_paper and not exam.township_wide, "跨校同卷的考试"),
    ):
        if on:
            said = f"{named}不得有{what}。"
            yield Objection(field, "warning", said, f"依据：{NOTICE}；{NEW_NOTICE}。由各校自行命题组织。", NOTICE)


def paper_objections(
    year: int, grade: int, *, on_paper: bool, with_marks: bool, kind: str = FINAL, allowed: Allowed = Allowed()  # noqa: B008
) -> list[Objection]:  # fmt: skip
    """What the rules have against one paper: grades 1 and 2 are not examined on paper, and are told levels; an
    assessment of any grade is none on paper either, or it were one more examination."""
    if year < FIRST_BOUND_YEAR:
        return []
    if grade > 2:
        return [_against("way", NO_SHEET, ASSESS)] if kind == ASSESSMENT and on_paper else []
    if allowed.low_grade_papers:
        return []
    found = []
    if on_paper:
        found.append(_against("way", "一、二年级不进行纸笔考试。", "请把考核方式改成活动、口头、操作，记等级。"))
    elif with_marks:
        said, how = "一、二年级用等级评价，不记分数。", "请把记分方式改成等级。"
        found.append(Objection("scoring", "warning", said, f"{how}依据：{NOTICE}。", NOTICE))
    return found


def _against(field: str, said: str, how: str) -> Objection:
    return Objection(field, "error", said, f"{how}依据：{NOTICE}。", NOTICE)
