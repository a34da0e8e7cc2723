"""The rows that wait after imports: what does not fit stands beside each cell, is mended there and brought in."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QFrame, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from db.register import Register
from desktop.ui.editors.chooser import Chooser
from desktop.ui.empty import Empty
from desktop.ui.look import SPACE, WIDTH
from desktop.ui.page import Host, Page
from desktop.ui.parts import Scrolled, across, down, press, put, words
from desktop.work import tables
from desktop.work.doubt_mending import settle_doubt
from desktop.work.doubts import doubts, drop_doubt, write_marked

MOST = 60  # cards at a time; a clerk with more takes the marked workbook


class DoubtsPage(Page):
    """One ledger's waiting rows, each as a card with the cells that want a person."""

    help_page = "doubts"

    def __init__(self, host: Host, register: type[Register]) -> None:
        super().__init__(host)
        self.register = register
        self.cards: dict[str, Card] = {}
        self._note = words("", "small")
        marked = press("写成标注表……", "file-spreadsheet", tip="存成表格，发给学校改好再导入", does=self._write_marked)
        head = across(
            press("返回", "arrow-left", "ghost", does=host.back), words("待处理的行", "title"), self._note, None,
            marked,
            gap=SPACE.m, pad=(SPACE.m, SPACE.m, SPACE.l, SPACE.s),
        )  # fmt: skip
        self._marked = marked
        self._center = QStackedWidget()
        self._empty = Empty()
        self._empty.put(
            "circle-check",
            "没有待处理的行",
            "导入时存疑的行会留在这里，改好一行导入一行。",
            press("返回", "arrow-left", does=host.back),
        )
        self._center.addWidget(self._empty)
        for part in (head, self.banner_place):
            self.layout_.addWidget(part)
        self.layout_.addWidget(self._center, 1)
        self.fill()

    def fill(self) -> None:
        waiting = self.try_to(lambda: doubts(self.office, self.register)) or []
        more = f"，先列出 {MOST} 行" if len(waiting) > MOST else ""
        self._note.setText(f"{self.register.title} {len(waiting):,} 行{more}" if waiting else "")
        self._marked.setVisible(bool(waiting))
        if self._center.count() > 1:
            old = self._center.widget(1)
            self._center.removeWidget(old)
            old.deleteLater()
        self.cards = {held["id"]: Card(self, held) for held in waiting[:MOST]}
        if waiting:
            body = down(*self.cards.values(), None, gap=SPACE.m, pad=(SPACE.page, SPACE.s, SPACE.page, SPACE.l))
            self._center.addWidget(Scrolled(body))
        self._center.setCurrentIndex(1 if waiting else 0)

    def settle(self, doubt: str, typed: dict[str, str]) -> None:
        outcome = self.try_to(lambda: settle_doubt(self.office, doubt, typed))
        if outcome is None:
            return
        if outcome.data.get("problems"):
            self.cards[doubt].say(outcome.sentence)
            return
        self.host.announce(outcome)
        self.fill()
        self.banner.say(outcome.sentence, "", "good")

    def leave(self) -> bool:
        self.host.refresh(frozenset({self.register.register_name()}))  # fewer wait now
        return True

    def ask_drop(self, doubt: str, what: str) -> None:
        self.banner.ask(f"不导入“{what}”这一行？表格里的原文件不会变。", "不导入", lambda: self._drop(doubt), "再想想")

    def _drop(self, doubt: str) -> None:
        outcome = self.try_to(lambda: drop_doubt(self.office, doubt))
        if outcome is not None:
            self.fill()
            self.banner.say(outcome.sentence, "", "good")

    def _write_marked(self) -> None:
        name = Path(self.host.machine.folder()) / f"{self.register.title}待处理.xlsx"
        file, _ = QFileDialog.getSaveFileName(self, "存到哪里", str(name), "Excel 表格 (*.xlsx)")
        if file:
            self.host.machine.keep_folder(file)
            outcome = self.try_to(lambda: write_marked(self.office, self.register, Path(file)))
            if outcome is not None:
                self.banner.say(outcome.sentence, outcome.advice, "good")


class Card(QFrame):
    """One waiting row: who it is, and a field for each cell that does not fit."""

    def __init__(self, page: DoubtsPage, held: dict[str, Any]) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._page, self._held = page, held
        self.lines: dict[str, QLineEdit] = {}
        self._said = words("", "small", "red", wrap=True)
        self._said.hide()
        cells: dict[str, dict[str, str]] = held["cells"]
        title = page.register.title_field
        self._name = next((cell["value"] for cell in cells.values() if cell["field"] == title), "") or "（没有姓名）"
        place = " · ".join(
            part for part in (held["school"], held["sheet"], held["tab"], f"第 {held['row']} 行") if part
        )
        rest = "　".join(
            f"{heading}：{cell['value']}" for heading, cell in cells.items()
            if cell["value"] and cell["field"] not in (title, None) and not self._private(cell["field"])
        )  # fmt: skip
        bring = press("改好了，导入", "download", does=self._settle)
        drop = press("不导入这一行", role="ghost", does=lambda: page.ask_drop(held["id"], self._name))
        rows = [self._row(problem, cells) for problem in held["problems"] if problem["level"] == "error"]
        about = words(rest, "hint", wrap=True)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(SPACE.l, SPACE.m, SPACE.l, SPACE.m)
        head = across(words(self._name, "head"), words(place, "hint"), None)
        put(whole, head, about, *rows, self._said, across(None, drop, bring))

    def _private(self, name: str) -> bool:
        field = self._page.register.fields().get(name)
        return field is not None and field.private

    def _row(self, problem: dict[str, Any], cells: dict[str, dict[str, str]]) -> QWidget:
        name = str(problem["field"] or "")
        label = words(str(problem["column"] or name), "soft", wrap=True)
        label.setFixedWidth(WIDTH.marks)
        line = self.lines.get(name) or self._line(name, problem, cells)
        advice = words(f"{problem['problem']}{problem['advice']}", "small", "amber", wrap=True)
        return across(label, line, (advice, 1), gap=SPACE.m)

    def _line(self, name: str, problem: dict[str, Any], cells: dict[str, dict[str, str]]) -> QLineEdit:
        field = self._page.register.fields().get(name)
        offered: list[Any] = [(value, label) for value, label in problem.get("choices", ())]
        if field is not None and field.kind in ("code", "link"):
            offered = tables.choices(self._page.office, field)
        line = self.lines[name] = Chooser(offered) if offered else QLineEdit()
        value = next((cell["value"] for cell in cells.values() if cell["field"] == name), problem["value"])
        line.setText(str(value or ""))
        line.setProperty("role", "doubt")
        line.setAccessibleName(f"{self._name}的{problem['column'] or name}")
        line.setFixedWidth(WIDTH.find)
        line.returnPressed.connect(partial(self._settle))
        return line

    def _settle(self) -> None:
        self._page.settle(self._held["id"], {name: line.text() for name, line in self.lines.items() if name})

    def say(self, sentence: str) -> None:
        self._said.setText(sentence)
        self._said.show()
