"""The form comes in from the right; at once where the system asks for less motion."""

from __future__ import annotations

from PySide6.QtCore import QEasingCurve, QPropertyAnimation
from PySide6.QtWidgets import QWidget

from desktop.ui.look import TIME, WIDTH, calm


def slide_in(panel: QWidget) -> None:
    """Show the panel, growing to its width."""
    panel.show()
    if calm():
        panel.setFixedWidth(WIDTH.form)
        return
    slide = QPropertyAnimation(panel, b"maximumWidth", panel)
    panel.setMinimumWidth(0)
    slide.setDuration(TIME.slide)
    slide.setStartValue(0)
    slide.setEndValue(WIDTH.form)
    slide.setEasingCurve(QEasingCurve.Type.OutCubic)
    slide.finished.connect(lambda: panel.setFixedWidth(WIDTH.form))
    slide.start(QPropertyAnimation.DeletionPolicy.DeleteWhenStopped)
