"""A month on paper, typed into a sheet: what it holds is said first, then it is brought in."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from db.errors import Trouble
from desktop.ui.page import Page
from desktop.work import export_attendance
from desktop.work.import_attendance import GridImport

KINDS = "表格 (*.xlsx *.xls *.et *.ods *.csv)"


def choose(page: Page, room: str) -> None:
    """Asks for the file; `room` is the class one stands on, for sheets that name none."""
    file, _ = QFileDialog.getOpenFileName(page, "导入月考勤表", page.host.machine.folder(), KINDS)
    if file:
        page.host.machine.keep_folder(file)
        take(page, Path(file), room)


def offer(page: Page, room: str, month: str) -> None:
    """Asks where to, and writes the month of the class one stands on as a sheet to be filled in."""
    name = str(Path(page.host.machine.folder()) / f"{room}考勤表{month}.xlsx")
    file, _ = QFileDialog.getSaveFileName(page, "导出月考勤表", name, "工作簿 (*.xlsx)")
    if file:
        page.host.machine.keep_folder(file)
        outcome = page.try_to(lambda: export_attendance.export(page.office, Path(file), room, month))
        if outcome is not None:
            page.banner.say(outcome.sentence, "填好以后，按“导入考勤表”。", "good")


def take(page: Page, file: Path, room: str) -> None:
    """Says what the sheet holds, and brings it in when that is agreed to."""
    found = page.try_to(lambda: _read(page, file, room))
    if found is not None:
        told = found.dry_run()
        page.banner.ask(told.sentence + told.advice, "导入", lambda: _bring_in(page, found), no="不导入")


def _read(page: Page, file: Path, room: str) -> GridImport:
    try:
        return GridImport(page.office, file)
    except Trouble:
        if not room:
            raise
        return GridImport(page.office, file, room)


def _bring_in(page: Page, found: GridImport) -> None:
    outcome = page.try_to(found.apply)
    if outcome is not None:
        page.host.announce(outcome)
        page.banner.say(outcome.sentence, outcome.advice, "doubt" if outcome.attention else "good")
