"""招生: an entry round from the village lists to the desk; each step is done for all who wait for it at once."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog

from db.errors import Rejected
from db.rules import entry
from db.rules.entry_figures import total
from desktop.ui.editors.chooser import Picker
from desktop.ui.late import LatePage
from desktop.ui.look import SPACE, WIDTH
from desktop.ui.page import Host
from desktop.ui.pages import entry_lines
from desktop.ui.parts import Scrolled, across, down, empty, foot, heading, press, words
from desktop.ui.questions import Questions
from desktop.ui.step_strip import Station, StepStrip
from desktop.ui.tick_table import TickTable
from desktop.work import entry_desk, entry_lists, entry_notices
from desktop.work.entry_desk import DESKS, Desk
from desktop.work.outcome import Outcome

ALL = "全部"


class EntryPage(LatePage):
    """Strip of steps above, the children who wait in the middle, what the step asks at the right."""

    help_page = "entry"

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        now = self.office.today.year
        self.year = Picker([(str(y), f"{y}年秋季") for y in (now, now + 1, now - 1)], str(now))
        self.school, self.village = Picker([(ALL, "全部学校")]), Picker([(ALL, "全部村")])
        self.strip = StepStrip("招生的五步")
        self.strip.chosen.connect(lambda _: self._step_chosen())
        self.table = TickTable(entry_lines.COLUMNS, "等着这一步的儿童")
        self.table.ticked_now.connect(self._count)
        self.table.opened.connect(lambda row: host.open_row("admissions", self.table.keys[row]))
        self.questions = Questions(self.office)
        self._lay_out()
        for picker, name in ((self.year, "入学年"), (self.school, "学校"), (self.village, "村（社区）")):
            picker.setAccessibleName(name)
            picker.setFixedWidth(WIDTH.find_narrow)
            picker.chosen.connect(lambda _: self.fill())
        back = QShortcut(QKeySequence.StandardKey.Undo, self)
        back.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        back.activated.connect(self.take_back)
        QShortcut(QKeySequence("Ctrl+P"), self).activated.connect(self._print)
        self.setFocusProxy(self.strip)
        self.fill()
        self._go_on()

    def _lay_out(self) -> None:
        self._head, self._hint = words("", "head"), words("", "soft", wrap=True)
        self._missing = down(gap=SPACE.xs)
        self._act = press("", role="primary", does=self._do)
        self._again = press("再印选中的", "printer", does=self._print_again)
        self._zones = press("补划片", "map", tip="照上一年的，没有就照各村的责任学校", does=self._make_zones)
        self._paper = press("打印", "printer", tip="送达登记表、入学情况统计表", does=self._print)
        self._sum = words("", "small")
        body = down(
            self._head, self._hint, self._missing, self.questions, None, gap=SPACE.m,
            pad=(SPACE.page, SPACE.l, SPACE.page, SPACE.m),
        )  # fmt: skip
        tools = across(self._zones, self._again, None, self._act, pad=(SPACE.page, SPACE.s, SPACE.page, SPACE.l))
        side = down((Scrolled(body), 1), tools, gap=0, role="form")
        side.setFixedWidth(WIDTH.form)
        self._nobody = across(words("", "soft"), None, pad=(SPACE.page, SPACE.l))
        middle = down((self.table, 1), self._nobody, gap=0)
        middle.layout().addStretch(0)  # type: ignore[union-attr]
        tick = press("全选 / 全不选", role="link", does=self.table.tick_all)
        for part, share in (
            (heading("招生", self.village, self.school, self.year, self._paper), 0),
            (across((self.strip, 1), pad=(SPACE.m, SPACE.s, SPACE.m, SPACE.s)), 0),
            (self.banner_place, 0), (across((middle, 1), side, gap=0), 1), (foot(self._sum, None, tick), 0),
        ):  # fmt: skip
            self.layout_.addWidget(part, share)

    # -- what there is ------------------------------------------------------------------------------------

    @property
    def desk(self) -> Desk:
        return DESKS[self.strip.at]

    def fill(self) -> None:
        """Read the round again; the step one is at stays."""
        year = int(self.year.value or self.office.today.year)
        found = self.try_to(lambda: entry_desk.read(self.office, year))
        if found is None:
            return
        self._offer(self.school, "全部学校", "schools", [row["school_id"] for row in found.rows])
        self._offer(self.village, "全部村", "villages", [row["village_id"] for row in found.rows])
        for picker, column in ((self.school, "school_id"), (self.village, "village_id")):
            if isinstance(picker.value, bytes):
                found.rows = [row for row in found.rows if row[column] == picker.value]
        self.round = found
        self.strip.put([self._station(desk) for desk in DESKS])
        self._show_step()

    def _offer(self, picker: Picker, every: str, register: str, met: list[bytes | None]) -> None:
        now, titles, among = picker.value, self.office.titles(register), set(met)
        picker.offer([(ALL, every), *((row, title) for row, title in titles.items() if row in among)])
        picker.put(now if now in among else ALL)

    def _station(self, desk: Desk) -> Station:
        done, whole = self.round.share(desk)
        if desk is DESKS[0]:
            missing = len(self._unlisted)
            said = f"{whole} 人" + (f"，还有 {missing} 人没列入" if missing else "")
            return Station(desk.name, said, whole > 0 and not missing, whole > 0)
        return Station(desk.name, f"{done}/{whole}", whole > 0 and done == whole, done > 0)

    @property
    def _unlisted(self) -> list[object]:
        """Who should enter and stands on no list yet."""
        return [child for child in self.round.lists.entering if child["id"] not in self.round.lists.listed]

    def _go_on(self) -> None:
        """To the first step that is not whole."""
        waiting = [n for n, one in enumerate(self.strip.stations) if not one.whole]
        self.strip.choose(waiting[0] if waiting else len(DESKS) - 1)

    # -- one step -----------------------------------------------------------------------------------------

    def _step_chosen(self) -> None:
        self.banner.hide()
        self._show_step()

    def _show_step(self) -> None:
        desk, step = self.desk, self.strip.stations[self.strip.at]
        self._head.setText(f"{desk.name}　{step.said}")
        self._hint.setText(desk.hint)
        self.questions.ask(desk.fields, entry_desk.first(self.office, desk.name, self.round.year))
        lines = self.round.rows if desk is DESKS[0] else self.round.waiting(desk)
        self.table.offer([row["id"] for row in lines], [entry_lines.line(row, self.office) for row in lines], on=False)
        self.table.setVisible(bool(lines))
        self._nobody.setVisible(not lines)
        label = self._nobody.layout().itemAt(0).widget()  # type: ignore[union-attr]
        label.setText("没有等着这一步的儿童。" if self.round.rows else "还没有名单：先按“生成入学名单”。")  # type: ignore[union-attr]
        self._say_missing(desk)
        self._zones.setVisible(desk is DESKS[0])
        self._again.setVisible(desk.name in ("送达", "回证"))
        self._act.setEnabled(not self.office.read_only)
        if lines:
            self.table.selectRow(0)
        self._count()

    def _say_missing(self, desk: Desk) -> None:
        layout = self._missing.layout()
        assert layout is not None
        empty(layout)
        lists, said = self.round.lists, []
        if desk is DESKS[0]:
            for many, what in ((lists.unzoned, "没有划片"), (lists.due[entry.Due.UNKNOWN], "没有出生日期")):
                names = "、".join(str(child["name"]) for child in many[:5])
                said += [f"{len(many)} 人{what}：{names}{'……' if len(many) > 5 else ''}"] if many else []
        elif desk.name == "送达" and self.table.keys:
            month = int(self.office.setting("entry.notice_month"))
            late = entry.days_overdue(self.office.today, self.round.year, month)
            said += [f"逾期 {late} 天，还有 {len(self.table.keys)} 份没有送达"] if late else []
        for text in said:
            layout.addWidget(words(f"▲ {text}", tone="amber", wrap=True))

    def _count(self) -> None:
        desk, ticked = self.desk, len(self.table.wanted)
        told = total(self.round.rows)
        figures = f"适龄 {told['due']}　送达 {told['delivered']}/{told['needed']}　报到 {told['registered']}"
        away = f"　缓学 {told['deferred']}　外地 {told['elsewhere']}"
        self._sum.setText(f"{figures}{away}　　已勾选 {ticked} 人。空格勾选，Ctrl+A 全选，回车打开")
        number = "" if desk is DESKS[0] else f" {ticked or len(self.table.keys)} 人"
        self._act.setText(f"{desk.button}{number}")
        self._again.setEnabled(bool(ticked))

    # -- doing --------------------------------------------------------------------------------------------

    def _do(self) -> None:
        """For the ticked ones; for all who wait where none is ticked, after asking."""
        desk, wanted = self.desk, self.table.wanted
        if desk is not DESKS[0] and not wanted:
            if not self.table.keys:
                self.banner.say("没有等着这一步的儿童。", "", "doubt")
                return
            asked = f"没有勾选：给列出的 {len(self.table.keys)} 人全部{desk.button}？"
            self.banner.ask(asked, f"全部{desk.button}", partial(self._take, list(self.table.keys)), "先不")
            return
        self._take(wanted)

    def _take(self, wanted: list[bytes]) -> None:
        desk, said = self.desk, self.questions.answers()
        then = partial(self._printed, wanted) if desk.name == "通知书" else self.tell
        work = partial(entry_desk.do, self.office, desk, wanted, said, self.round.year)
        self.host.run(f"{desk.button}……", work, then, self._refused)

    def _refused(self, trouble: Exception) -> None:
        if not (isinstance(trouble, Rejected) and self.questions.refuse(trouble)):
            self.failed(trouble)

    def _printed(self, wanted: list[bytes], outcome: Outcome) -> None:
        self.tell(outcome)
        self._to_file(wanted)

    def _print_again(self) -> None:
        self._to_file(self.table.wanted)

    def _to_file(self, wanted: list[bytes]) -> None:
        """The issued notices as one file, two to a page."""
        name = Path(self.host.machine.folder()) / f"{self.round.year}年入学通知书.pdf"
        file, _ = QFileDialog.getSaveFileName(self, "通知书存到哪里", str(name), "PDF (*.pdf)")
        if file:
            self.host.machine.keep_folder(file)
            outcome = self.try_to(lambda: entry_notices.print_again(self.office, wanted, Path(file)))
            if outcome is not None:
                self.banner.say(f"{outcome.sentence}请打开这个文件打印：{file}", outcome.advice, "good")

    def _make_zones(self) -> None:
        self.tell(self.try_to(lambda: entry_lists.make_zones(self.office, self.round.year)))

    def _print(self) -> None:
        village = self.village.text() if isinstance(self.village.value, bytes) else ""
        report = "entry-summary" if self.desk is DESKS[0] else "delivery-register"
        options = {"report": report, "year": str(self.round.year)}
        self.host.open_print(None, options | ({"village": village} if village and report != "entry-summary" else {}))
