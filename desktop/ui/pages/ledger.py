"""The ordinary page of a ledger, made from its declaration: find, filter, sort, and the form of a row."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from db.fields import Field
from db.register import Register
from db.registers import parts_of
from desktop.ui.columns import columns_of
from desktop.ui.filters import Filters
from desktop.ui.form import FormPanel
from desktop.ui.grid import Grid
from desktop.ui.help import LEDGERS
from desktop.ui.look import SPACE, WIDTH
from desktop.ui.model import LedgerModel
from desktop.ui.page import Host, Page
from desktop.ui.pages.ledger_actions import RowActions
from desktop.ui.pages.ledger_counts import Counts
from desktop.ui.pages.ledger_files import FileTools
from desktop.ui.pages.ledger_rows import RowWork
from desktop.ui.parts import FindBox, across, heading, press
from desktop.ui.photo_store import PhotoStore
from desktop.ui.tags import marks_in
from desktop.work import tables
from desktop.work.outcome import Outcome


class LedgerPage(Page):
    """One register. Everything on it comes from Register.fields(), chips, sums and order."""

    help_page = "rosters"

    def __init__(self, host: Host, register: type[Register]) -> None:
        super().__init__(host)
        self.register = register
        self.help_page = LEDGERS.get(register.group, type(self).help_page)  # type: ignore[misc]
        marks = marks_in(self.office, register)
        many = len(tables.choices(self.office, Field("", "link", target="schools"))) > 1
        self.model = LedgerModel(self.office, register, columns_of(register, marks, many), marks)
        self.grid = Grid(lambda field, _index: tables.choices(self.office, field))
        self.grid.setModel(self.model)
        self.filters = Filters(register, lambda field: tables.choices(self.office, field))
        self.find_line = FindBox(self._find_hint())
        self.form = FormPanel(self.office, register, photos := PhotoStore(self.office, host.machine))
        self.grid.pictures = photos.small
        self.files = FileTools(self)
        self.counts, self.doing = Counts(self), RowActions(self)
        self._concerns = {register.register_name(), *(part.register.register_name() for part in parts_of(register))}
        self._concerns |= {field.target for field in register.fields().values() if field.kind == "link"}
        self.moving = self._stale = False
        self._lay_out()
        self.work = RowWork(self)
        self._connect()
        self.grid.heading.restore(host.machine.columns(register.register_name()))
        self.ask()
        self.setFocusProxy(self.grid)

    # -- putting it together ------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self._tools = [*self.files.tools(), *self.doing.tools()]
        self._add = press(f"新增{self.register.one}", "plus", "primary", does=self._new_row)
        self._add.setEnabled(not self.office.read_only)
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.cell)
        self.center = QStackedWidget()
        self.center.addWidget(self.grid)
        self.center.addWidget(self.counts.empty)
        self.find_line.setFixedWidth(WIDTH.find)
        self.asking = across(self.find_line, (self.filters, 1), self.counts.waiting, pad=(SPACE.page, 0, SPACE.l, 0))
        for part in (
            heading(self.register.title, *self._tools, self._add, note=self.counts.note),
            self.asking,
            self.banner_place,
        ):
            column.addWidget(part)
        column.addWidget(self.center, 1)
        column.addWidget(self.counts.summary)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(middle, 1)
        row.addWidget(self.form)
        self.layout_.addLayout(row)
        order = [
            self.find_line,
            *[c for c in self.filters.findChildren(QWidget) if c.focusPolicy()],
            *self._tools,
            self._add,
            self.grid,
            self.form,
        ]
        for first, second in pairwise(order):
            QWidget.setTabOrder(first, second)

    def _connect(self) -> None:
        self.find_line.textEdited.connect(lambda _: self.ask())
        self.find_line.returnPressed.connect(self._to_table)
        self.filters.changed.connect(self.ask)
        self.grid.heading.sorting.connect(self._sort)
        self.grid.heading.filtering.connect(self._filter)
        self.grid.heading.arranged.connect(
            lambda columns: self.host.machine.keep_columns(self.register.register_name(), columns)
        )
        self.model.failed.connect(self.failed, Qt.ConnectionType.QueuedConnection)
        self.form.saved.connect(self.host.announce)
        self.form.history_asked.connect(self.files.open_history)
        self.form.print_asked.connect(self.files.print_row)
        for keys, does in (
            ("Ctrl+F", self._to_find),
            ("Ctrl+N", self.work.add),
            ("Ctrl+Z", self.work.take_back),
            ("Ctrl+P", self.files.print),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(does)

    # -- which rows ---------------------------------------------------------------------------------------

    def ask(self) -> None:
        """Show the rows that fit find box and filters; the chosen row stays chosen if it is among them."""
        kept, column = self.current, self.grid.currentIndex().column()
        scrolled = self.grid.verticalScrollBar().value(), self.grid.horizontalScrollBar().value()
        find, where = self.find_line.text(), self.filters.conditions
        self.moving = True
        answered = self.try_to(lambda: self.model.ask(find, where, self.model.order))
        if answered and kept:
            self.choose(kept, column)
            self.grid.verticalScrollBar().setValue(scrolled[0])
            self.grid.horizontalScrollBar().setValue(scrolled[1])
        self.moving = False
        if answered:
            self.banner.hide()
            self.counts.show(find, where)

    @property
    def current(self) -> bytes:
        """Key of the chosen row, or nothing."""
        index = self.grid.currentIndex()
        return self.model.ids[index.row()] if index.isValid() and index.row() < len(self.model.ids) else b""

    def open_row(self, key: bytes) -> None:
        """Show this row with its form, whatever is asked for at the moment."""
        if self.model.place(key) < 0:
            self.find_line.clear()
            self.filters.show_all()
        self.choose(key)
        self.work.open()

    def open_detail(self, key: bytes, register: type[Register], detail: bytes) -> None:
        """Show this row, and over it the form of one of its details."""
        self.open_row(key)
        self.form.over.open_row(register, detail)

    def choose(self, key: bytes, column: int = -1) -> None:
        place = self.model.place(key)
        if place >= 0:
            column = column if column >= 0 else max(self.grid.currentIndex().column(), 0)
            self.grid.setCurrentIndex(self.model.index(place, column))

    def refresh(self, changed: frozenset[str]) -> None:
        """Read again what is shown, whoever changed it."""
        self.form.refresh(changed)
        if changed & self._concerns:
            if not self.isVisible():
                self._stale = True  # asked again when somebody looks
                return
            key = self.form.key
            self.ask()
            form = self.form.form
            gone = form is not None and not form.new and not form.changed
            if gone and self.model.place(key) < 0 and not self.work.exists(key):
                self.form.shut()

    def _sort(self, section: int) -> None:
        name = self.model.columns[section].name
        if self.model.columns[section].field is None:
            return
        self.model.order = ["-" + name] if self.model.order[:1] == [name] else [name]
        self.ask()

    def _filter(self, section: int, place: QPoint) -> None:
        field = self.model.columns[section].field
        if field is not None and not field.private:
            self.filters.open_for(field, place)

    def clear(self) -> None:
        self.find_line.clear()
        self.filters.show_all()
        self._to_find()

    def leave(self) -> bool:
        return self.form.leave()

    def say(self, outcome: Outcome) -> None:
        super().say(outcome)
        if not outcome.attention and outcome.sentence:
            self.counts.summary.say(outcome.sentence)

    # -- small things -------------------------------------------------------------------------------------

    def narrow(self, is_narrow: bool) -> None:
        """A narrow window keeps the last of the tools, and a shorter find box."""
        self.find_line.setFixedWidth(WIDTH.find_narrow if is_narrow else WIDTH.find)
        for tool in self._tools[:2]:
            tool.setVisible(not is_narrow)

    def _find_hint(self) -> str:
        names = "、".join(f.label for f in self.register.fields().values() if f.searchable and not f.private)
        return "姓名、拼音或首字母" if self.register.people else f"{names or '文字'}、拼音"

    def _new_row(self) -> None:
        self.work.add()

    def _escape(self) -> None:
        """Leaves what one is in: the form, else the tools."""
        if self.form.form is not None:
            self.form.close_form()
        else:
            self.grid.setFocus()

    def _to_find(self) -> None:
        self.find_line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.find_line.selectAll()

    def _to_table(self) -> None:
        if self.model.ids:
            self.grid.setFocus()
            self.grid.setCurrentIndex(self.model.index(0, 0))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._stale = False
            self.ask()
            self.work.reload()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._escape()
        else:
            super().keyPressEvent(event)
