"""The form of a row: slides in from the right, says beside each field what does not fit, saves when the row is left."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout

from db.errors import Trouble
from db.fields import Field
from db.register import Offer, Register
from desktop.ui.editors.kinds import Editor, editor_of
from desktop.ui.form_groups import Groups
from desktop.ui.icons import Picture
from desktop.ui.look import SIZE, SPACE, WIDTH
from desktop.ui.parts import Elided, Scrolled, across, down, press, restyle, words
from desktop.ui.photo_store import PhotoStore
from desktop.ui.sliding import slide_in
from desktop.ui.tags import Mark, Tags
from desktop.work import tables
from desktop.work.forms import Form
from desktop.work.office import Office
from desktop.work.outcome import Outcome


class FormPanel(QFrame):
    """One row of a ledger, being filled in."""

    saved = Signal(object)
    stepped = Signal(int)
    closed = Signal()
    failed = Signal(object)
    history_asked = Signal(bytes)
    removal_asked = Signal(bytes)

    def __init__(self, office: Office, register: type[Register], marks: list[Mark], photos: PhotoStore) -> None:
        super().__init__()
        self.setProperty("role", "form")
        self.setFixedWidth(WIDTH.form)
        self.office, self.register, self._marks, self._photos = office, register, marks, photos
        self.form: Form | None = None
        self._quiet = False
        self._title, self._sub, self._tags = Elided("title"), Elided("small"), Tags()
        self._groups = Groups(register, self._make_editor)
        self._groups.typed.connect(self._typed)
        self._groups.taken.connect(self._taken)
        self._groups.uncover.connect(self._uncover)
        self._scroll = Scrolled(self._groups)
        self._lay_out()
        self.hide()

    def _lay_out(self) -> None:
        self._past = press(
            "", "history", "ghost", tip="这一行的修改历史", does=lambda: self.history_asked.emit(self.key)
        )
        self._remove = press("", "trash-2", "ghost", tip="删除这一行", does=lambda: self.removal_asked.emit(self.key))
        close = press("", "x", "ghost", tip="关上（Esc）", does=self.close_form)
        head = across(
            (down(self._title, self._sub, gap=SPACE.hair), 1), self._tags, self._past, self._remove, close,
            gap=SPACE.hair, pad=(SPACE.page, SPACE.m, SPACE.s, SPACE.s),
        )  # fmt: skip
        self._sign, self._state = Picture("circle-check", "green"), words("", "small")
        self._discard = press("不要了", role="link", tip="这一行不填了", does=self._give_up)
        back = press("上一条", "arrow-left", "ghost", does=lambda: self.stepped.emit(-1))
        self._back = back
        self._on = press("", "arrow-right", "ghost", tip="下一条", does=lambda: self.stepped.emit(1))
        foot = across(
            self._sign,
            (self._state, 1),
            self._discard,
            back,
            self._on,
            gap=SPACE.xs,
            pad=(SPACE.page, 0, SPACE.s, 0),
            role="foot",
        )
        foot.setFixedHeight(SIZE.foot)
        if self.register.people:
            back.setText(" 上一人")
            self._on.setToolTip("下一人")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for part, share in ((head, 0), (self._scroll, 1), (foot, 0)):
            layout.addWidget(part, share)

    # -- which row ----------------------------------------------------------------------------------------

    @property
    def key(self) -> bytes:
        return self.form.row.id if self.form is not None else b""

    def open_form(self, form: Form, focus: str = "") -> None:
        """Show this row; the one before has been left."""
        first = self.form is None
        self.form = form
        self._scroll.verticalScrollBar().setValue(0)
        self._quiet = form.new
        self._groups.fill(form, quiet=self._quiet)
        self._groups.setEnabled(not self.office.read_only)
        for widget in (self._past, self._remove, self._back, self._on):
            widget.setVisible(not form.new)
        self._discard.setVisible(form.new)
        self._show_state()
        if first or not self.isVisible():
            slide_in(self)
        if focus or form.new:
            self._groups.focus(focus or self.register.title_field)

    def leave(self) -> bool:
        """Save what was typed. False while it must not be left: a new row that does not hold yet."""
        form = self.form
        if form is None:
            return True
        self._groups.tell()
        if form.new and not form.changed:
            return self.shut()
        if form.held:
            return self._leave_held(form)
        if form.changed or form.new:
            try:
                outcome = form.save()
            except Exception as trouble:
                self.failed.emit(trouble)
                return False
            self._groups.fill(form)
            self._show_state()
            self.saved.emit(outcome)
        return True

    def _leave_held(self, form: Form) -> bool:
        if form.new:
            self._refresh()
            self._groups.focus(next(name for name, p in form.problems.items() if p.level == "error"))
            self.failed.emit(Trouble("这一行还没有填好，没有保存。", "请按红字改好；不想填了，按右下角的“不要了”。"))
            return False
        if form.changed:
            form.keep_draft()
            said = f"{form.title}还有没改好的地方，先替您留着，没有保存。"
            self.saved.emit(Outcome(said, attention=True, advice="回到这一行就能接着改。"))
        return True

    def close_form(self) -> None:
        if self.leave():
            self.shut()
            self.closed.emit()

    def _give_up(self) -> None:
        self.shut()
        self.closed.emit()

    def focus(self, name: str) -> None:
        self._groups.focus(name)

    def shut(self) -> bool:
        """Put the row away as it is."""
        self.form = None
        self.hide()
        return True

    # -- what was typed -----------------------------------------------------------------------------------

    def _make_editor(self, field: Field) -> Editor:
        made = editor_of(field, self._choices, self.office.today, self._photos)
        if (failed := getattr(made, "failed", None)) is not None:
            failed.connect(self.failed)
        return made

    def _choices(self, field: Field) -> list[tuple[Any, str]]:
        return tables.choices(self.office, field, self.form.row.school_id if self.form is not None else None)

    def _typed(self, name: str, text: object) -> None:
        if self.form is not None:
            self.form.type(name, text)
            self._refresh()

    def _taken(self, offer: Offer) -> None:
        if self.form is not None:
            self.form.take(offer)
            self._refresh()
            self._groups.focus(offer.field)

    def _uncover(self, name: str) -> None:
        if self.form is not None:
            self.form.reveal()
            self._refresh()
            self._groups.focus(name)

    def _refresh(self) -> None:
        assert self.form is not None
        self._quiet = False
        self._groups.fill(self.form)
        self._show_state()

    def _show_state(self) -> None:
        """Head and foot: who it is, and what holds saving back."""
        form = self.form
        assert form is not None
        self._title.setText(form.title)
        shown = {name: form.shown(name) for name in self.register.fields() if name in self._wanted}
        self._sub.setText(" · ".join(shown[name] for name in self._below if shown.get(name)))
        self._sub.setVisible(bool(self._sub.text()))
        self._tags.put([mark.label for mark in self._marks if mark.stands(shown)])
        known = {} if self._quiet else form.problems
        wrong = [problem for problem in known.values() if problem.level == "error"]
        doubt = len(known) - len(wrong)
        if self.office.read_only:
            sign, tone, text = "lock", "amber", "现在只能看"
        elif wrong:
            sign, tone, text = "circle-alert", "red", f"改好这 {len(wrong)} 处后自动保存"
        elif doubt:
            sign, tone, text = "info", "amber", f"{doubt} 处请核对，不妨碍保存"
        else:
            sign, tone, text = "circle-check", "green", "离开这一行时保存" if form.changed or form.new else "已保存"
        self._sign.show_as(sign, tone)
        self._state.setText(text)
        restyle(self._state, tone=tone if tone != "green" else "")

    @property
    def _below(self) -> list[str]:
        """What tells people of one name apart: their class, their school."""
        links = [f.name for f in self.register.fields().values() if f.kind == "link" and f.name != "school"]
        return [*links[:1], *(["school"] if not self.register.common else [])]

    @property
    def _wanted(self) -> set[str]:
        return {*self._below, *(mark.field for mark in self._marks)}

    def keyPressEvent(self, event: QKeyEvent) -> None:
        page = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}.get(Qt.Key(event.key()))
        if event.key() == Qt.Key.Key_Escape:
            self.close_form()
        elif page is not None and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.stepped.emit(page)
        else:
            super().keyPressEvent(event)
