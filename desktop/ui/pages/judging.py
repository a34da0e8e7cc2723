"""考核评定: a scheme and a time above, all it appraises below; some marks are typed, the ledgers give the rest."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut

from desktop.ui.editors.chooser import Picker
from desktop.ui.empty import Empty
from desktop.ui.late import LatePage
from desktop.ui.look import SPACE, WIDTH
from desktop.ui.page import Host
from desktop.ui.pages.judging_grid import HEADS, Judged
from desktop.ui.pages.judging_side import JudgingSide
from desktop.ui.pages.judging_work import JudgingWork
from desktop.ui.parts import across, down, foot, heading, press, words
from desktop.ui.typed_beside import Beside, Means
from desktop.ui.typed_grid import TypedGrid
from desktop.work import appraisal_honours, judging_sheet
from desktop.work.appraisal_people import When
from desktop.work.judging_sheet import JudgingSheet

KEYS = "蓝色：从台账取的　橙色：有申诉　回车到下一人　Delete 取消评定　Ctrl+Z 撤销"
ALL = "全部学校"
CONCERNS = frozenset({"appraisals", "appraisal_marks", "appraisal_schemes", "appraisal_heads", "schools", "staff"})


class JudgingPage(LatePage):
    """Marks are typed down the columns; the panel at the right tells and changes one of them."""

    help_page = "appraisal"

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        self.sheet: JudgingSheet | None = None
        self.model, self.grid = Judged(), TypedGrid()
        self.grid.setModel(self.model)
        self.grid.setAccessibleName("考核评定")
        self.beside, self.empties = Beside(self.grid), Means(self.grid)
        self.work = JudgingWork(self)
        self.side = JudgingSide(self.office, self.work.from_side)
        self.scheme, self.time, self.school = Picker([]), Picker([]), Picker([])
        for picker, name, wide in (
            (self.scheme, "考核方案", WIDTH.find_narrow), (self.time, "时间", WIDTH.exam),
            (self.school, "学校", WIDTH.name),
        ):  # fmt: skip
            picker.setAccessibleName(name)
            picker.setFixedWidth(wide)
        self._empty, self.total = Empty(), words("", "small")
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.grid)
        self.fill()

    def _lay_out(self) -> None:
        self.begin = press("开始考核", "plus", tip="这一期没有的都补上，能从台账取的取好", does=self.work.begin)
        self.take = press("取分", "rotate-ccw", tip="从台账重新取分；人评定过的不动", does=self.work.refresh)
        self.rest = press("其余给满分", tip="空着的都给满分，再改扣了分的", does=self.work.fill)
        self.settle = press("定等次", "check", "primary", does=self.work.ask_settle)
        printing = press("打印", "printer", does=self.work.print)
        self._tools = (self.begin, self.take, self.rest, self.settle)
        table = down((self.grid, 1), self.empties, gap=0)
        self._body = across((table, 1), self.side, gap=0)
        self.again = press("重新考核", role="link", does=self.work.reopen)
        self._honours = [
            press("起草公示", role="link", does=partial(self.work.write, appraisal_honours.publish)),
            press("光荣榜", role="link", does=partial(self.work.write, appraisal_honours.roll)),
            press("出具证书", role="link", does=self.work.ask_certify),
        ]
        pickers = across(self.scheme, self.time, self.school, None, pad=(SPACE.page, SPACE.s, SPACE.l, SPACE.s))
        for part, share in (
            (heading("考核评定", printing, *self._tools), 0), (pickers, 0), (self.banner_place, 0), (self._body, 1),
            (self._empty, 1), (foot(self.total, self.again, None, *self._honours, words(KEYS, "hint")), 0),
        ):  # fmt: skip
            self.layout_.addWidget(part, share)

    def _connect(self) -> None:
        self.scheme.chosen.connect(lambda _: self.choose_scheme())
        self.time.chosen.connect(lambda _: self.open_sheet())
        self.school.chosen.connect(lambda _: self.open_sheet())
        self.model.put.connect(self.work.written)
        self.model.refused.connect(lambda row, column, said: self.beside.say(self.model.index(row, column), said))
        self.model.failed.connect(self.failed)
        self.grid.selectionModel().currentChanged.connect(lambda now, _: self._look_at(now.row(), now.column()))
        self.grid.verticalScrollBar().valueChanged.connect(lambda _: self.beside.hide())
        self.grid.pasted.connect(self.work.lay_over)
        self.grid.taken_back.connect(self.take_back)
        for keys, does in (("Ctrl+Z", self.take_back), ("Ctrl+P", self.work.print)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(does)

    # -- which sheet ---------------------------------------------------------------------------------------

    @property
    def when(self) -> When | None:
        return next((one for one in self._times if one.text == self.time.value), None)

    def fill(self) -> None:
        """Schemes and times anew; the chosen ones stay chosen, and one stays at one's cell."""
        here = self.grid.currentIndex()
        place = (self.scheme.value, self.time.value, self.school.value)
        found = self.try_to(lambda: judging_sheet.schemes(self.office)) or []
        self.scheme.offer(found)
        known = [key for key, _ in found]
        self.scheme.put(place[0] if place[0] in known else known[0] if known else None)
        self.choose_scheme()
        if place == (self.scheme.value, self.time.value, self.school.value) and here.row() >= 0:
            self.grid.setCurrentIndex(self.model.index(here.row(), here.column()))

    def choose_scheme(self) -> None:
        scheme, kept = self.scheme.value, self.time.value
        self._times: Sequence[When] = judging_sheet.times(self.office, scheme) if scheme else []
        self.time.offer([(one.text, one.label) for one in self._times])
        known = [one.text for one in self._times]
        self.time.put(kept if kept in known else known[0] if known else None)
        self.open_sheet()

    def open_row(self, key: bytes) -> None:
        """Goes to the sheet that holds this appraisal, and to its line."""
        row = self.office.linked("appraisals", key)
        if row is None:
            return
        self.scheme.put(row["scheme_id"])
        self.choose_scheme()
        self.time.put(When(row["year"], row["term"], row["month"]).text)
        self.open_sheet()
        if self.sheet is not None and key in self.sheet.keys:
            self.grid.setCurrentIndex(self.model.index(self.sheet.keys.index(key), HEADS))

    def open_sheet(self) -> None:
        self.beside.hide()
        scheme, when, school = self.scheme.value, self.when, self.school.value or None
        self.sheet = self.try_to(lambda: JudgingSheet(self.office, scheme, when, school)) if scheme and when else None
        sheet = self.sheet
        if sheet is not None and school is not None and not sheet.lines and sheet.schools:
            self.school.put("")
            self.open_sheet()
            return
        self.work.seen = self.office.workspace.data_version()
        titles = self.office.titles("schools")
        schools = sheet.schools if sheet else []
        self.school.offer([("", ALL), *((key, titles.get(key, "")) for key in schools)])
        self.school.put(school if school in schools else "")
        several = len(schools) > 1 and sheet is not None and sheet.scheme.get("about") != "school"
        self.school.setVisible(several)
        self.model.show_sheet(sheet)
        self.grid.heading.restore([])
        full = bool(sheet and sheet.lines)
        self._body.setVisible(full)
        self._empty.setVisible(not full)
        if full:
            self.grid.setCurrentIndex(self.model.index(0, HEADS))
        else:
            self._say_first()
        self.say_sums()

    def _say_first(self) -> None:
        self.side.show_mark(None, 0, None)
        if not self.scheme.value:
            self._empty.put(
                "list-checks", "还没有考核方案", "中心学校请在“更多 → 随程序的内容”里采用；各校交接后就会收到。"
            )
        elif self.sheet is not None and not self.sheet.judges:
            self._empty.put("list-checks", "这一期还没有考核", "由中心学校开始考核，下次交接就会收到。")
        else:
            go = press("开始考核", "plus", "primary", does=self.work.begin)
            self._empty.put("list-checks", "这一期还没有考核", "按一下就把要考核的都列出来，能从台账取的取好。", go)

    # -- what is shown -------------------------------------------------------------------------------------

    def _look_at(self, row: int, column: int) -> None:
        wrong = self.model.wrong.get((row, column))
        if wrong:
            self.beside.say(self.model.index(row, column), wrong[1])
        else:
            self.beside.hide()
        self.side.show_mark(self.sheet, row, self.model.head(column))

    def say_sums(self) -> None:
        sheet = self.sheet
        count = len(sheet.lines) if sheet else 0
        left = [sheet.empties(head) for head in range(len(sheet.heads))] if sheet else []
        blank = ["还空" if any(left) else "没有空着的", *[""] * (HEADS - 1)]
        self.empties.put([*blank, *(str(one) if one else "" for one in left)] if count else [])
        settled = sum(one.settled for one in sheet.lines) if sheet else 0
        self.total.setText(f"{count} 份，还空 {sum(left)} 项，已定 {settled} 份" if count else "")
        judges = bool(sheet and sheet.judges)
        open_ = judges and settled < count
        for button, on in zip(self._tools, (judges, open_, open_ and any(left), open_), strict=True):
            button.setEnabled(bool(on))
        self.again.setVisible(judges and settled > 0)
        honoured = judges and sheet is not None and any(one.prizes for one in sheet.lines)
        for button in self._honours:
            button.setVisible(honoured)

    # -- with the other pages --------------------------------------------------------------------------------

    def refresh(self, changed: frozenset[str]) -> None:
        """What was typed here stands here already; one goes on typing where one was."""
        if changed & CONCERNS and self.office.workspace.data_version() != self.work.seen:
            super().refresh(changed)

    def leave(self) -> bool:
        """What was typed is told to the other pages once, not cell by cell."""
        if self.work.changed:
            self.work.changed = False
            self.host.refresh(frozenset({"appraisals", "appraisal_marks"}))
        return True


__all__ = ["JudgingPage"]
