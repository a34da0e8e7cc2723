"""Tags: soft pills for what is not as usual, so that the eye finds the exception."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from db.register import Register
from desktop.ui.look import RADIUS, SIZE, SPACE, colour, font
from desktop.ui.parts import MIDDLE
from desktop.work import tables
from desktop.work.office import Office

MOST = 3  # tags in one cell
TONES = {
    "留守": "blue", "随班就读": "blue", "休学": "amber", "困境": "amber", "未在校": "red",
    "联系逾期": "red", "未返校": "red", "残疾": "blue", "特异体质": "amber", "心理关注": "amber",
    "新增": "green", "变更": "blue", "相同": "grey", "存疑": "amber", "要紧": "red", "注意": "amber",
}  # fmt: skip


@dataclass(frozen=True)
class Mark:
    """One tag of a ledger: it stands on rows whose field shows one of these words (or anything but them)."""

    label: str
    field: str
    words: frozenset[str]
    other_than: bool = False

    def stands(self, row: Mapping[str, object]) -> bool:
        shown = str(row.get(self.field, "") or "")
        return bool(shown) and (shown in self.words) != self.other_than


def marks_of(register: type[Register], labels: Mapping[str, Mapping[str, str]]) -> list[Mark]:
    """A ledger's own filters double as its tags, where no column says the same; labels: field → code → label."""
    found = []
    usual = (
        [(register.at_first[0], register.at_first[1], register.at_first[2].removeprefix("!"))]
        if register.at_first[2]
        else []
    )
    for label, name, wanted in (*register.chips, *usual):
        field = register.field(name)
        if field is None or (field.listed and not field.hurts):
            continue
        known = {"1": "是", "0": "否"} if field.kind == "yesno" else labels.get(name, {})
        if wanted == "!":  # filled in, and not with 非 or 无: the lists keep those under codes of nothing but zeros
            codes = [code for code in known if not code.strip("0") and field.kind == "code"]
        else:
            codes = [code for code in wanted.removeprefix("!").split(",") if code]
        found.append(Mark(label, name, frozenset(known.get(code, code) for code in codes), wanted.startswith("!")))
    return found


def marks_in(office: Office, register: type[Register]) -> list[Mark]:
    """The tags of a ledger, in the words of this office's code lists."""
    labels = {
        name: {str(value): label for value, label in tables.choices(office, field)}
        for _, name, _ in (*register.chips, register.at_first)
        if (field := register.field(name)) is not None and field.kind == "code"
    }
    return marks_of(register, labels)


def room(names: list[str]) -> int:
    """How wide these tags are, side by side."""
    metrics = QFontMetrics(font(SIZE.small))
    return sum(metrics.horizontalAdvance(name) + 2 * SPACE.s + SPACE.tag_gap for name in names[:MOST])


def paint_tags(painter: QPainter, rect: QRect | QRectF, names: list[str], tone: str = "") -> None:
    area = QRectF(rect)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(font(SIZE.small))
    metrics, left = painter.fontMetrics(), area.left()
    for name in names[:MOST]:
        own = tone or TONES.get(name.split(" ")[0], "grey")
        pill = QRectF(left, area.center().y() - SIZE.tag / 2, metrics.horizontalAdvance(name) + 2 * SPACE.s, SIZE.tag)
        if pill.right() > area.right() and left > area.left():
            return  # half a word says nothing; the tooltip has them all
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(f"{own}_soft"))
        painter.drawRoundedRect(pill, RADIUS.tag, RADIUS.tag)
        painter.setPen(colour(own))
        painter.drawText(pill, MIDDLE, name)
        left = pill.right() + SPACE.tag_gap


class Tags(QWidget):
    """Tags in the head of a form."""

    def __init__(self) -> None:
        super().__init__()
        self._names: list[str] = []
        self.setFixedHeight(SIZE.tag + 2)

    def put(self, names: list[str]) -> None:
        self._names = names
        self.setVisible(bool(names))
        self.setToolTip("、".join(names))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(room(self._names), SIZE.tag + 2)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_tags(QPainter(self), self.rect(), self._names)
