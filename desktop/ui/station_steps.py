"""The fields of the present station: grading, notice, answer, re-check; each ends in one press."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from db.errors import Trouble
from db.fields import Field
from db.registers import Hazard
from db.rules import rectification as rule
from desktop.ui.editors.chooser import Chooser
from desktop.ui.editors.days import DayEditor
from desktop.ui.editors.photos import PhotoEditor
from desktop.ui.look import SPACE, WIDTH
from desktop.ui.parts import across, press, words
from desktop.ui.photo_store import PhotoStore
from desktop.work import catalogue, rectification
from desktop.work.forms import Form
from desktop.work.office import Office
from desktop.work.rectification_way import Way, criteria

WAYS = (("1", "到校"), ("2", "看照片"))


class Step(QFrame):
    """Fields and buttons; `asked` carries what is to be done, `failed` what cannot be read."""

    asked = Signal(object)
    failed = Signal(object)

    def __init__(self, office: Office, form: Form) -> None:
        super().__init__()
        self.office, self.form, self.row, self.register = office, form, form.row.id, form.register
        self.layout_ = QVBoxLayout(self)
        self.layout_.setContentsMargins(0, SPACE.xs, 0, 0)
        self.layout_.setSpacing(SPACE.s)

    def add(self, label: str, editor: QWidget) -> None:
        name = words(label, "soft")
        name.setFixedWidth(WIDTH.label)
        editor.setAccessibleName(label)
        self.layout_.addWidget(across(name, (editor, 1)))

    def line(self, label: str, text: str = "", hint: str = "") -> QLineEdit:
        made = QLineEdit(text)
        made.setPlaceholderText(hint)
        self.add(label, made)
        return made

    def day(self, label: str) -> DayEditor:
        made = DayEditor(Field(label, "day"), self.office.today)
        self.add(label, made)
        return made

    def folded(self, frame: QFrame, fill: Callable[[], None]) -> None:
        """Fields that are seen once somebody asks for them; `fill` adds them."""
        inner = QVBoxLayout(frame)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(SPACE.s)
        outer, self.layout_ = self.layout_, inner
        fill()
        self.layout_ = outer
        outer.addWidget(frame)
        frame.hide()

    def read(self, editor: DayEditor) -> date:
        """The day that stands there. Raises Trouble."""
        editor.tell()
        if not editor.text().strip():
            raise Trouble(f"没有填“{editor.accessibleName()}”。", "请填一个日期。")
        return catalogue.read_day(editor.text())


class GradeStep(Step):
    """定级: general at one press; major with its criterion and the telephone call that cannot wait."""

    def __init__(self, office: Office, form: Form) -> None:
        super().__init__(office, form)
        self.general = press("一般", does=lambda: self.asked.emit(partial(self._grade, rule.GENERAL, "")))
        self.more = press("重大……", "triangle-alert", does=self._open)
        self.layout_.addWidget(across(self.general, self.more, None))
        self.major = QFrame()
        self.folded(self.major, self._fill)

    def _fill(self) -> None:
        self.criterion = Chooser(criteria())
        self.criterion.setPlaceholderText("符合判定指南的哪一条")
        self.add("依据", self.criterion)
        self.whom = self.line("电话报告", hint="马上打电话给谁")
        self.at = self.line("时间", hint="如 8:20")
        self.layout_.addWidget(
            across(None, press("定为重大", "check", "primary", does=lambda: self.asked.emit(self._grade_major)))
        )

    def _open(self) -> None:
        self.major.show()
        self.criterion.setFocus()

    def _grade(self, level: str, criterion: str) -> object:
        return rectification.grade(self.office, self.register, self.row, level, criterion)

    def _grade_major(self) -> object:
        whom, at = self.whom.text().strip(), self.at.text().strip()
        self.criterion.settle()  # begun and not taken from the list: dzzh is the criterion, not the letters
        criterion = self.criterion.value or self.criterion.text().strip()
        return rectification.grade_major(self.office, self.register, self.row, criterion, whom=whom, at=at)


class ControlStep(Step):
    """临时管控: what was done on which day, until the hazard is put right; folded until somebody asks."""

    def __init__(self, office: Office, form: Form) -> None:
        super().__init__(office, form)
        self.layout_.addWidget(across(press("临时管控……", "shield-check", "link", does=self._open), None))
        self.body = QFrame()
        self.folded(self.body, self._fill)

    def _fill(self) -> None:
        self.what = self.line("措施", hint="警戒、停用、撤离等")
        self.on = self.day("哪天做的")
        self.on.put(self.office.today.isoformat())
        keep = press("记下临时管控", "check", does=lambda: self.asked.emit(self._control))
        self.layout_.addWidget(across(None, keep))

    def _open(self) -> None:
        self.body.show()
        self.what.setFocus()

    def _control(self) -> object:
        return rectification.control(self.office, self.row, self.what.text(), self.read(self.on))


class NoticeStep(Step):
    """下达: who puts it right, how, by when."""

    def __init__(self, office: Office, form: Form) -> None:
        super().__init__(office, form)
        self.responsible = self.line("责任人", form.shown("responsible"))
        self.measures = self.line("措施", form.shown("measures"))
        self.due_on = self.day("时限")
        self.due_on.put(form.shown("due_on"))
        self.layout_.addWidget(
            across(None, press("下达整改", "arrow-right", "primary", does=lambda: self.asked.emit(self._notify)))
        )

    def _notify(self) -> object:
        who, how = self.responsible.text().strip(), self.measures.text().strip()
        due_on = self.read(self.due_on)
        return rectification.notify(self.office, self.register, self.row, due_on, responsible=who, measures=how)


class AnswerStep(Step):
    """整改: what was done, with a photograph; or more time, with a reason."""

    def __init__(self, office: Office, form: Form, photos: PhotoStore) -> None:
        super().__init__(office, form)
        self.answer = self.line("整改情况", form.shown("answer"), "做了什么")
        self.photo = PhotoEditor(Field("整改后照片", "photo"), photos)
        self.photo.failed.connect(self.failed)
        self._kept = ""
        self.photo.typed.connect(self._take_photo)
        self.add("照片", self.photo)
        self.reason = self.line("延期理由", hint="要延期才填")
        self.due_on = self.day("延到")
        self.layout_.addWidget(
            across(
                press("延期", does=lambda: self.asked.emit(self._extend)), None,
                press("申请复查", "arrow-right", "primary", does=lambda: self.asked.emit(self._answer)),
            )
        )  # fmt: skip

    def _take_photo(self, name: object) -> None:
        self._kept = str(name or "")
        self.photo.put(self._kept)

    def _answer(self) -> object:
        said = self.answer.text().strip()
        return rectification.answer(self.office, self.register, self.row, said, photo=self._kept or None)

    def _extend(self) -> object:
        due_on = self.read(self.due_on)
        return rectification.extend(self.office, self.register, self.row, due_on, self.reason.text().strip())


class RecheckStep(Step):
    """复查 by whoever sits here: closed, or again with a new deadline."""

    def __init__(self, office: Office, form: Form) -> None:
        super().__init__(office, form)
        self.way = Chooser(list(WAYS))
        self.way.setText(WAYS[0][1])
        self.add("方式", self.way)
        self.remark = self.line("意见", hint="看到的情况")
        self.due_on = self.day("再限期到")
        passed = press("合格，销号", "check", "primary", does=lambda: self.asked.emit(partial(self._recheck, True)))
        failed = press("不合格，再限期", does=lambda: self.asked.emit(partial(self._recheck, False)))
        self.layout_.addWidget(across(failed, None, passed))

    def _recheck(self, passed: bool) -> object:
        text = self.due_on.text().strip()
        due_on = self.read(self.due_on) if text and not passed else None
        said, way = self.remark.text().strip(), self.way.value or "1"
        return rectification.recheck(self.office, self.register, self.row, passed, said, way=way, due_on=due_on)


def steps_for(office: Office, form: Form, found: Way, photos: PhotoStore) -> list[Step]:
    """The fields that belong to where the row stands; of a hazard also what is done for now."""
    now = _present(office, form, found, photos)
    return [now, ControlStep(office, form)] if form.register is Hazard else [now]


def _present(office: Office, form: Form, found: Way, photos: PhotoStore) -> Step:
    if found.state == rule.ENTERED:
        return GradeStep(office, form)
    if found.state == rule.WAITING:
        return NoticeStep(office, form)
    if found.state == rule.UNDER_WAY:
        return AnswerStep(office, form, photos)
    return RecheckStep(office, form)


__all__ = ["Step", "steps_for"]
