"""The form of a row: slides in from the right, says beside each field what does not fit, saves when the row is left."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QPushButton, QStackedLayout, QVBoxLayout

from db.errors import Trouble
from db.fields import Field
from db.register import Offer, Register
from db.registers import parts_of
from desktop.ui.editors.kinds import Editor, editor_of
from desktop.ui.form_details import Details
from desktop.ui.form_foot import FormFoot
from desktop.ui.form_groups import Groups
from desktop.ui.form_over import Over
from desktop.ui.look import SPACE, WIDTH
from desktop.ui.parts import Elided, Scrolled, across, down, press
from desktop.ui.photo_store import PhotoStore
from desktop.ui.sliding import slide_in
from desktop.ui.stations import stations_of
from desktop.ui.tags import Tags, marks_in
from desktop.work import tables
from desktop.work.forms import Form
from desktop.work.office import Office
from desktop.work.outcome import Outcome


class FormPanel(QFrame):
    """One row of a ledger, being filled in; below its fields its details, each with a form laid over this one.

    History, removal and print are asked for with the register and the key, for the row or for a detail of it.
    """

    saved = Signal(object)
    stepped = Signal(int)
    closed = Signal()
    failed = Signal(object)
    history_asked = Signal(object, bytes)
    removal_asked = Signal(object, bytes)
    print_asked = Signal(object, bytes)

    def __init__(self, office: Office, register: type[Register], photos: PhotoStore, *, back: bool = False) -> None:
        super().__init__()
        self.setProperty("role", "page" if back else "form")
        self.setFixedWidth(WIDTH.form)
        self.office, self.register, self._photos = office, register, photos
        self._marks = marks_in(office, register)
        self.form: Form | None = None
        self._quiet = False
        self._title, self._sub, self._tags = Elided("title"), Elided("small"), Tags()
        self._details = Details(office, parts_of(register))
        self._stations = stations_of(self, photos)
        self._groups = Groups(register, self._make_editor, self._details, self._stations)
        self._groups.typed.connect(self._typed)
        self._groups.taken.connect(self._taken)
        self._groups.uncover.connect(self._uncover)
        self._scroll = Scrolled(self._groups)
        self._layers = QStackedLayout(self)
        self._lay_out(back=back)
        self.over = Over(self, self._details, self._layers, lambda part: FormPanel(office, part, photos, back=True))
        self.hide()

    def _lay_out(self, *, back: bool) -> None:
        self._print = self._tool("printer", "打印这一份", self.print_asked)
        self._past = self._tool("history", "这一行的修改历史", self.history_asked)
        self._remove = self._tool("trash-2", "删除这一行", self.removal_asked)
        way = press("", "arrow-left", "ghost", tip="返回（Esc）", does=self.close_form)
        close = press("", "x", "ghost", tip="关上（Esc）", does=self.close_form)
        way.setVisible(back)
        close.setVisible(not back)
        head = across(
            way, (down(self._title, self._sub, gap=SPACE.hair), 1), self._tags, self._print, self._past, self._remove,
            close, gap=SPACE.hair, pad=(SPACE.s if back else SPACE.page, SPACE.m, SPACE.s, SPACE.s),
        )  # fmt: skip
        self.foot = FormFoot(people=self.register.people)
        self.foot.stepped.connect(self.stepped)
        self.foot.given_up.connect(self._give_up)
        body = QFrame()
        layout = QVBoxLayout(body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for part, share in ((head, 0), (self._scroll, 1), (self.foot, 0)):
            layout.addWidget(part, share)
        self._layers.addWidget(body)

    def _tool(self, icon: str, tip: str, asked: Any) -> QPushButton:
        return press("", icon, "ghost", tip=tip, does=lambda: asked.emit(self.register, self.key))

    def acted(self, outcome: Outcome) -> None:
        """A step was taken: the row is read again, then everybody is told."""
        self.open_form(Form.of(self.office, self.register, self.key))
        self.saved.emit(outcome)

    # -- which row ----------------------------------------------------------------------------------------

    @property
    def key(self) -> bytes:
        return self.form.row.id if self.form is not None else b""

    def open_form(self, form: Form, focus: str = "") -> None:
        """Show this row; the one before has been left."""
        first = self.form is None
        self.over.drop()
        self.form = form
        self._scroll.verticalScrollBar().setValue(0)
        self._quiet = form.new
        self._groups.fill(form, quiet=self._quiet)
        self._groups.setEnabled(not self.office.read_only)
        self._details.fill(b"" if form.new else form.row.id)
        if self._stations is not None:
            self._stations.fill(form)
        for widget in (self._print, self._past, self._remove):
            widget.setVisible(not form.new)
        self.foot.put(new=form.new)
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
        if not self.over.leave():
            return False
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

    def refresh(self, changed: frozenset[str]) -> None:
        """Rows of these registers have changed: the details are read again."""
        if self.form is not None and not self.form.new:
            if any(part.register.register_name() in changed for part in parts_of(self.register)):
                self._details.fill(self.form.row.id)
            self.over.refresh(changed)

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
        self.over.drop()
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
        known = () if self._quiet else tuple(form.problems.values())
        self.foot.say(known, changed=form.changed or form.new, read_only=bool(self.office.read_only))

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
