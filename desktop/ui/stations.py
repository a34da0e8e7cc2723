"""Stations: the way of a hazard or a finding down the form, with the fields of the present one open."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from db.register import Register
from db.registers.rectified import Rectified
from desktop.ui.icons import Picture, draw
from desktop.ui.look import SIZE, SPACE, colour
from desktop.ui.parts import RIGHT, across, down, empty, words
from desktop.ui.photo_store import PhotoStore
from desktop.ui.station_steps import steps_for
from desktop.work import rectification_way
from desktop.work.forms import Form
from desktop.work.office import Office
from desktop.work.outcome import Outcome
from desktop.work.rectification_way import Station, Way

if TYPE_CHECKING:
    from desktop.ui.form import FormPanel

SIGN = SIZE.tag  # across a station's circle


class Rail(QWidget):
    """The circle of a station and the line on to the next: filled behind, a ring now, hollow ahead."""

    def __init__(self, at: str, *, last: bool) -> None:
        super().__init__()
        self._at, self._last = at, last
        self.setFixedWidth(SIGN + SPACE.hair)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        circle = QRectF(1, 1, SIGN, SIGN)
        middle = circle.center().x()
        if not self._last:
            painter.setPen(QPen(colour("accent" if self._at == "done" else "line"), 2))
            painter.drawLine(int(middle), SIGN + SPACE.xs, int(middle), self.height() - 1)
        painter.setPen(QPen(colour("line" if self._at == "ahead" else "accent"), 2))
        painter.setBrush(colour("accent") if self._at == "done" else colour("surface"))
        painter.drawEllipse(circle.adjusted(1, 1, -1, -1))
        if self._at == "done":
            draw(painter, circle.adjusted(4, 4, -4, -4), "check", "on_accent")
        elif self._at == "now":
            painter.setBrush(colour("accent"))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawEllipse(circle.adjusted(6, 6, -6, -6))


class Stations(QFrame):
    """The way of one row. `acted` when a step was taken; `saving` is asked first, and must answer True."""

    acted = Signal(object)
    failed = Signal(object)

    def __init__(
        self, office: Office, register: type[Register], photos: PhotoStore, saving: Callable[[], bool]
    ) -> None:
        super().__init__()
        self._office, self._register, self._photos, self._saving = office, register, photos, saving
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, SPACE.s)
        self._layout.setSpacing(0)

    def fill(self, form: Form) -> None:
        """Show where this row stands; a new one has no way yet."""
        empty(self._layout)
        self.setVisible(not form.new)
        if form.new:
            return
        try:
            found = rectification_way.way(self._office, self._register, form.row.id)
        except Exception as trouble:
            self.failed.emit(trouble)
            return
        if found.late:
            self._layout.addWidget(self._warning(found))
            self._layout.addSpacing(SPACE.m)
        for place, station in enumerate(found.stations):
            last = place == len(found.stations) - 1
            self._layout.addWidget(self._station(form, found, station, last=last))

    def _warning(self, found: Way) -> QFrame:
        said = words(f"已过整改时限 {found.late} 天。", "small", "red", wrap=True)
        return across(Picture("clock", "red"), (said, 1), gap=SPACE.s, pad=(SPACE.m, SPACE.s), role="wrong")

    def _station(self, form: Form, found: Way, station: Station, *, last: bool) -> QFrame:
        now = station.at == "now"
        title = words(station.name, "", "accent" if now else "")
        when = self._when(station.on, found) if station.on else ""
        tone = "red" if now and found.late else ""
        body = down(across(title, None, words(when, "small", tone, align=RIGHT)), gap=SPACE.xs, pad=(0, 0, 0, SPACE.m))
        layout = body.layout()
        assert layout is not None
        if station.said:
            layout.addWidget(words(station.said, "small", wrap=True))
        if now and not self._office.read_only:
            for step in steps_for(self._office, form, found, self._photos):
                step.asked.connect(self._take)
                step.failed.connect(self.failed)
                layout.addWidget(step)
        return across(Rail(station.at, last=last), (body, 1), gap=SPACE.m)

    def _when(self, on: date, found: Way) -> str:
        ahead = any(station.on == on and station.at == "now" for station in found.stations)
        return f"{'时限 ' if ahead else ''}{on.month}月{on.day}日"

    def _take(self, does: Callable[[], Outcome]) -> None:
        """What was typed into the other fields is saved first, then the step is taken."""
        if not self._saving():
            return
        try:
            outcome = does()
        except Exception as trouble:
            self.failed.emit(trouble)
            return
        self.acted.emit(outcome)


def stations_of(panel: FormPanel, photos: PhotoStore) -> Stations | None:
    """What has a way shows it above its fields."""
    if not issubclass(panel.register, Rectified):
        return None
    made = Stations(panel.office, panel.register, photos, panel.leave)
    made.failed.connect(panel.failed)
    made.acted.connect(panel.acted)
    return made


__all__ = ["Stations", "stations_of"]
