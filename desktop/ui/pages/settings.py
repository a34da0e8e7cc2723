"""Settings: what the office has decided once, beside what ships and where the figure comes from."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtWidgets import QFrame, QWidget

from db.fields import Field
from desktop.ui.editors.kinds import Editor, editor_of
from desktop.ui.look import SPACE, WIDTH
from desktop.ui.page import Host, Page
from desktop.ui.parts import FindBox, Scrolled, across, down, empty, press, words
from desktop.work import settings, tables


class SettingsPage(Page):
    """设置."""

    help_page = "settings"

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        self.editors: dict[str, Editor] = {}
        self._find = FindBox("名称、用途")
        self._find.setFixedWidth(WIDTH.find)
        self._find.textEdited.connect(lambda _: self.fill())
        head = across(
            press("返回", "arrow-left", "ghost", does=host.back), words("设置", "title"), None, self._find,
            pad=(SPACE.m, SPACE.m, SPACE.l, SPACE.s),
        )  # fmt: skip
        who = "这些由中心学校决定，随交接发到各校，本校只能看。" if self.office.bound else "改了以后随交接发到各校。"
        self.layout_.addWidget(head)
        self.layout_.addWidget(across(words(who, "soft", wrap=True), pad=(SPACE.page, 0, SPACE.page, SPACE.s)))
        self.layout_.addWidget(self.banner_place)
        self._list = down(gap=0)
        self.layout_.addWidget(Scrolled(self._list), 1)
        self.fill()
        self.setFocusProxy(self._find)

    def fill(self) -> None:
        """Every setting that fits what is being looked for, under its subject."""
        layout = self._list.layout()
        assert layout is not None
        empty(layout)
        self.editors = {}
        looked_for, subject = self._find.text().strip(), ""
        for one in settings.described(self.office):
            if looked_for and not any(looked_for in one[part] for part in ("label", "subject", "name", "source")):
                continue
            if one["subject"] != subject:
                subject = one["subject"]
                layout.addWidget(across(words(subject, "head"), pad=(SPACE.page, SPACE.m, SPACE.page, SPACE.xs)))
            layout.addWidget(self._line(one))
        if not self.editors:
            layout.addWidget(across(words("没有这样的设置。", "soft"), pad=(SPACE.page, SPACE.l)))
        layout.addStretch(1)  # type: ignore[attr-defined]

    def _line(self, one: dict[str, Any]) -> QFrame:
        field = Field(one["label"], one["kind"], one["name"], codes=one["codes"], hint=one["hint"])
        editor = editor_of(field, partial(tables.choices, self.office), self.office.today, None)
        editor.put(one["shown"])
        editor.setFixedWidth(WIDTH.find_narrow)
        editor.setEnabled(not (self.office.bound or self.office.read_only))
        editor.typed.connect(partial(self._decide, one["name"]))
        self.editors[one["name"]] = editor
        back: list[QWidget] = []
        if one["decided"] and editor.isEnabled():
            back = [
                press(f"恢复为{one['default']}{one['unit']}", role="link", does=partial(self._decide, one["name"], ""))
            ]
        unit = words(one["unit"], "small")
        unit.setFixedWidth(WIDTH.label)
        note = "　".join(part for part in (one["hint"], one["source"] and f"源：{one['source']}") if part)
        said = down(words(one["label"], wrap=True), words(note, "hint", wrap=True), gap=SPACE.hair)
        return across(
            (said, 1),
            *back,
            editor,
            unit,
            gap=SPACE.m,
            pad=(SPACE.page, SPACE.inner, SPACE.l, SPACE.inner),
            role="item",
        )

    def _decide(self, name: str, typed: object) -> None:
        outcome = self.try_to(lambda: settings.decide(self.office, name, str(typed)))
        if outcome is not None:
            self.host.announce(outcome)
            self.banner.say(outcome.sentence, "", "good")
        self.fill()
