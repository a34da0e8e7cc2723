"""成绩登记: one class in one examination, filled in with the number pad; means run along below the columns."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QPushButton, QStackedWidget

from db.errors import Trouble
from db.fields import Field
from db.registers import Score
from desktop.ui.columns import Column
from desktop.ui.editors.chooser import Picker
from desktop.ui.empty import Empty
from desktop.ui.icons import Picture
from desktop.ui.late import LatePage
from desktop.ui.look import SPACE, WIDTH
from desktop.ui.page import Host
from desktop.ui.pages.doubts import DoubtsPage
from desktop.ui.pages.marks_grid import FIRST, MarkGrid, Marks
from desktop.ui.pages.marks_work import MarkWork
from desktop.ui.parts import across, down, foot, heading, press, words
from desktop.ui.typed_beside import Beside, Means
from desktop.work import exams, tables
from desktop.work.exams import Room, Sitting
from desktop.work.mark_sheet import MarkSheet

KEYS = "回车到下一人　q 缺考　m 免考　h 缓考　Delete 清空　Ctrl+Z 撤销　右键：统计身份"
NOTICE = "内部资料，不得公开。登记的分数只供教师改进教学，学生和家长只看等级。"


class MarksPage(LatePage):
    """Examination and class above, the sheet in the middle."""

    help_page = "scores"

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        self.sittings: list[Sitting] = []
        self.rooms: list[Room] = []
        self.model = Marks()
        self.grid = MarkGrid()
        self.grid.setModel(self.model)
        self.beside, self.means = Beside(self.grid), Means(self.grid)
        self.exam, self.room = Picker([]), Picker([])
        for picker, name, wide in ((self.exam, "考试", WIDTH.exam), (self.room, "班级", WIDTH.find_narrow)):
            picker.setAccessibleName(name)
            picker.setFixedWidth(wide)
        self.total, self._waiting = words("", "small"), press("", role="link", does=self._to_doubts)
        self._empty, self._center = Empty(), QStackedWidget()
        self.work = MarkWork(self)
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.grid)
        self.fill()

    # -- putting it together -------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self._tools = (
            press("导入成绩册", "upload", tip="每班一张工作表的成绩册", does=self.bring_in),
            press("打印", "printer", does=self._print),
        )
        self._tools[0].setEnabled(not self.office.read_only)
        sheet = down((self.grid, 1), self.means, gap=0)
        self._center.addWidget(sheet)
        self._center.addWidget(self._empty)
        self._rest = press("本列空格填缺考", role="ghost", does=self.work.rest_absent)
        for part, share in (
            (heading("成绩登记", self.exam, self.room, *self._tools), 0),
            (self._notice(), 0), (self.banner_place, 0), (self._center, 1),
            (foot(self.total, self._waiting, None, self._rest, words(KEYS, "hint")), 0),
        ):  # fmt: skip
            self.layout_.addWidget(part, share)

    def _notice(self) -> QFrame:
        strip = across(
            Picture("lock", "amber"), words(NOTICE, "small", "amber"), None, pad=(SPACE.m, SPACE.xs), role="doubt"
        )
        return across((strip, 1), pad=(SPACE.page, SPACE.s, SPACE.l, SPACE.s))

    def _connect(self) -> None:
        self.exam.chosen.connect(lambda _: self._choose_exam())
        self.room.chosen.connect(lambda _: self.open_sheet())
        self.model.put.connect(self.work.written)
        self.model.refused.connect(lambda row, column, said: self.beside.say(self.model.index(row, column), said))
        self.model.failed.connect(self.failed)
        self.grid.selectionModel().currentChanged.connect(lambda now, _: self.work.say_beside(now.row(), now.column()))
        self.grid.verticalScrollBar().valueChanged.connect(lambda _: self.beside.hide())
        self.grid.pasted.connect(self.work.lay_over)
        self.grid.taken_back.connect(self.work.take_back)
        self.grid.standing_asked.connect(self.work.ask_standing)
        for keys, does in (("Ctrl+Z", self.work.take_back), ("Ctrl+P", self._print), ("Ctrl+PgDown", partial(self._next_room, 1)), ("Ctrl+PgUp", partial(self._next_room, -1))):  # fmt: skip # noqa: E501
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(does)

    # -- which sheet ---------------------------------------------------------------------------------------

    def fill(self) -> None:
        """Examinations and classes anew; the chosen ones stay chosen, and one stays at one's cell."""
        kept, here = self.exam.value, self.grid.currentIndex()
        place = (self.exam.value, self.room.value, here.row(), here.column())
        self.sittings = self.try_to(lambda: exams.sittings(self.office)) or []
        self.exam.offer([(one.id, one.label) for one in self.sittings])
        self.exam.put(kept if any(one.id == kept for one in self.sittings) else self._first())
        self._choose_exam()
        if place[:2] == (self.exam.value, self.room.value) and place[2] >= 0:
            self.grid.setCurrentIndex(self.model.index(*place[2:]))
        self.work.seen = self.office.workspace.data_version()

    def _first(self) -> bytes | None:
        own = [one for one in self.sittings if one.school_id in (None, self.office.school_id)] or self.sittings
        return own[0].id if own else None

    @property
    def sitting(self) -> Sitting | None:
        return next((one for one in self.sittings if one.id == self.exam.value), None)

    def _choose_exam(self) -> None:
        one, kept = self.sitting, self.room.value
        self.rooms = exams.rooms(self.office, one) if one else []
        schools = self.office.titles("schools")
        several = len({room.school_id for room in self.rooms}) > 1
        self.room.offer(
            [(r.id, f"{schools.get(r.school_id, '')} {r.title}" if several else r.title) for r in self.rooms]
        )
        known = [room.id for room in self.rooms]
        self.room.put(kept if kept in known else (known[0] if known else None))
        self.open_sheet()

    def open_row(self, key: bytes) -> None:
        """Goes to this examination."""
        self.exam.put(key)
        self._choose_exam()

    def open_sheet(self) -> None:
        """The sheet of the chosen class, or what has to be done first."""
        self.beside.hide()
        self._count_waiting()
        one, room = self.sitting, self.room.value
        sheet = None
        if one is not None and room is not None:
            try:
                sheet = MarkSheet(self.office, one.id, room)
            except Trouble:
                sheet = None
        columns = [Column("name", "姓名", WIDTH.name)]
        if sheet is not None:
            columns += [
                Column(p.subject, f"{p.label}（{p.full or '等级'}）", WIDTH.mark, Field("", "decimal"))
                for p in sheet.subjects
            ]
        self.model.show_sheet(sheet, columns)
        self.grid.heading.restore([])
        self._center.setCurrentIndex(0 if sheet is not None and sheet.pupils else 1)
        if sheet is None or not sheet.pupils:
            self._say_first(one)
        else:
            self.grid.setCurrentIndex(self.model.index(0, FIRST))
        self.work.say_sums()

    def _say_first(self, one: Sitting | None) -> None:
        if one is None:
            add = press("新增考试", "plus", "primary", does=lambda: self.host.open_place("exams"))
            self._empty.put(
                "calendar",
                "还没有考试",
                "先新增一次考试；或直接导入成绩册，考试和试卷会一并建立。",
                add,
                self._bring_button(),
            )
        elif not self.rooms:
            self._empty.put("users", "没有要考的班级", "这次考试的年级里还没有班级，请先导入学生花名册。")
        elif self.model.sheet is None:
            lay = press("建立试卷", "plus", "primary", does=self.lay_out)
            lay.setEnabled(not self.office.read_only)
            self._empty.put("clipboard-check", "这个年级还没有试卷", "按年级的学科建立试卷，满分可以再改。", lay)
        else:
            self._empty.put("users", "这个班还没有学生", "请先在花名册里把学生分到班里。")

    def _bring_button(self) -> QPushButton:
        return press("导入成绩册", "upload", does=self.bring_in)

    def lay_out(self) -> None:
        one = self.sitting
        outcome = self.try_to(lambda: exams.lay_out(self.office, one.id)) if one else None
        if outcome is not None:
            self.host.announce(outcome)
            self.open_sheet()
            self.banner.say(outcome.sentence, "", "good")

    def _next_room(self, way: int) -> None:
        known = [room.id for room in self.rooms]
        place = known.index(self.room.value) + way if self.room.value in known else 0
        if 0 <= place < len(known):
            self.room.put(known[place])
            self.open_sheet()

    # -- onward --------------------------------------------------------------------------------------------

    def bring_in(self) -> None:
        from desktop.ui.pages.score_import import ScoreImportPage

        self.host.go(ScoreImportPage(self.host))

    def _print(self) -> None:
        room = next((room.title for room in self.rooms if room.id == self.room.value), "")
        options = {"report": "score-register", "exam": self.exam.text(), "room": room}
        self.host.open_print(None, {name: text for name, text in options.items() if text})

    def _count_waiting(self) -> None:
        waiting = tables.waiting(self.office, Score)
        self._waiting.setText(f"待处理 {waiting} 行")
        self._waiting.setVisible(bool(waiting))

    def _to_doubts(self) -> None:
        self.host.go(DoubtsPage(self.host, Score))

    def refresh(self, changed: frozenset[str]) -> None:
        """What this page wrote itself stands in it already; one goes on typing where one was."""
        if not changed & {"exams", "papers", "scores", "students", "classes"}:
            return
        self._count_waiting()
        if self.office.workspace.data_version() != self.work.seen:
            super().refresh(changed)

    def leave(self) -> bool:
        """What was typed is told to the other pages once, not cell by cell."""
        if self.work.changed:
            self.work.changed = False
            self.host.refresh(frozenset({"scores"}))
        return True
