"""A day: typed in any form the schools write (2026.9.1, 20260901, 9月1日), picked from a calendar, or left open."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QDate, QLocale, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QLineEdit, QToolButton, QVBoxLayout, QWidget

from db.fields import Field
from db.rules.days import read_day
from desktop.ui.editors.lines import LineEditor
from desktop.ui.icons import icon
from desktop.ui.parts import across, press


class DayEditor(LineEditor):
    """Empty is "not set". Up and down go one day on or back; the calendar opens with F4 or its icon."""

    def __init__(self, field: Field, today: date) -> None:
        super().__init__(field)
        self._today = today
        self._calendar: Calendar | None = None
        self.setPlaceholderText("未填")
        self.addAction(icon("calendar"), QLineEdit.ActionPosition.TrailingPosition).triggered.connect(self.open)

    def tell(self) -> None:
        """9月1日 is read as this year's, and everything readable is shown as 2026-09-01 at once."""
        read = self._read()
        if read is not None and self.text() != self._before:
            self.setText(read.isoformat())
        super().tell()

    def open(self) -> None:
        if self._calendar is None:
            self._calendar = Calendar(self)
        self._calendar.show_below(self, self._read() or self._today)

    def choose(self, text: str) -> None:
        self.setText(text)
        self.tell()
        self.setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()))
        read = self._read()
        if event.key() == Qt.Key.Key_F4:
            self.open()
        elif step is not None and read is not None:
            self.setText((read + timedelta(days=step)).isoformat())
        else:
            super().keyPressEvent(event)

    def _read(self) -> date | None:
        if not self.text().strip():
            return None
        try:
            return read_day(self.text(), self._today.year)
        except ValueError:
            return None


class Calendar(QWidget):
    """A month to pick from, with 未填 and 今天 below it."""

    def __init__(self, editor: DayEditor) -> None:
        super().__init__(editor, Qt.WindowType.Popup)
        self._editor = editor
        self._month = QCalendarWidget()
        self._month.setLocale(QLocale(QLocale.Language.Chinese))
        self._month.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self._month.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        plain = QTextCharFormat()
        for name in ("Saturday", "Sunday"):
            self._month.setWeekdayTextFormat(Qt.DayOfWeek[name], plain)  # red is for what is wrong
        for button, arrow in (("qt_calendar_prevmonth", "arrow-left"), ("qt_calendar_nextmonth", "arrow-right")):
            found = self._month.findChild(QToolButton, button)
            if found is not None:
                found.setIcon(icon(arrow))
        self._month.activated.connect(self._take)
        self._month.clicked.connect(self._take)
        layout = QVBoxLayout(self)
        layout.addWidget(self._month)
        layout.addWidget(
            across(
                press("不填", role="ghost", does=lambda: self._leave("")),
                None,
                press("今天", role="ghost", does=self._today),
            )
        )

    def show_below(self, editor: QWidget, day: date) -> None:
        self._month.setSelectedDate(QDate(day.year, day.month, day.day))
        self.adjustSize()
        place = editor.mapToGlobal(QPoint(editor.width() - self.width(), editor.height()))
        room = editor.screen().availableGeometry()
        if place.y() + self.height() > room.bottom():
            place.setY(editor.mapToGlobal(QPoint(0, -self.height())).y())
        self.move(place)
        self.show()
        self._month.setFocus()

    def _take(self, day: QDate) -> None:
        self._leave(day.toString(Qt.DateFormat.ISODate))

    def _today(self) -> None:
        self._leave(self._editor._today.isoformat())

    def _leave(self, text: str) -> None:
        self.hide()
        self._editor.choose(text)
