"""Pictures of the main pages, taken without a screen: for the demo, the manual, and whoever wants to look."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt
from PySide6.QtWidgets import QApplication

from desktop.ui.look import DRESS
from desktop.ui.machine import Machine
from desktop.ui.main_window import MainWindow
from desktop.ui.scenes import SCENES
from desktop.ui.scenes_ledgers import settle
from desktop.ui.troubles import Bridge
from desktop.work.office import Office

LAPTOP, WIDE = QSize(1366, 768), QSize(1920, 1080)
LARGER = ("students", "print")


def take(data: Path, folder: Path, today: date, who: str = "王秀兰") -> list[Path]:
    """All pictures of this data file, by name; the paths of those that were taken."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    data, folder = data.resolve(), folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    before, taken = DRESS.theme, []
    try:
        for theme, suffix, size, scenes in SETS:
            DRESS.put_on(app, theme)
            with _window(data, today, who, size) as window:
                for name in scenes:
                    SCENES[name](window)
                    taken.append(_keep(window, folder / f"{name}{suffix}.png"))
    finally:
        DRESS.put_on(app, before)
    return taken + _enlarged(data, folder, today, who)


def _enlarged(data: Path, folder: Path, today: date, who: str) -> list[Path]:
    """The pictures at 125 %: Qt takes its scaling once, so another process takes them; a built program has none."""
    if getattr(sys, "frozen", False):
        return []
    here = "import sys; from desktop.ui import screens; screens.enlarged(*sys.argv[1:])"
    asked = [sys.executable, "-c", here, str(data), str(folder), today.isoformat(), who]
    root = str(Path(__file__).resolve().parents[2])
    paths = os.pathsep.join([root, *filter(None, [os.environ.get("PYTHONPATH")])])
    settings = {"QT_SCALE_FACTOR": "1.25", "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": paths}
    subprocess.run(
        asked, env={**os.environ, **settings}, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    return [folder / f"{name}-125.png" for name in LARGER]


def enlarged(data: str, folder: str, today: str, who: str) -> None:
    """In the other process."""
    from desktop.ui.window import application

    ratio = application("light").devicePixelRatio()
    size = QSize(round(LAPTOP.width() / ratio), round(LAPTOP.height() / ratio))
    with _window(Path(data), date.fromisoformat(today), who, size) as window:
        for name in LARGER:
            SCENES[name](window)
            _keep(window, Path(folder) / f"{name}-125.png")


@contextmanager
def _window(data: Path, today: date, who: str, size: QSize) -> Iterator[MainWindow]:
    """A window that remembers nothing, and leaves the data file as it was."""
    with tempfile.TemporaryDirectory() as scratch:
        window = MainWindow(Machine(Path(scratch) / "window.ini"), Bridge(Path(scratch) / "xiangxiao.log"))
        window.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
        window.resize(size)
        office = Office.open(data, who, today)
        window.open_file(office)
        window.show()
        try:
            yield window
        finally:
            office.workspace.changed = False
            if window.office is None:  # the first start shows no file
                office.close()
            window.close()
            settle(window)
            window.deleteLater()
            QCoreApplication.sendPostedEvents(window, QEvent.Type.DeferredDelete.value)  # or the next dresses it anew


def _keep(window: MainWindow, file: Path) -> Path:
    settle(window)
    window.grab().save(str(file))
    return file


SETS = (
    ("light", "", LAPTOP, tuple(SCENES)),
    ("dark", "-dark", LAPTOP, ("students", "import")),
    ("light", "-1920", WIDE, ("students",)),
)
