"""Beside a judging sheet: one mark in full, how it came about, judged with a reason, objected to, answered."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QFrame, QVBoxLayout

from db.fields import Field
from desktop.ui.look import SPACE, WIDTH
from desktop.ui.pages.judging_grid import plain_full
from desktop.ui.parts import Scrolled, across, down, empty, hairline, press, words
from desktop.ui.questions import Questions
from desktop.work.judging_sheet import JudgingSheet, Whole, waiting
from desktop.work.office import Office

POINTS = Field("得分", "text", "points")
WHY = Field("理由", "note", "why", hint="改判台账取的要写；印在考核表上")
APPEAL = Field("申诉什么", "note", "appeal")
ANSWER = Field("答复", "note", "answer")
ANEW = Field("改判成", "text", "anew", hint="不改判就空着")

Does = Callable[[str, dict[str, str]], None]


class JudgingSide(QFrame):
    """does(name, what was said): judge, appeal, answer."""

    def __init__(self, office: Office, does: Does) -> None:
        super().__init__()
        self.office, self._does = office, does
        self.setProperty("role", "form")
        self.setFixedWidth(WIDTH.print)
        self.questions: dict[str, Questions] = {}
        self._body = down(gap=SPACE.s, pad=(SPACE.page, SPACE.m, SPACE.page, SPACE.m))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(Scrolled(self._body))

    def show_mark(self, sheet: JudgingSheet | None, row: int, head: int | None) -> None:
        """The mark of one head; of a sum, how the whole stands."""
        layout = self._body.layout()
        assert layout is not None
        empty(layout)
        self.questions = {}
        if sheet is not None and 0 <= row < len(sheet.lines):
            parts = self._whole(sheet.whole(row)) if head is None else self._mark(sheet, row, head)
            for part in parts:
                layout.addWidget(part)
        layout.addStretch(1)  # type: ignore[attr-defined]

    def _whole(self, one: Whole) -> list[QFrame]:
        said = f"得分 {one.score} / {one.full}　{one.grade}"
        lines = [words(one.who, "head", wrap=True), words(said, "soft"), hairline()]
        if one.vetoed:
            lines.append(words("一票否决的项目不到六成，等次为不合格。", "small", "red", wrap=True))
        if one.settled_on:
            lines.append(words(f"{one.settled_on} 已评定，要改请先“重新考核”。", "small", "amber", wrap=True))
        lines += [words(f"称号：{title}", "small", "green", wrap=True) for title in one.prizes]
        if one.left:
            lines.append(words(f"还有 {len(one.left)} 项没有评定：", "small", "amber"))
            lines += [words(text, "small", wrap=True) for text in one.left]
        return lines

    def _mark(self, sheet: JudgingSheet, row: int, head: int) -> list[QFrame]:
        asked, mark = sheet.heads[head], sheet.mark(row, head)
        shown = sheet.shown(row, head) or "—"
        parts = [
            words(sheet.lines[row].who, "soft", wrap=True), words(str(asked["text"]), "head", wrap=True),
            across(words(f"满分 {plain_full(asked)}", "soft"), None, words(f"得 {shown} 分", "head")),
        ]  # fmt: skip
        if asked["veto"]:
            parts.append(words("一票否决：不到六成，等次就是不合格。", "small", "amber", wrap=True))
        if mark.get("working") or mark.get("judged_by"):
            parts.append(hairline())
        parts += [words(line, "small", wrap=True) for line in str(mark.get("working") or "").splitlines()]
        if mark.get("judged_by"):
            parts.append(words(f"评定人：{mark['judged_by']}", "small"))
        if mark.get("appeal"):
            parts += [hairline(), words(f"申诉：{mark['appeal']}", "small", "amber", wrap=True)]
            if mark.get("answered_on"):
                parts.append(words(f"答复：{mark['answer']}", "small", "green", wrap=True))
        if sheet.lines[row].settled or self.office.read_only:
            return parts
        if sheet.judges:
            asks = (ANSWER, ANEW) if waiting(mark) else (POINTS, WHY)
            parts += self._ask("answer" if waiting(mark) else "judge", "答复" if waiting(mark) else "评定", asks)
        if mark.get("points") is not None and not waiting(mark):
            parts += self._ask("appeal", "登记申诉", (APPEAL,))
        return parts

    def _ask(self, name: str, label: str, fields: tuple[Field, ...]) -> list[QFrame]:
        asked = self.questions[name] = Questions(self.office)
        asked.ask(fields, {})
        role = "primary" if name == "judge" else ""
        go = press(label, role=role, does=partial(self._go, name))
        return [hairline(), asked, across(None, go)]

    def _go(self, name: str) -> None:
        self._does(name, self.questions[name].answers())


__all__ = ["JudgingSide"]
