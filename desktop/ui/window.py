"""Opening the window: on a data file, or on the first start; and pictures of its pages without a screen."""

from __future__ import annotations

import os
import sys
import tempfile
from datetime import date
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QTranslator
from PySide6.QtWidgets import QApplication

from desktop.ui.look import put_on


def run(data: Path, who: str | None, today: date, log: Path, *, chosen: bool = False) -> int:
    """Opens the window on this data file and stays until it is closed. `chosen`: somebody named the file."""
    from desktop.ui.machine import Machine
    from desktop.ui.opening import Opening
    from desktop.ui.tidying import Tidying
    from desktop.ui.troubles import Bridge

    app = application()
    machine, bridge = Machine(log.with_name("window.ini")), Bridge(log)
    bridge.catch()
    tidying = Tidying(app)
    opening = Opening(machine)  # the rest takes a while to read
    opening.show()
    app.processEvents()
    from desktop.ui.main_window import MainWindow
    from desktop.ui.start import Start

    window = MainWindow(machine, bridge)
    Start(window, data, who, today).begin()
    window.show()
    opening.close()
    try:
        return app.exec()
    finally:
        tidying.stop()


def prove(data: Path) -> None:
    """Opens the window on a data file off screen, paints it, and closes it again; raises what goes wrong."""
    _without_screen()
    application("light")
    from desktop.ui.machine import Machine
    from desktop.ui.main_window import MainWindow
    from desktop.ui.tidying import held
    from desktop.ui.troubles import Bridge
    from desktop.work.office import Office

    with tempfile.TemporaryDirectory() as scratch, held():
        office = Office.open(data, "自检", date.today())
        window = MainWindow(Machine(Path(scratch) / "window.ini"), Bridge(Path(scratch) / "xiangxiao.log"))
        window.open_file(office)
        window.show()
        QApplication.processEvents()
        if window.grab().isNull():
            raise RuntimeError("nothing was painted")
        window.close()


def application(theme: str = "") -> QApplication:
    """The program's one QApplication, dressed; Qt's own words in Chinese."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(sys.argv[:1])
    app.setApplicationName("xiangxiao")
    app.setApplicationDisplayName("乡校台账")
    translator = QTranslator(app)
    if translator.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(translator)
    put_on(app, theme)
    return app


def take_screens(data: Path, folder: Path, today: date) -> list[Path]:
    """Pictures of the main pages of this data file, taken off screen."""
    _without_screen()
    application("light")
    from desktop.ui.screens import take
    from desktop.ui.tidying import held

    with held():
        return take(data, folder, today)


def _without_screen() -> None:
    if QApplication.instance() is None:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"


__all__ = ["application", "prove", "run", "take_screens"]
