"""The look: every colour, distance and size on screen, read from resources/look and put on the whole program."""

from __future__ import annotations

import string
import tomllib
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
TOKENS: dict[str, dict[str, Any]] = tomllib.loads((RESOURCES / "look" / "tokens.toml").read_text("utf-8"))
SIZE, SPACE, RADIUS, WIDTH, TIME = (
    SimpleNamespace(**TOKENS[part]) for part in ("size", "space", "radius", "width", "time")
)
FACE = "Xiangxiao Hei"

_PALETTE = {
    "Window": "canvas", "Base": "surface", "AlternateBase": "sunken", "Text": "ink", "WindowText": "ink",
    "Button": "surface", "ButtonText": "ink", "Highlight": "accent", "HighlightedText": "on_accent",
    "PlaceholderText": "ink3", "Link": "accent", "ToolTipBase": "surface", "ToolTipText": "ink",
    "Mid": "line", "Dark": "edge", "Light": "surface",
}  # fmt: skip


class Dress(QObject):
    """The colours in force; `changed` when the system turns dark or light."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.theme = "light"
        self._colours = {name: QColor(value) for name, value in TOKENS["light"].items()}

    def colour(self, name: str) -> QColor:
        return QColor(self._colours[name])  # a copy: callers thin theirs

    def mixed(self, name: str, share: float) -> QColor:
        """The colour thinned with the ground: one ramp for things that have an order."""
        over, under = self._colours[name], self._colours["surface"]
        parts = (round(a * share + b * (1 - share)) for a, b in zip(over.getRgb()[:3], under.getRgb()[:3], strict=True))  # type: ignore[index]
        return QColor(*parts)

    def put_on(self, app: QApplication, theme: str) -> None:
        self.theme = theme
        self._colours = {name: QColor(value) for name, value in TOKENS[theme].items()}
        palette = QPalette()
        for role, name in _PALETTE.items():
            palette.setColor(QPalette.ColorRole[role], self._colours[name])
        for role in ("Text", "WindowText", "ButtonText"):
            palette.setColor(QPalette.ColorGroup.Disabled, QPalette.ColorRole[role], self._colours["ink3"])
        app.setPalette(palette)
        app.setStyleSheet(_sheet(theme))
        self.changed.emit()


DRESS = Dress()


def colour(name: str) -> QColor:
    """The colour of that name in the theme in force."""
    return DRESS.colour(name)


def put_on(app: QApplication, theme: str = "") -> None:
    """Face, palette and sheet; follows the system's dark and light unless a theme is named."""
    app.setStyle("Fusion")
    QFontDatabase.addApplicationFont(str(RESOURCES / "fonts" / "XiangxiaoHei.ttf"))
    app.setFont(font(SIZE.text))
    DRESS.put_on(app, theme or _system_theme())
    if not theme:
        hints = QGuiApplication.styleHints()
        # the palette of the platform arrives after the signal; ours has to come last
        hints.colorSchemeChanged.connect(lambda _: QTimer.singleShot(0, lambda: DRESS.put_on(app, _system_theme())))


def font(size: int, face: str = FACE) -> QFont:
    made = QFont(face)
    made.setPixelSize(size)
    return made


def calm() -> bool:
    """Whether the system asks that nothing moves."""
    return not QApplication.isEffectEnabled(Qt.UIEffect.UI_AnimateMenu)


def _system_theme() -> str:
    return "dark" if QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark else "light"


def _sheet(theme: str) -> str:
    names = {
        f"{part}_{key}": value for part in ("size", "space", "radius", "width") for key, value in TOKENS[part].items()
    }
    names |= {"size_field_in": SIZE.field - 2, "size_field_focus": SIZE.field - 4, "size_button_in": SIZE.button - 2}
    return string.Template((RESOURCES / "look" / "style.qss.in").read_text("utf-8")).substitute(names | TOKENS[theme])
