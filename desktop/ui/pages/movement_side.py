"""Beside a movement: what will follow from it, what goes along, who has to act until when, what stands against it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop.ui.icons import Picture
from desktop.ui.look import SPACE
from desktop.ui.parts import across, down, empty, words
from desktop.work import movement_preview
from desktop.work.movement_form import MovementForm


class MovementSide(QFrame):
    """Filled anew whenever something was typed."""

    def __init__(self) -> None:
        super().__init__()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(SPACE.page, SPACE.s, SPACE.page, SPACE.l)
        self._layout.setSpacing(SPACE.m)

    def fill(self, form: MovementForm) -> None:
        empty(self._layout)
        self._about(form.recognised, "circle-check", "green")
        if (why := form.refusal()) is not None and (form.student or form.pupil):
            self._about("".join(why), "circle-alert", "red")
        if form.takes_effect:
            self._group(
                "会跟着改的", [_change(*line) for line in movement_preview.consequences(form)], "学生资料不变。"
            )
        else:
            self._group(
                "现在只是申请", [words("异动日期空着：先登记下来，学生资料不变；到了日期再办结。", "soft", wrap=True)]
            )
        along = [words(f"{title} {count} 条", "soft") for title, count in movement_preview.along(form)]
        if along:
            self._group("跟着学生转走的", along)
        turns = [_turn(*one) for one in movement_preview.turns(form)]
        if turns and form.row.asked_on is None:
            turns = [words("填上发起日期，就按校历算出每一步的期限（各10个工作日）。", "soft", wrap=True)]
        if turns:
            self._group("谁办、到哪一天", turns)
        self._layout.addStretch(1)

    def _about(self, said: str, sign: str, tone: str) -> None:
        if said:
            body = across(Picture(sign, tone), (words(said, "small", tone, wrap=True), 1), pad=(SPACE.s,))
            body.setProperty("role", "wrong" if tone == "red" else "now")
            self._layout.addWidget(body)

    def _group(self, title: str, lines: Sequence[QWidget], nothing: str = "") -> None:
        body = list(lines) or [words(nothing, "soft", wrap=True)]
        self._layout.addWidget(down(words(title, "head"), *body, gap=SPACE.xs))


def _change(label: str, before: str, after: str) -> QFrame:
    return across(words(label, "soft"), SPACE.s, words(before or "（空）", "small"), words("→", "small"),
                  (words(after or "（空）", wrap=True), 1), gap=SPACE.xs)  # fmt: skip


def _turn(station: str, due: str, done: str) -> QFrame:
    if done:
        said = words(f"{done} 已办", "small", "green")
    else:
        said = words(f"限 {due}", "small") if due else words("待前一步办完", "hint")
    return across(words(station, "soft"), None, said)
