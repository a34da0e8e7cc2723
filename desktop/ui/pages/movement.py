"""办理异动: whom, what kind, the fields that kind asks for; at the right what will follow, before it is done."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame

from db.errors import Rejected, Trouble
from db.registers import Movement, Student
from db.rules.movements import IN, KINDS, TRANSFERS
from desktop.ui.editors.chooser import Picker
from desktop.ui.look import SPACE, WIDTH
from desktop.ui.page import Host, Page
from desktop.ui.pages.movement_fields import MovementFields
from desktop.ui.pages.movement_side import MovementSide
from desktop.ui.parts import FindBox, Scrolled, across, down, foot, press, restyle, words
from desktop.ui.photo_store import PhotoStore
from desktop.ui.plain_table import Cell, Column, PlainTable
from desktop.work import movements, tables
from desktop.work.movement_form import MovementForm


def begin(host: Host, _keys: Sequence[bytes]) -> MovementPage:
    """From the ledger of movements: somebody arrives, or is to be found."""
    return MovementPage(host)


def for_students(host: Host, keys: Sequence[bytes]) -> MovementPage:
    """From the roster: of the pupil chosen there."""
    return MovementPage(host, keys[0])


def finish(host: Host, keys: Sequence[bytes]) -> MovementPage:
    """An application takes effect. Raises Trouble for a movement that has."""
    row = host.office.linked("movements", keys[0])
    if row is None or row["happened_on"] is not None:
        raise Trouble("这一行已经办了。", "要改直接改，要撤销请按 Ctrl+Z；还没有办的，“办理状态”是申请中。")
    return MovementPage(host, row["student_id"], application=keys[0])


FOUND = (Column("姓名", 110), Column("班级", 92), Column("学校"), Column("状态", 110, keep=False))
MOST = 40
ARRIVALS = ("11", "12", "44")
"""Kinds that make a pupil's row where there is none."""


