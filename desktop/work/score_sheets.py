"""Score sheets coming in: what each tab is about, what becomes of each cell; then all without doubt, as one entry."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from db.errors import SheetTrouble
from db.rules import exam_marks, exam_plan
from db.rules.exam_marks import Entry
from db.rules.text import tidy
from desktop.sheets.reading import Book, read_book
from desktop.sheets.score_tables import ScoreRow, ScoreTable, find_score_table, shown
from desktop.work import exams, score_doubts, score_matching
from desktop.work.exams import PaperLine, Room, Sitting
from desktop.work.import_columns import shortened
from desktop.work.office import Office
from desktop.work.score_about import About, about_of, as_sitting, known_exam, made_exam, room_of

BLANK_CHOICES = [["q", "缺考"], ["h", "缓考"], ["m", "免考"]]
BLANK, BLANK_HOW = "这一格是空的，不知道是没考还是漏登。", "请补填分数，或选缺考、缓考、免考。"


@dataclass(frozen=True)
class Doubt:
    """What is the matter with a cell, or with the row (subject ""): sentence, advice, what may be chosen instead."""

    subject: str
    column: str
    value: str
    sentence: str
    advice: str
    choices: tuple[tuple[str, str], ...] = ()


@dataclass
class SheetPupil:
    """A row of a sheet on its way in: the pupil it is, the results without doubt, and what is in doubt."""

    tab: str
    row: ScoreRow
    room: Room
    student: bytes | None = None
    inclusive: bool = False
    entries: dict[str, Entry] = field(default_factory=dict)
    doubts: list[Doubt] = field(default_factory=list)
    states: dict[str, str] = field(default_factory=dict)

    @property
    def state(self) -> str:
        """doubt, else new, changed or same, whatever is most."""
        if self.doubts:
            return "doubt"
        return next((state for state in ("changed", "new") if state in self.states.values()), "same")


class ScoreBook:
    """One workbook of score sheets. Nothing is written before `desktop.work.score_taking.apply`."""

    def __init__(
        self, office: Office, book: Book, exam: Sitting | None, school: bytes | None,
        full: Mapping[str, Decimal] | None = None,
    ) -> None:  # fmt: skip
        self.office, self.file = office, book.name
        found = [(tab.name, find_score_table(tab)) for tab in book.tabs if tab.visible]
        self.tables: list[ScoreTable] = [table for _, table in found if table is not None]
        self.skipped = [name for name, table in found if table is None]
        if not self.tables:
            raise SheetTrouble(
                f"“{book.name}”里没有找到成绩册。", "表头要有“姓名”和学科名称，如语文、数学；每个班一张工作表。"
            )
        doubt = next((row.doubt for table in self.tables for row in table.rows if row.doubt), "")
        exam = exam or (score_doubts.exam_of(office, doubt) if doubt else None)
        self._full = dict(full or {})
        self.abouts = {table.tab: about_of(office, table, book.name, exam, school) for table in self.tables}
        first = self.abouts[self.tables[0].tab]
        self.exam = exam or known_exam(office, first)
        self.new_exam = None if self.exam else made_exam(self.abouts.values())
        self.sitting = self.exam or as_sitting(office, self.new_exam)
        self.guessed: dict[tuple[int, str], Decimal] = {}
        self.papers = self._papers()
        self.rooms = {name: room_of(office, self.sitting, about) for name, about in self.abouts.items()}
        self.pupils: list[SheetPupil] = []
        self.plan()

    # -- its papers ----------------------------------------------------------------------------------------

    def _papers(self) -> dict[tuple[int, str], PaperLine]:
        """The papers by grade and subject; those not there yet with the full mark a heading or the marks tell."""
        known = exams.papers_of(self.office, [self.exam.id])[self.exam.id] if self.exam else []
        found = {(line.grade, line.subject): line for line in known}
        self.guessed.clear()
        for grade, subject, heading, full, marks in self._columns():
            if (grade, subject) in found:
                continue
            sure = self._full.get(subject) or full
            if sure is None:
                sure = self.guessed[grade, subject] = exam_plan.likely_full(marks)
            row = exams.paper(self.sitting, grade, subject, sure)
            found[grade, subject] = PaperLine(row.id, grade, subject, heading, sure, False, "1", "", "")
        return found

    def _columns(self) -> Iterator[tuple[int, str, str, Decimal | None, list[Decimal]]]:
        """Every subject of every grade, once: with the full mark a heading names and all marks there are."""
        together: dict[tuple[int, str], tuple[str, Decimal | None, list[Decimal]]] = {}
        for table in self.tables:
            grade = self.abouts[table.tab].grade
            for column in table.subjects:
                heading, full, marks = together.setdefault((grade, column.subject), (column.heading, column.full, []))
                marks += [m for row in table.rows if (m := _mark(row.cells[column.subject])) is not None]
        for (grade, subject), (heading, full, marks) in together.items():
            yield grade, subject, heading, full, marks

    # -- what becomes of it --------------------------------------------------------------------------------

    def plan(self) -> None:
        """Works out every row anew."""
        self.pupils = []
        rosters: dict[tuple[bytes, int], score_matching.Roster] = {}
        for table in self.tables:
            about, room = self.abouts[table.tab], self.rooms[table.tab]
            key = (about.school, about.grade)
            if key not in rosters:
                rosters[key] = score_matching.Roster(self.office, self.sitting, about.school, {about.grade})
            taken: dict[bytes, int] = {}
            for row in table.rows:
                self.pupils.append(self._pupil(table, room, row, rosters[key], taken))
        self._compare()

    def _pupil(
        self, table: ScoreTable, room: Room, row: ScoreRow, roster: score_matching.Roster, taken: dict[bytes, int]
    ) -> SheetPupil:
        made = SheetPupil(table.tab, row, room)
        match = roster.find(row.name, room, row.seat)
        if match.person is None:
            offered = tuple((row_id, label) for row_id, label in score_matching.labels(match.offered))
            made.doubts.append(Doubt("", "姓名", row.name, shortened(match.sentence), match.advice, offered))
        elif match.person.id in taken:
            said = f"第 {taken[match.person.id]} 行已经有{row.name}的成绩。"
            made.doubts.append(Doubt("", "姓名", row.name, said, "请留下对的一行。"))
        else:
            made.student, made.inclusive = match.person.id, match.person.inclusive
            taken[match.person.id] = row.number
        for column in table.subjects:
            self._cell(made, column.subject, column.heading, self.papers[self.abouts[table.tab].grade, column.subject])
        return made

    def _cell(self, pupil: SheetPupil, subject: str, heading: str, paper: PaperLine) -> None:
        text = shown(pupil.row.cells[subject])
        if not tidy(text):
            choices = tuple((code, label) for code, label in BLANK_CHOICES)
            pupil.doubts.append(Doubt(subject, heading, "", BLANK, BLANK_HOW, choices))
            return
        try:
            pupil.entries[subject] = exam_marks.read_entry(text, paper.full, levels=paper.levels)
        except ValueError as error:
            sentence, _, advice = shortened(str(error)).partition("。")
            pupil.doubts.append(Doubt(subject, heading, text, f"{sentence}。", advice))

    def _compare(self) -> None:
        """New, changed or the same beside what the file holds; a blank beside a known result is no doubt."""
        held = self._held()
        for pupil in self.pupils:
            if pupil.student is None:
                continue
            grade = self.abouts[pupil.tab].grade
            for subject, entry in pupil.entries.items():
                before = held.get((self.papers[grade, subject].id, pupil.student))
                pupil.states[subject] = "new" if before is None else "same" if before == entry else "changed"
            pupil.doubts = [
                doubt
                for doubt in pupil.doubts
                if doubt.value or not doubt.subject or (self.papers[grade, doubt.subject].id, pupil.student) not in held
            ]

    def _held(self) -> dict[tuple[bytes, bytes], Entry]:
        wanted = [paper.id for paper in self.papers.values()]
        with self.office.look() as connection:
            found = connection.exec_driver_sql(
                "SELECT paper_id, student_id, mark, absence, level FROM scores WHERE deleted = 0 AND paper_id IN "
                f"({','.join('?' * len(wanted))})",
                tuple(wanted),
            )
            return {
                (paper, student): Entry(None if mark is None else Decimal(mark), absence, level)
                for paper, student, mark, absence, level in found
                if mark is not None or absence or level
            }

    def counts(self) -> dict[str, int]:
        """Pupils by state."""
        counted = Counter(pupil.state for pupil in self.pupils)
        return {state: counted[state] for state in ("new", "changed", "same", "doubt")}

    def choose_full(self, subject: str, full: Decimal) -> None:
        """A person says what a paper counts; everything is worked out anew."""
        self._full[subject] = full
        self.papers = self._papers()
        self.plan()


def _mark(cell: Any) -> Decimal | None:
    try:
        return exam_marks.read_entry(shown(cell), None).mark
    except ValueError:
        return None


def open_book(
    office: Office, path: Path, exam: Sitting | None = None, school: bytes | None = None,
    full: Mapping[str, Decimal] | None = None,
) -> ScoreBook:  # fmt: skip
    """Reads a workbook and finds its score sheets. Raises NotFound or SheetTrouble, whatever the file is."""
    return ScoreBook(office, read_book(path), exam, school, full)


__all__ = ["About", "Doubt", "ScoreBook", "SheetPupil", "open_book"]
