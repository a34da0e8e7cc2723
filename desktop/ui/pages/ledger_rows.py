"""What one does with the rows of a ledger: open, fill in, step on, type, paste, remove, take back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QObject, QPoint, Qt
from PySide6.QtWidgets import QMenu

from db.register import Register
from db.rules.masks import is_masked
from desktop.work import rows, tables
from desktop.work.forms import Form
from desktop.work.history import undo
from desktop.work.outcome import Outcome

if TYPE_CHECKING:
    from desktop.ui.pages.ledger import LedgerPage

AT_ONCE = 30  # pasted rows that are checked while one waits


class RowWork(QObject):
    """The hands of a ledger page."""

    def __init__(self, page: LedgerPage) -> None:
        super().__init__(page)
        self.page, self.office, self.register = page, page.office, page.register
        self.grid, self.model, self.form = page.grid, page.model, page.form
        self.grid.selectionModel().currentRowChanged.connect(self._row_changed)
        self.grid.opened.connect(self.open)
        self.grid.removed.connect(self.ask_removal)
        self.grid.pasted.connect(self._paste)
        self.grid.taken_back.connect(self.take_back)
        self.grid.customContextMenuRequested.connect(self._menu)
        self.model.typed.connect(self._typed_in_cell)
        self.form.failed.connect(page.failed)
        self.form.stepped.connect(self._step)
        self.form.closed.connect(self.grid.setFocus)
        self.form.removal_asked.connect(self._removal_asked)

    def open(self) -> None:
        if self.page.current and (self.form.key != self.page.current):
            self.show(self.page.current)
        elif self.form.form is not None:
            self.form.focus(self.register.title_field)

    def show(self, key: bytes, focus: str = "") -> None:
        form = self.page.try_to(lambda: Form.of(self.office, self.register, key))
        if form is not None:
            self.form.open_form(form, focus)
            self.grid.scrollTo(self.grid.currentIndex())

    def reload(self) -> None:
        """Somebody else has written: the open row is read again, unless one is typing in it."""
        form = self.form.form
        if form is not None and not form.new and not form.changed and self.exists(self.form.key):
            self.show(self.form.key)

    def exists(self, key: bytes) -> bool:
        return key in tables.ids(self.office, self.register)

    def add(self, **first: Any) -> None:
        """A new row, with these values by column filled in already; on a page of its own where the ledger has one."""
        maker = next((action for action in self.page.doing.actions if action.adds), None)
        if maker is not None and not first:
            self.page.doing.begin(maker)
        elif not self.office.read_only and self.form.leave():
            form = self.page.try_to(lambda: Form.blank(self.office, self.register, **first))
            if form is not None:
                self.form.open_form(form)

    def _row_changed(self, now: QModelIndex, before: QModelIndex) -> None:
        if self.page.moving or self.form.form is None or not now.isValid():
            return
        key = self.model.ids[now.row()]
        if self.form.key == key:
            return
        if self.form.leave():
            self.choose_quietly(key)
            self.show(key)
        elif before.isValid():
            self.choose_quietly(self.model.ids[before.row()])

    def choose_quietly(self, key: bytes) -> None:
        self.page.moving = True
        self.page.choose(key)
        self.page.moving = False

    def _step(self, way: int) -> None:
        place = self.model.place(self.form.key) + way
        if 0 <= place < len(self.model.ids):
            self.grid.setCurrentIndex(self.model.index(place, max(self.grid.currentIndex().column(), 0)))

    # -- typing, pasting, removing, taking back -----------------------------------------------------------

    def _typed_in_cell(self, key: bytes, name: str, text: str) -> None:
        outcome = self.page.try_to(lambda: rows.change(self.office, self.register, key, {name: text}))
        if outcome is None:
            return
        if outcome.data.get("problems"):
            form = Form.of(self.office, self.register, key)
            form.type(name, text)
            self.form.open_form(
                form, focus=name
            )  # what was typed is not lost: it stands in the form, with what is wrong
            return
        self.page.host.announce(outcome)

    def _paste(self, row: int, column: int, cells: list[list[str]]) -> None:
        heading_ = self.grid.heading
        first = heading_.visualIndex(column)
        logical = [heading_.logicalIndex(place) for place in range(first, heading_.count())]
        columns = [self.model.columns[place] for place in logical][: len(cells[0])]
        kept = [place for place, column in enumerate(columns) if column.field is not None and not column.field.computed]
        names = [columns[place].name for place in kept]
        # our own mask, copied from here, is an empty cell: it overwrites nothing
        lines = [["" if is_masked(line[place]) else line[place] for place in kept] for line in cells]
        wanted = self.model.ids[row : row + len(lines)]

        def work(_progress: object = None) -> Outcome:
            return rows.paste(self.office, self.register, wanted, names, lines)

        if len(lines) > AT_ONCE:
            self.page.run(f"正在粘贴 {len(lines):,} 行……", work, self.page.host.announce)
        elif (outcome := self.page.try_to(work)) is not None:
            self.page.host.announce(outcome)

    def ask_removal(self) -> None:
        if self.office.read_only:
            return
        keys = [self.model.ids[row] for row in self.grid.chosen_rows()] or ([self.form.key] if self.form.key else [])
        if not keys:
            return
        title = tables.rows(self.office, self.register, keys[:1])[0].get(self.register.title_field, "")
        what = f"“{title}”" if len(keys) == 1 else f"选中的 {len(keys)} 条"
        self.page.banner.ask(f"删除{what}？删除后还可以用 Ctrl+Z 撤销。", "删除", lambda: self._remove(keys), "不删")

    def _removal_asked(self, register: type[Register], key: bytes) -> None:
        """From a form: the row itself, or one of its details."""
        if register is self.register:
            return self.ask_removal()
        question = f"删除这一条{register.one}？删除后还可以用 Ctrl+Z 撤销。"
        self.page.banner.ask(question, "删除", lambda: self._remove_detail(register, key), "不删")

    def _remove_detail(self, register: type[Register], key: bytes) -> None:
        outcome = self.page.try_to(lambda: rows.remove(self.office, register, [key]))
        if outcome is not None:
            self.form.over.put_away(key)
            self.page.host.announce(outcome)

    def _remove(self, keys: list[bytes]) -> None:
        outcome = self.page.try_to(lambda: rows.remove(self.office, self.register, keys))
        if outcome is not None:
            if self.form.key in keys:
                self.form.shut()
            self.page.host.announce(outcome)
        self.grid.setFocus()

    def take_back(self) -> None:
        outcome = self.page.try_to(lambda: undo(self.office))
        if outcome is not None:
            key = self.form.key
            self.page.host.announce(outcome)
            if key and self.exists(key):
                self.show(key)

    def _menu(self, place: QPoint) -> None:
        if not self.page.current:
            return
        menu = QMenu(self.grid)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.page.doing.put_into(menu)
        menu.addSeparator()
        for label, does in (
            ("打开（Ctrl+Enter）", self.open), ("复制（Ctrl+C）", self.grid.copy), ("粘贴（Ctrl+V）", self.grid.paste),
            ("打印这一份", lambda: self.page.files.print_row(self.register, self.page.current)),
            ("修改历史", lambda: self.page.files.open_history(self.register, self.page.current)),
            ("删除（Delete）", self.ask_removal),
        ):  # fmt: skip
            menu.addAction(label).triggered.connect(lambda _=False, does=does: does())
        menu.popup(self.grid.viewport().mapToGlobal(place))
