"""Backups: when they were made and why, what would be different, and going back to one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QFrame

from desktop.ui.look import SPACE, WIDTH
from desktop.ui.page import Host, Page
from desktop.ui.parts import RIGHT, Scrolled, across, down, empty, press, words
from desktop.work import keeping
from desktop.work.office import Office
from desktop.work.outcome import Outcome

DAYS = "一二三四五六日"
DATA_FILES = "乡校台账的备份 (*.xiangxiao *.xxb)"


class BackupsPage(Page):
    """备份与恢复."""

    help_page = "restore"

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        self._list = down(gap=0)
        self._differs = down(gap=SPACE.s, pad=(SPACE.page,), role="form")
        self._differs.setFixedWidth(WIDTH.form)
        self._differs.hide()
        said = "程序自己做备份：关闭时、导入前、升级前。两天内的都留着，再早的按天、周、月留。"
        head = across(
            press("返回", "arrow-left", "ghost", does=host.back), words("备份与恢复", "title"), None,
            press("从别处的备份恢复……", "folder-open", "ghost", does=self._other),
            press("备份到U盘……", "usb", does=self._to_stick),
            press("现在备份", "archive-restore", "primary", does=self._now),
            pad=(SPACE.m, SPACE.m, SPACE.l, SPACE.s),
        )  # fmt: skip
        self.layout_.addWidget(head)
        self.layout_.addWidget(across(words(said, "soft", wrap=True), pad=(SPACE.page, 0, SPACE.page, SPACE.s)))
        self.layout_.addWidget(self.banner_place)
        self.layout_.addWidget(across((Scrolled(self._list), 1), self._differs, gap=0), 1)
        self.fill()

    def fill(self) -> None:
        layout = self._list.layout()
        assert layout is not None
        empty(layout)
        self.found = keeping.backups(self.office.path)
        for backup in self.found:
            layout.addWidget(self._line(backup))
        if not self.found:
            layout.addWidget(
                across(words("还没有备份。改动以后关闭程序，就会有第一份。", "soft"), pad=(SPACE.page, SPACE.l))
            )
        layout.addStretch(1)  # type: ignore[attr-defined]

    def _line(self, backup: keeping.Backup) -> QFrame:
        day = words(f"{backup.at:%Y-%m-%d} 周{DAYS[backup.at.weekday()]} {backup.at:%H:%M}")
        day.setFixedWidth(WIDTH.find_narrow)
        size = words(f"{backup.size / 1_000_000:.1f} MB", "small", align=RIGHT)
        look = press("看看差别", does=lambda: self.compare(backup.path))
        look.setAccessibleName(f"看看 {day.text()} 的备份与现在的差别")
        return across(
            day,
            words(backup.why, "soft"),
            None,
            size,
            look,
            gap=SPACE.l,
            pad=(SPACE.page, SPACE.inner, SPACE.l, SPACE.inner),
            role="item",
        )

    # -- what differs, and going back ---------------------------------------------------------------------

    def compare(self, backup: Path) -> None:
        def work(progress: Any) -> list[keeping.Difference]:
            progress("正在比较……", 0, 0)
            return keeping.compare(self.office.path, backup)

        self.run("正在比较……", work, lambda found: self._show(backup, found))

    def _show(self, backup: Path, found: list[keeping.Difference]) -> None:
        layout = self._differs.layout()
        assert layout is not None
        empty(layout)
        layout.addWidget(words("恢复以后会变成这样", "head"))
        layout.addWidget(words(backup.name, "hint", wrap=True))
        for one in found:
            parts = [
                f"{word} {number} 行" for word, number in
                (("找回", one.only_backup), ("去掉", one.only_now), ("改回", one.changed)) if number
            ]  # fmt: skip
            layout.addWidget(across(words(one.title), None, words("，".join(parts), "soft")))
        if not found:
            layout.addWidget(words("与现在一样，不用恢复。", "soft", "green"))
        layout.addStretch(1)  # type: ignore[attr-defined]
        safe = words("恢复前会先把现在的文件另存一份。", "hint", wrap=True)
        back = press("恢复到这一份", "archive-restore", "primary", does=lambda: self._ask(backup))
        back.setEnabled(bool(found) and not self.office.read_only)
        layout.addWidget(safe)
        layout.addWidget(across(press("关上", role="ghost", does=self._differs.hide), None, back))
        self._differs.show()
        back.setFocus()

    def _ask(self, backup: Path) -> None:
        self.banner.ask("恢复到这一份备份？现在的内容会另存，不会丢。", "恢复", lambda: self.restore(backup), "不恢复")

    def restore(self, backup: Path) -> None:
        """Goes back, and opens the file anew."""
        who, today, path = self.office.who.name, self.office.today, self.office.path
        outcome = self.try_to(lambda: keeping.restore(self.office, path, backup))
        office = Office.open(path, who, today)
        self.host.open_file(office)
        if outcome is not None:
            self.host.announce(Outcome(outcome.sentence, attention=True))

    # -- making one ---------------------------------------------------------------------------------------

    def _now(self) -> None:
        self._make(None)

    def _to_stick(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, "备份到哪个文件夹", self.host.machine.folder())
        if folder:
            self._make(Path(folder))

    def _make(self, folder: Path | None) -> None:
        def work(progress: Any) -> Outcome:
            progress("正在备份……", 0, 0)
            return keeping.backup(self.office, folder)

        self.run("正在备份……", work, self._made)

    def _made(self, outcome: Outcome) -> None:
        self.fill()
        self.banner.say(outcome.sentence, outcome.advice, "good")

    def _other(self) -> None:
        file, _ = QFileDialog.getOpenFileName(self, "选备份", self.host.machine.folder(), DATA_FILES)
        if file:
            self.compare(Path(file))
