"""One child's term being written: levels as chips, the teacher's words with ready phrases, child and family below."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QLabel, QMenu, QPlainTextEdit, QPushButton, QVBoxLayout

from db.fields import Field
from db.register import Problem
from desktop.ui.editors.lines import NoteEditor
from desktop.ui.look import SIZE, SPACE, WIDTH
from desktop.ui.parts import across, down, press, restyle, words
from desktop.work import growth
from desktop.work.growth import Pupil

NOTES = (
    ("teacher_words", "老师的话"), ("self_words", "我的话"), ("parent_words", "家长的话"), ("honours", "得到的鼓励"),
)  # fmt: skip


class Grades(QFrame):
    """One of a few words as chips; pressing the one that is down takes it away."""

    def __init__(self, label: str, choices: list[tuple[str, str]]) -> None:
        super().__init__()
        self.value = ""
        self.chips: dict[str, QPushButton] = {}
        name = words(label, "soft" if len(label) <= 5 else "small", wrap=len(label) > 5)
        name.setFixedWidth(WIDTH.label)
        for code, text in choices:
            chip = self.chips[code] = press(text, role="chip", does=partial(self._press, code))
            chip.setAccessibleName(f"{label}：{text}")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(across(name, *self.chips.values(), None))

    def put(self, code: str) -> None:
        self.value = code
        for one, chip in self.chips.items():
            chip.setChecked(one == code)

    def _press(self, code: str) -> None:
        self.put("" if code == self.value else code)


class GrowthCard(QFrame):
    """`done` when the child is finished and the next one is wanted."""

    done = Signal()

    def __init__(self, conduct: list[tuple[str, str]]) -> None:
        super().__init__()
        self.pupil: Pupil | None = None
        self.name, self.said = words("", "head"), words("", "small", "amber", wrap=True)
        self.conduct = Grades("操行等级", conduct)
        self.levels = {code: Grades(label, growth.levels()) for code, label in growth.sides()}
        self.notes: dict[str, QPlainTextEdit] = {}
        self._ready = press("评语参考", "chevron-down", tip="选一句放到光标处", does=self._open_phrases)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE.page, SPACE.l, SPACE.page, SPACE.m)
        layout.setSpacing(SPACE.s)
        layout.addWidget(self.name)
        layout.addWidget(self.said)
        for name, label in NOTES:
            layout.addWidget(self._note(name, label))
            if name == "teacher_words":
                layout.addWidget(self.conduct)
                for grades in self.levels.values():
                    layout.addWidget(grades)
        layout.addStretch(1)
        self.said.hide()
        QShortcut(QKeySequence("Ctrl+Return"), self).activated.connect(self.done)

    def _note(self, name: str, label: str) -> QFrame:
        editor = self.notes[name] = NoteEditor(Field(label, "note", name))
        editor.setAccessibleName(label)
        if name == "teacher_words":
            editor.setFixedHeight(SIZE.note + SIZE.row)
            editor.textChanged.connect(self._look_over)
        elif name == "honours":
            editor.setFixedHeight(SIZE.row + SPACE.l)
            editor.setPlaceholderText("一行写一项")
        title: QLabel = words(label, "soft")
        head = across(title, None, self._ready) if name == "teacher_words" else title
        return down(head, editor, gap=SPACE.xs)

    def put(self, pupil: Pupil) -> None:
        """Show what has been written of this child."""
        self.pupil = pupil
        self.name.setText(pupil.name)
        for name, editor in self.notes.items():
            editor.setPlainText(str(pupil.words.get(name) or ""))
        self.conduct.put(str(pupil.words.get("conduct") or ""))
        for code, grades in self.levels.items():
            grades.put(pupil.levels.get(code, ""))

    def answers(self) -> tuple[dict[str, str], dict[str, str]]:
        """Words by field and levels by side, as they stand."""
        said = {name: editor.toPlainText() for name, editor in self.notes.items()}
        return {**said, "conduct": self.conduct.value}, {code: one.value for code, one in self.levels.items()}

    def changed(self) -> bool:
        if self.pupil is None:
            return False
        said, graded = self.answers()
        before = {name: str(self.pupil.words.get(name) or "") for name in said}
        return said != before or graded != {code: self.pupil.levels.get(code, "") for code in graded}

    def _look_over(self) -> None:
        """Marks and ranks are said at once, while one is still writing."""
        found: list[Problem] = growth.problems_of(self.answers()[0])
        self.said.setText("".join(f"{problem.sentence}{problem.advice}" for problem in found[:1]))
        self.said.setVisible(bool(found))
        restyle(self.said, tone="amber")

    # -- ready phrases ------------------------------------------------------------------------------------

    def phrases(self) -> Mapping[str, list[str]]:
        return dict(growth.phrases())

    def insert(self, phrase: str) -> None:
        self.notes["teacher_words"].insertPlainText(phrase)
        self.notes["teacher_words"].setFocus()

    def _open_phrases(self) -> None:
        menu = QMenu(self)
        for title, found in self.phrases().items():
            group = menu.addMenu(title)
            for phrase in found:
                group.addAction(phrase).triggered.connect(partial(self._chosen, phrase))
        menu.popup(self._ready.mapToGlobal(QPoint(0, self._ready.height())))

    def _chosen(self, phrase: str, _checked: bool = False) -> None:
        self.insert(phrase)
