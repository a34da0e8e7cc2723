"""成长记录: a class's term at a sitting: the children at the left with what is missing, the chosen one at the right."""

from __future__ import annotations

from functools import partial

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu

from db import kinds
from db.fields import Field
from desktop.ui.editors.chooser import Picker
from desktop.ui.empty import Empty
from desktop.ui.late import LatePage
from desktop.ui.look import SPACE, WIDTH
from desktop.ui.page import Host
from desktop.ui.pages.growth_card import GrowthCard
from desktop.ui.pages.ledger import LedgerPage
from desktop.ui.parts import Scrolled, across, down, foot, heading, press, words
from desktop.ui.plain_table import Cell, Column, PlainTable
from desktop.work import growth, tables, terms
from desktop.work.growth import Pupil
from desktop.work.history import undo
from desktop.work.outcome import Outcome

COLUMNS = (
    Column("姓名", 136), Column("老师的话"), Column("操行", 72), Column("评价", 60), Column("我的话", 72, keep=False),
    Column("家长", 60, keep=False), Column("作品", 60, right=True, keep=False),
)  # fmt: skip
CONDUCT = Field("操行等级", "code", "conduct", codes="conduct")


class GrowthPage(LatePage):
    """What is typed is saved as one goes on to the next child, Ctrl+Enter; nothing is lost by choosing another."""

    help_page = "growth"

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        now = terms.current(self.office)
        self.term = Picker(
            [(f"{t.year}-{t.term}", t.short) for t in terms.known(self.office)], f"{now.year}-{now.term}"
        )
        self.room = Picker([(room.hex(), title) for room, title in growth.rooms(self.office)])
        self.pupils: list[Pupil] = []
        self.table = PlainTable(COLUMNS, "全班学生")
        self.card = GrowthCard([(str(code), label) for code, label in tables.choices(self.office, CONDUCT)])
        self.card.done.connect(self.go_on)
        self._sum, self._empty = words("", "small"), Empty()
        self._lay_out()
        for picker, name in ((self.term, "学期"), (self.room, "班级")):
            picker.setAccessibleName(name)
            picker.setFixedWidth(WIDTH.find_narrow)
            picker.chosen.connect(lambda _: self._other_class())
        self.table.chosen.connect(self._choose)
        self.table.opened.connect(lambda _: self.card.notes["teacher_words"].setFocus())
        back = QShortcut(QKeySequence.StandardKey.Undo, self.table)
        back.activated.connect(self._take_back)
        QShortcut(QKeySequence("Ctrl+P"), self).activated.connect(self._print_class)
        self.setFocusProxy(self.table)
        self.fill()

    def _lay_out(self) -> None:
        fill = press("空着的评价填…", tip="先全班填一样的，再改不一样的", does=self._open_fill)
        self._fill_button = fill
        self._next = press("保存，下一人", "arrow-right", "primary", tip="Ctrl+Enter", does=self.go_on)
        self._book = press("这名学生的册子", "printer", does=self._print_one)
        self._work = press("加作品", "plus", does=self._add_work)
        for button in (fill, self._next, self._work):
            button.setEnabled(not self.office.read_only)
        side = down(
            (Scrolled(self.card), 1),
            across(self._book, self._work, None, self._next, pad=(SPACE.page, SPACE.s, SPACE.page, SPACE.l)),
            gap=0, role="form",
        )  # fmt: skip
        side.setFixedWidth(WIDTH.conflict)
        self._body = across((self.table, 1), side, gap=0)
        printing = press("打印全班册子", "printer", does=self._print_class)
        for part, share in (
            (heading("成长记录", self.room, self.term, fill, printing), 0), (down(pad=(0, SPACE.xs)), 0),
            (self.banner_place, 0), (self._body, 1), (self._empty, 1), (foot(self._sum, None), 0),
        ):  # fmt: skip
            self.layout_.addWidget(part, share)
        self._empty.put("sprout", "还没有班级", "先在“班级”里建班，在“在校学生”里把学生编进班，再来写成长记录。")

    # -- the class ----------------------------------------------------------------------------------------

    @property
    def room_id(self) -> bytes:
        return bytes.fromhex(str(self.room.value or ""))

    def fill(self) -> None:
        """The class read again; whom one is writing stays chosen."""
        here = self.card.pupil.student if self.card.pupil else b""
        there = bool(self.room.value)
        self._body.setVisible(there)
        self._empty.setVisible(not there)
        if not there:
            return
        term = terms.called(self.office, str(self.term.value))
        self.pupils = self.try_to(lambda: growth.sheet(self.office, self.room_id, term)) or []
        self.table.put([_row(one) for one in self.pupils])
        whole = sum(one.whole for one in self.pupils)
        self._sum.setText(f"{len(self.pupils)} 人，写完 {whole} 人，还差 {len(self.pupils) - whole} 人")
        at = next((n for n, one in enumerate(self.pupils) if one.student == here), 0)
        if self.pupils:
            self.table.selectRow(at)
            if not (here and self.card.changed()):
                self.card.put(self.pupils[at])

    def _other_class(self) -> None:
        if self._save():
            self.card.pupil = None
            self.fill()
            self._to_first_open()

    def _to_first_open(self) -> None:
        """To the first child of whom something is still to be written."""
        at = next((n for n, one in enumerate(self.pupils) if not one.whole), 0)
        self.table.selectRow(at)

    def _choose(self, row: int) -> None:
        """Another child: the one before is saved first, and stays if that cannot be."""
        if not 0 <= row < len(self.pupils):
            return
        chosen = self.pupils[row]
        if self.card.pupil is not None and chosen.student == self.card.pupil.student:
            return
        if self._save():
            self.card.put(next(one for one in self.pupils if one.student == chosen.student))

    # -- saving -------------------------------------------------------------------------------------------

    def _save(self) -> bool:
        """Whether what was typed is safe."""
        pupil = self.card.pupil
        if pupil is None or not self.card.changed():
            return True
        term = terms.called(self.office, str(self.term.value))
        said, graded = self.card.answers()
        outcome: Outcome | None = self.try_to(lambda: growth.write(self.office, pupil.student, term, said, graded))
        if outcome is None:
            return False
        self.card.pupil = None
        self.host.announce(outcome)
        return True

    def go_on(self) -> None:
        """Save, and on to the next child; after the last one the first that is not whole."""
        row = self.table.currentIndex().row()
        if not self._save():
            return
        self.fill()
        if row + 1 < len(self.pupils):
            self.table.selectRow(row + 1)
        else:
            self._to_first_open()
        self._choose(self.table.currentIndex().row())
        self.card.notes["teacher_words"].setFocus()

    def leave(self) -> bool:
        return self._save()

    def _take_back(self) -> None:
        outcome = self.try_to(partial(undo, self.office))
        if outcome is not None:
            self.card.pupil = None
            self.host.announce(outcome)

    # -- the rest -----------------------------------------------------------------------------------------

    def _open_fill(self) -> None:
        menu = QMenu(self)
        for code, label in growth.levels():
            menu.addAction(f"空着的都填{label}").triggered.connect(partial(self._fill_levels, code))
        menu.popup(self._fill_button.mapToGlobal(self._fill_button.rect().bottomLeft()))

    def _fill_levels(self, level: str, _checked: bool = False) -> None:
        if not self._save():
            return
        term = terms.called(self.office, str(self.term.value))
        outcome = self.try_to(lambda: growth.fill_levels(self.office, self.room_id, term, level))
        if outcome is not None:
            self.card.pupil = None
            self.host.announce(outcome)
            self.banner.say(outcome.sentence, "", "good")

    def _add_work(self) -> None:
        pupil = self.card.pupil
        if pupil is not None and self._save():
            self.host.open_place("works")
            page = self.host.page
            assert isinstance(page, LedgerPage)
            page.work.add(student_id=pupil.student)

    def _print_one(self) -> None:
        if self.card.pupil is not None:
            self.host.open_print(None, {"report": "growth", "student": self.card.pupil.student.hex()})

    def _print_class(self) -> None:
        if self._save() and self.room.value:
            school, _, title = self.room.text().rpartition(" ")
            options = {"report": "growth", "class": title, **({"school": school} if school else {})}
            self.host.open_print(None, options)


def _row(one: Pupil) -> list[Cell]:
    words_ = str(one.words.get("teacher_words") or "").replace("\n", " ")
    conduct = kinds.show(CONDUCT, one.words.get("conduct"))
    graded, every = len(one.levels), len(growth.sides())
    return [
        Cell(one.name), Cell(words_ or "还没有写", "" if words_ else "amber"), Cell(conduct),
        Cell(f"{graded}/{every}", "" if graded == every else "amber"),
        Cell("✓" if one.words.get("self_words") else ""), Cell("✓" if one.words.get("parent_words") else ""),
        Cell(str(one.works) if one.works else ""),
    ]  # fmt: skip