class MovementPage(Page):
    """One movement. student: whose, nobody if still to be found; application: its row, if it takes effect now;
    pupil: what is known already of somebody who arrives."""

    help_page = "movements"

    def __init__(
        self,
        host: Host,
        student: bytes | None = None,
        kind: str = "",
        *,
        application: bytes | None = None,
        pupil: dict[str, str] | None = None,
    ) -> None:
        super().__init__(host)
        self._student, self._application = student, application
        self._first = pupil or {}
        listed = tables.choices(self.office, Movement.fields()["kind"])
        self.kind = Picker([one for one in listed if one[0] in KINDS], kind or ("21" if self._student else "11"))
        self.kind.setAccessibleName("异动类别")
        self.kind.setFixedWidth(WIDTH.find)
        self.kind.chosen.connect(lambda _: self._begin())
        self.find_line = FindBox("学生姓名、拼音或首字母")
        self.find_line.textEdited.connect(self._look)
        self.found = PlainTable(FOUND, "找到的学生")
        self.found.chosen.connect(self._take)
        self.fields, self.side = MovementFields(self.office, PhotoStore(self.office, host.machine)), MovementSide()
        self.fields.changed.connect(self.told)
        self.fields.setMaximumWidth(WIDTH.form + WIDTH.find)
        self._who, self._state = words("", "head"), words("", "small")
        self._again = press("换一名学生", role="link", does=self._let_go)
        self._do = press("办理（Ctrl+Enter）", "check", "primary", does=self.do)
        self._lay_out()
        self._begin()

    def _lay_out(self) -> None:
        head = across(
            press("返回", "arrow-left", "ghost", does=self.host.back), words("办理异动", "title"), None,
            words("异动类别", "soft"), self.kind, pad=(SPACE.m, SPACE.m, SPACE.l, SPACE.s),
        )  # fmt: skip
        self._finder = down(self.find_line, (self.found, 1), gap=SPACE.s)
        self._finder.setFixedHeight(WIDTH.find)
        self._person = across(self._who, self._again, None)
        body = down(
            self._person, self._finder, self.fields, None, gap=SPACE.m, pad=(SPACE.page, SPACE.s, SPACE.page, SPACE.l)
        )
        side = Scrolled(self.side)
        side.setProperty("role", "form")
        side.setFixedWidth(WIDTH.form)
        under: QFrame = foot((self._state, 1), self._do)
        for part, share in (
            (head, 0), (self.banner_place, 0), (across((Scrolled(body), 1), side, gap=0), 1), (under, 0),
        ):  # fmt: skip
            self.layout_.addWidget(part, share)
        shortcut = QShortcut(QKeySequence("Ctrl+Return"), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.do)

    # -- whom and what ------------------------------------------------------------------------------------

    def _begin(self) -> None:
        """A movement of this kind for this pupil, from the start."""
        kind = str(self.kind.value or "11")
        form = self.try_to(lambda: MovementForm(self.office, kind, self._student, self._application))
        if form is None:
            return
        self.form: MovementForm = form
        for name, text in self._first.items() if form.pupil is not None else ():
            form.type_pupil(name, text)
        if self._application is None:  # usually it is today; who only applies takes the date out
            form.type("happened_on", self.office.today.isoformat())
        if form.kind in TRANSFERS and form.row.asked_on is None:
            form.type("asked_on", self.office.today.isoformat())
        if form.kind != kind:
            self.kind.put(form.kind)
        known = form.pupil_row
        arrives = known is None and form.effect == IN and form.kind in ARRIVALS
        self._finder.setVisible(known is None and not arrives)
        self._person.setVisible(known is not None)
        self._again.setVisible(self._application is None)
        self.fields.setVisible(known is not None or arrives)
        if known is not None:
            [shown] = tables.rows(self.office, Student, [known["id"]])
            told = [shown["name"], shown["class"] or "未编班", shown["school"], shown["status"]]
            self._who.setText(" · ".join(str(part) for part in told if part and part != "在读"))
        self.fields.put(form)
        self.told()
        (self.fields if self.fields.isVisibleTo(self) else self.find_line).setFocus()
        if self.fields.isVisibleTo(self):
            self.fields.focus()

    def _look(self, typed: str) -> None:
        keys = tables.ids(self.office, Student, typed)[:MOST] if typed.strip() else []
        self._keys = keys
        rows = tables.rows(self.office, Student, keys)
        names = ("name", "class", "school", "status")
        self.found.put([[Cell(str(row[name] or "")) for name in names] for row in rows])

    def _take(self, row: int) -> None:
        if 0 <= row < len(self._keys):
            self._student = self._keys[row]
            self._begin()

    def _let_go(self) -> None:
        self._student = None
        self._begin()

    # -- doing it -----------------------------------------------------------------------------------------

    def told(self) -> None:
        """Something was typed: what follows from it, and what holds it back."""
        form = self.form
        ready = form.pupil_row is not None or form.pupil is not None
        self.side.setVisible(ready)
        if ready:
            self.side.fill(form)
        wrong = len(form.errors)
        self._do.setEnabled(ready and not self.office.read_only)
        self._do.setText("办理（Ctrl+Enter）" if form.takes_effect else "登记申请（Ctrl+Enter）")
        said = f"还有 {wrong} 处要填好" if wrong and ready else "先找到学生" if not ready else ""
        self._state.setText(said)
        restyle(self._state, tone="amber" if wrong and ready else "")

    def do(self) -> None:
        """Does it, or says at each field what is missing."""
        if not self._do.isEnabled():
            return
        self.fields.tell()
        if self.form.held:
            self.fields.fill(everything=True)
            self.fields.focus(next(iter(self.form.errors)))
            self.told()
            return
        outcome: Any = self.try_to(partial(self._done, self.form))
        if outcome is not None:
            self.host.back()
            self.host.announce(outcome)

    def _done(self, form: MovementForm) -> Any:
        try:
            return movements.save(form)
        except Rejected:
            self.fields.fill(everything=True)
            raise

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.host.back()
        else:
            super().keyPressEvent(event)
