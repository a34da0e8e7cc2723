"""What a paper of examinations is asked for: which examination, grade, subject and class; and the words they share."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass

from db.codes import code_list
from db.errors import NotFound
from db.quality import sittings
from db.quality.analysis import Analysis, Line, before
from db.quality.books import Books
from db.quality.progress import Progress
from db.quality.sittings import PaperLine, Sitting
from db.rules import calendar
from db.rules.exam_marks import shown
from db.rules.statistics import Counting, Lines
from db.rules.statistics_figures import denominator_words
from desktop.reports import blocks
from desktop.reports.faces import SONG
from desktop.reports.furniture import INTERNAL, Sheet
from desktop.reports.options import SCHOOL, Chosen, Option
from desktop.reports.press import Press
from desktop.reports.source import ALL_SCHOOLS, Source
from desktop.reports.words import Words

EXAM = Option("exam", "考试", "link", target="exams", hint="不填就是最近一次")
GRADE = Option("grade", "年级", "code", codes="exam_grade", hint="不填就是全部年级")
SUBJECT = Option("subject", "学科", "code", codes="subject", hint="不填就是全部学科")
ROOM = Option("room", "班级", hint="考试那一年的班名，如五（2）班；不填就是全部")
SIGNERS = ("填表人：____________", "教导主任：____________", "校长（签字）：____________")
ONLY_TEACHERS = (
    "本表只供教师改进教学使用。不得张贴、不得发送家长群、不得以此给学生排名、编班、排座位。"
    "学生和家长只能以适当方式获知本人等级。"
)  # fmt: skip
NO_SCORES = "还没有成绩。请先登记成绩或导入成绩册。"


@dataclass
class Asked:
    """The analysis a paper is about, narrowed to what was asked for."""

    source: Source
    found: Analysis
    grade: int | None
    subject: str
    room: str

    @property
    def sitting(self) -> Sitting:
        return self.found.sitting

    @property
    def school(self) -> str:
        """Whose paper it is: the school of the examination, else the one before whose file one sits."""
        titles = self.source.context.titles("schools")
        owner = self.found.school or self.sitting.school_id
        return titles.get(owner, self.source.school) if owner else self.source.school

    @property
    def term(self) -> str:
        return calendar.term_label(self.sitting.year, int(self.sitting.term))

    def sheet(self, form: str, *, landscape: bool = False) -> Sheet:
        return Sheet(self.school, self.term, form, self.source.today, landscape=landscape, label=INTERNAL)

    def papers(self) -> list[PaperLine]:
        """Papers asked for that anybody has a result in."""
        known = {group.paper for group in self.found.tallies}
        return [
            paper
            for paper in self.found.papers
            if paper.id in known and self.grade in (None, paper.grade) and self.subject in ("", paper.subject)
        ]

    def lines(self, paper: PaperLine) -> list[Line]:
        """Classes on one paper, as far as they were asked for."""
        every = self.found.classes(paper.subject, paper.grade)
        return [line for line in every if not self.room or line.title == self.room]

    def progress(self) -> Progress | None:
        then = before(self.found.books, self.sitting)
        return Progress(self.found, then) if then else None

    def about(self, paper: PaperLine) -> str:
        """五年级　数学　2025—2026学年度第二学期期末（本校自行命题，满分100分）."""
        grade = code_list("exam_grade").label(str(paper.grade))
        who = "各校同卷" if self.found.comparable else "本校自行命题"
        full = "记等级" if paper.levels else f"满分{shown(paper.full)}分"
        return f"{grade}　{paper.label}　{self.sitting.title.removesuffix('（各校同卷）')}（{who}，{full}）"


def asked(source: Source, chosen: Chosen) -> Asked:
    """The analysis of what was chosen. Raises NotFound."""
    books = Books(lambda: nullcontext(source.connection), source.context, source.school_id)
    named = chosen.text(SCHOOL.name)
    owner = source.schools(named)[0][0] if named and named != ALL_SCHOOLS else None
    one = sittings.called(books, chosen.text(EXAM.name), owner)
    grade = chosen.text(GRADE.name)
    return Asked(
        source, Analysis(books, one.id, owner), int(_code("exam_grade", grade)) if grade else None,
        _code("subject", chosen.text(SUBJECT.name)), chosen.text(ROOM.name),
    )  # fmt: skip


def _code(codes: str, text: str) -> str:
    if not text:
        return ""
    try:
        return code_list(codes).read(text)
    except ValueError as error:
        raise NotFound(str(error).partition("。")[0] + "。", "请从列表里选。") from None


def subtitle(press: Press, text: str) -> None:
    blocks.write(press, Words(text, SONG, 12, 18, "center", fit=True))
    blocks.gap(press, 2)


def rule_words(counting: Counting, every: Sequence[Lines]) -> str:
    """口径: what divides and where the lines are: in marks, or in shares of full marks where papers differ in them."""
    lines = every[0]
    rates, mean = (denominator_words(w, counting) for w in (counting.denominator, counting.mean_denominator))
    same = f"平均分和三率都除以{rates}" if rates == mean else f"三率除以{rates}，平均分除以{mean}"
    marks = (("及格线", lines.passing), ("优秀线", lines.excellent), ("低分线", lines.low))
    if len({one[1:] for one in every}) > 1:
        said = "及格线、优秀线、低分线按各学段、各学科自己的设定"
    elif len(set(every)) > 1:
        said = "，".join(f"{name}为满分的{shown(percent)}%" for name, percent in marks)
    else:
        said = "，".join(f"{name}{shown(lines.mark(percent))}分" for name, percent in marks)
    left = [
        word
        for word, counts in (
            ("随班就读", counting.inclusive),
            ("学年中转入", counting.came),
            ("学年中转出", counting.left),
        )
        if not counts
    ]
    apart = f"{'、'.join(left)}的学生不计入。" if left else ""
    absent = "缺考算应考。" if counting.absent_due else "缺考不算应考。"
    return f"{same}；{said}。{absent}{apart}"


__all__ = [
    "EXAM", "GRADE", "NO_SCORES", "ONLY_TEACHERS", "ROOM", "SCHOOL", "SIGNERS", "SUBJECT", "Asked", "asked",
    "rule_words", "subtitle",
]  # fmt: skip
