"""The check-up: whether the file is whole, which rows break a rule, who may be there twice."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from PySide6.QtWidgets import QFrame, QWidget

from db.registers import BY_NAME
from desktop.ui.icons import Picture
from desktop.ui.look import SIZE, SPACE, WIDTH
from desktop.ui.page import Host, Page
from desktop.ui.parts import Scrolled, across, down, press, words
from desktop.work import tables
from desktop.work.checking import check
from desktop.work.outcome import Outcome

MOST = 100  # lines of one kind; the rest is counted


class CheckPage(Page):
    """体检."""

    help_page = "check"

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        again = press("再查一遍", "rotate-ccw", "primary", does=self.begin)
        head = across(
            press("返回", "arrow-left", "ghost", does=host.back), words("体检", "title"), None, again,
            pad=(SPACE.m, SPACE.m, SPACE.l, SPACE.s),
        )  # fmt: skip
        self._place = down(gap=0)
        for part, share in ((head, 0), (self.banner_place, 0), (self._place, 1)):
            self.layout_.addWidget(part, share)
        self.begin()

    def begin(self) -> None:
        self.run("正在检查文件和每一行……", lambda progress: check(self.office, progress), self._show)

    def _show(self, outcome: Outcome) -> None:
        data = outcome.data
        sign, tone = ("circle-check", "green") if data["ok"] else ("circle-alert", "red")
        verdict = across(
            Picture(sign, tone, SIZE.done_icon), (words(outcome.sentence + outcome.advice, "head", wrap=True), 1),
            pad=(SPACE.l, SPACE.m), role="card",
        )  # fmt: skip
        parts: list[QWidget | None] = [verdict]
        parts += [across(words(finding, tone="red", wrap=True), pad=(SPACE.l, 0)) for finding in data["findings"]]
        parts += self._groups(data["rows"])
        if data["duplicates"]:
            parts.append(self._duplicates(data["duplicates"]))
        layout = self._place.layout()
        assert layout is not None
        while (item := layout.takeAt(0)) is not None:
            if item.widget() is not None:
                item.widget().deleteLater()
        layout.addWidget(Scrolled(down(*parts, None, gap=SPACE.m, pad=(SPACE.page, SPACE.s, SPACE.page, SPACE.l))))

    def _groups(self, rows: list[dict[str, Any]]) -> list[QWidget]:
        """Rows that break a rule, by ledger and rule, the most frequent first."""
        found: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
        for row in rows:
            found[row["register"], row["problem"] if len(row["problem"]) < 40 else row["field"]].append(row)
        return [self._group(*key, group) for key, group in sorted(found.items(), key=lambda pair: -len(pair[1]))]

    def _group(self, name: str, problem: str, rows: list[dict[str, Any]]) -> QFrame:
        register = BY_NAME[name]
        lines = [self._line(name, row["id"], row["problem"]) for row in rows[:MOST]]
        body = down(*lines, gap=SPACE.hair)
        if len(rows) > 3:
            body.hide()
        open_ = press("展开", "chevron-down", "link", does=lambda: body.setVisible(body.isHidden()))
        open_.setAccessibleName(f"展开：{problem}")
        field = register.fields().get(problem)
        said = field.label if field is not None else problem
        head = across((words(f"{register.title}：{said}", wrap=True), 1), words(f"{len(rows):,} 处", "small"), open_)
        more = [words(f"另有 {len(rows) - MOST:,} 处", "hint")] if len(rows) > MOST else []
        return down(head, body, *more, gap=SPACE.xs, pad=(SPACE.l, SPACE.m), role="card")

    def _line(self, name: str, key: str, problem: str) -> QFrame:
        title = self.office.titles(name).get(bytes.fromhex(key), "")
        link = press(title or "（没有名称）", role="link", does=lambda: self._open(name, key))
        link.setMinimumWidth(WIDTH.marks)
        return across(link, (words(problem, "small", wrap=True), 1))

    def _duplicates(self, groups: list[dict[str, Any]]) -> QFrame:
        lines: list[QWidget] = [across(words("疑似重复"), words(f"{len(groups):,} 组", "small"), None)]
        for group in groups[:MOST]:
            shown = tables.rows(self.office, BY_NAME[group["register"]], [bytes.fromhex(key) for key in group["rows"]])
            names = "、".join(f"{row.get('name', '')}（{row.get('school', '')}）" for row in shown)
            lines.append(across((words(names, "soft", wrap=True), 1), words(group["because"], "small"), None))
        return down(*lines, gap=SPACE.xs, pad=(SPACE.l, SPACE.m), role="card")

    def _open(self, name: str, key: str) -> None:
        self.host.open_row(name, bytes.fromhex(key))
