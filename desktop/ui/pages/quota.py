"""指标生: places handed to the junior schools step by step, and who of the chosen one was admitted; no scores here."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence, QShortcut

from db.rules.aid_standards import yuan
from desktop.ui.editors.chooser import Picker
from desktop.ui.empty import Empty
from desktop.ui.late import LatePage
from desktop.ui.look import SPACE, WIDTH
from desktop.ui.page import Host
from desktop.ui.parts import across, down, foot, heading, press, words
from desktop.ui.plain_table import Cell, Column, PlainTable
from desktop.work import quota
from desktop.work.quota import Share, Target, Year

SHARES = (
    Column("初中学校"), Column("符合条件", 84, right=True), Column("应得", 92, right=True),
    Column("整数名额", 84, right=True, keep=False), Column("余数名额", 84, right=True),
    Column("指标名额", 84, right=True), Column("录取", 72, right=True), Column("空额", 72, right=True),
)  # fmt: skip
CANDIDATES = (Column("姓名", 136), Column("指标志愿"), Column("结果", 110))
TONES = {"未录取": "grey", "不符合条件": "grey", "低于降分线": "grey", "同分待定": "amber", "统招已录": "blue"}


class QuotaPage(LatePage):
    """The senior school is chosen above; the table under it shows the largest remainder with its working."""

    help_page = "quota"

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        self.found: Year | None = None
        self.year = Picker([(str(year), f"{year}年") for year in quota.years(self.office)])
        self.target = Picker([])
        self.shares, self.candidates = PlainTable(SHARES, "各校名额"), PlainTable(CANDIDATES, "考生")
        self._about, self._said = words("", "soft"), words("", "small", "amber")
        self._sum, self._empty = words("", "small"), Empty()
        self._lay_out()
        for picker, name in ((self.year, "招生年份"), (self.target, "高中学校")):
            picker.setAccessibleName(name)
            picker.setFixedWidth(WIDTH.find_narrow)
            picker.chosen.connect(lambda _: self.fill())
        self.shares.chosen.connect(self._show_candidates)
        self.shares.opened.connect(lambda _: self._open_plan())
        self.candidates.opened.connect(self._open_candidate)
        QShortcut(QKeySequence.StandardKey.Undo, self).activated.connect(self.take_back)
        QShortcut(QKeySequence("Ctrl+P"), self).activated.connect(self._print)
        self.setFocusProxy(self.shares)
        self.fill()

    def _lay_out(self) -> None:
        count = press("按考生填人数", tip="数一数各校符合条件的考生", does=self._count_eligible)
        self._settle = press("登记录取结果", role="primary", does=self._write_result)
        for button in (count, self._settle):
            button.setEnabled(not self.office.read_only and not self.office.bound)
        plan = press("改计划", role="link", does=self._open_plan)
        printing = press("打印", "printer", does=self._print)
        self._body = down(
            across(self._about, plan, None, self._said, pad=(SPACE.page, 0, SPACE.l, SPACE.s)),
            (self.shares, 1), across(words("所选学校的考生", "head"), None, pad=(SPACE.page, SPACE.s)),
            (self.candidates, 1), gap=0,
        )  # fmt: skip
        for part, share in (
            (heading("指标生", self.target, self.year, count, printing, self._settle), 0), (self.banner_place, 0),
            (down(pad=(0, SPACE.xs)), 0), (self._body, 1), (self._empty, 1), (foot(self._sum, None), 0),
        ):  # fmt: skip
            self.layout_.addWidget(part, share)
        self._empty.put("ticket", "还没有指标生计划", "先在“指标生计划”里新增高中学校、招生计划和比例，再填各校人数。")

    # -- what is shown ------------------------------------------------------------------------------------

    @property
    def chosen(self) -> Target | None:
        targets = self.found.targets if self.found else ()
        return next((one for one in targets if one.id.hex() == self.target.value), targets[0] if targets else None)

    def fill(self) -> None:
        year = str(self.year.value or self.office.today.year)
        self.found = self.try_to(lambda: quota.of_year(self.office, int(year)))
        targets = self.found.targets if self.found else ()
        now = self.target.value
        self.target.offer([(one.id.hex(), one.name) for one in targets])
        self.target.put(now if now in [one.id.hex() for one in targets] else targets[0].id.hex() if targets else "")
        self._body.setVisible(bool(targets))
        self._empty.setVisible(not targets)
        if self.chosen is not None and self.found is not None:
            self._show(self.chosen, self.found)

    def _show(self, target: Target, found: Year) -> None:
        row = target.row
        line = f"，统招线 {yuan(target.line)} 分，降 {yuan(target.lower)} 分" if target.line is not None else ""
        self._about.setText(f"招生计划 {row['plan'] or '—'} 人，指标名额 {row['given'] or 0} 个{line}")
        tied = len(found.filled.undecided) if found.filled else 0
        said = target.wrong or found.why_not or (f"有 {tied} 人在最后一个名额上同分，请填同分比较" if tied else "")
        self._said.setText(said)
        self.shares.put([self._row(target, found, one) for one in target.shares])
        given = len(found.admitted_to(target.id))
        empty = sum(found.empty_of(target.id).values())
        places = sum(one.places for one in target.shares)
        self._sum.setText(
            f"{len(target.shares)} 所学校，名额 {places} 个"
            + (f"，录取 {given} 人，空额 {empty} 个退回" if found.filled else "")
        )
        if target.shares:
            self.shares.selectRow(max(min(self.shares.currentIndex().row(), len(target.shares) - 1), 0))
            self._show_candidates(self.shares.currentIndex().row())
        else:
            self.candidates.put([])

    def _row(self, target: Target, found: Year, one: Share) -> list[Cell]:
        given = len(found.admitted_to(target.id, bytes.fromhex(one.school.key))) if found.filled else None
        empty = found.empty_of(target.id).get(one.school.key, 0)
        return [
            Cell(one.school.name), Cell(str(one.school.eligible)), Cell(quota.exact(one)), Cell(str(one.whole)),
            Cell("+1" if one.extra else "", "accent"), Cell(str(one.places), "ink"),
            Cell("" if given is None else str(given)), Cell(str(empty) if empty else "", "amber"),
        ]  # fmt: skip

    def _show_candidates(self, row: int) -> None:
        if self.found is None or self.chosen is None or not 0 <= row < len(self.chosen.shares):
            return
        school = bytes.fromhex(self.chosen.shares[row].school.key)
        names, targets = self.office.titles("students"), self.office.titles("quota_rounds")
        said = quota.standing(self.found)
        self._keys = [key for key, one in self.found.candidates.items() if one["school_id"] == school]
        lines = []
        for key in self._keys:
            one = self.found.candidates[key]
            wishes = [targets.get(one[name], "") for name in ("wish1_id", "wish2_id", "wish3_id") if one[name]]
            tone = TONES.get(said[key], "green")
            lines.append(
                [Cell(names.get(one["student_id"], "")), Cell("、".join(wishes)), Cell(said[key], tone, tag=True)]
            )
        self.candidates.put(lines)

    # -- doing it -----------------------------------------------------------------------------------------

    def _open_plan(self) -> None:
        if self.chosen is not None:
            self.host.open_row("quota_rounds", self.chosen.id)

    def _open_candidate(self, row: int) -> None:
        self.host.open_row("quota_candidates", bytes.fromhex(self._keys[row]))

    def _count_eligible(self) -> None:
        self.tell(self.try_to(lambda: quota.count_eligible(self.office, int(self.year.value))))

    def _write_result(self) -> None:
        self.tell(self.try_to(lambda: quota.settle(self.office, int(self.year.value))))

    def _print(self) -> None:
        self.host.open_print(None, {"report": "quota", "year": str(self.year.value or "")})
