"""名单比对: the cells of lists laid side by side, the children of the chosen one, and what was found out."""

from __future__ import annotations

from functools import partial
from itertools import pairwise

from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QWidget

from db.rules import masks
from db.rules.list_comparison import Cell as ListCell
from desktop.ui.editors.chooser import Picker
from desktop.ui.late import LatePage
from desktop.ui.look import SPACE, WIDTH
from desktop.ui.page import Host
from desktop.ui.pages.list_intake import ListIntake
from desktop.ui.parts import across, down, foot, heading, press, restyle, words
from desktop.ui.plain_table import Cell, Column, PlainTable
from desktop.work import comparing
from desktop.work.comparing import Found, Meaning
from desktop.work.outcome import Outcome

NAMES = (
    Column("姓名", 92),
    Column("出生日期", 104),
    Column("证件号", 150, keep=False),
    Column("名单上的情况"),
    Column("核查结果", 150),
)
SUSPECTED = "1"


class ComparingPage(LatePage):
    """Cells at the left, children at the right; what was found out is written below them."""

    help_page = "dropout"

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        self._kinds = Picker(comparing.kinds(), "1")
        self._kinds.setFixedWidth(WIDTH.find_narrow)
        self._kinds.setAccessibleName("哪一种比对")
        self._kinds.chosen.connect(lambda _: self.fill())
        bring = press("导入名单……", "upload", tip="户籍、学籍系统、脱贫户、残联等名单", does=self._ask_for_list)
        bring.setEnabled(not self.office.read_only)
        printing = press("打印", "printer", tip="打印（Ctrl+P）", does=self.print)
        self.intake = ListIntake(host)
        self.cells = PlainTable(
            (Column("说明"), Column("人数", 58, right=True), Column("待核查", 66, right=True)), "比对结果"
        )
        self.cells.setFixedWidth(WIDTH.cells)
        self.cells.chosen.connect(self._show)
        self.people = PlainTable(NAMES, "名单上的人")
        self.people.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.people.opened.connect(self._open)
        self._what, self._advice = words("", "head"), words("", "small", wrap=True)
        self._sources = words("", "small", wrap=True)
        self._outcomes = Picker(comparing.outcomes(), SUSPECTED)
        self._outcomes.setFixedWidth(WIDTH.find_narrow)
        self._outcomes.setAccessibleName("核查结果")
        self._said = QLineEdit()
        self._said.setPlaceholderText("说明：去了哪里、谁核实的")
        self._said.setAccessibleName("说明")
        self._do = press("记下", "check", "primary", tip="给选中的人记下核查结果", does=self._settle)
        self._bar = across(
            words("选中的人", "soft"), self._outcomes, (self._said, 1), self._do,
            pad=(SPACE.page, SPACE.s, SPACE.l, SPACE.s), role="foot",
        )  # fmt: skip
        self._lay_out(heading("名单比对", self._kinds, bring, printing))
        self.files = self  # Ctrl+P prints this page
        self.setFocusProxy(self.cells)
        self.fill()

    def _lay_out(self, head: QWidget) -> None:
        told = down(self._what, self._advice, gap=SPACE.hair, pad=(SPACE.page, SPACE.s, SPACE.l, SPACE.s))
        right = down(told, (self.people, 1), self._bar, gap=0)
        for part, share in (
            (head, 0), (across((self._sources, 1), pad=(SPACE.page, SPACE.s, SPACE.l, SPACE.s)), 0), (self.intake, 0),
            (self.banner_place, 0), (across(self.cells, (right, 1), gap=0), 1), (foot(self._sum(), None), 0),
        ):  # fmt: skip
            self.layout_.addWidget(part, share)
        order = [self._kinds, self.cells, self.people, self._outcomes, self._said, self._do]
        for first, second in pairwise(order):
            QWidget.setTabOrder(first, second)

    def _sum(self) -> QWidget:
        self._total = words("", "small")
        return self._total

    # -- what is shown ------------------------------------------------------------------------------------

    @property
    def code(self) -> str:
        return str(self._kinds.value)

    def fill(self) -> None:
        self.compared = comparing.compare(self.office, self.code)
        self._means: list[tuple[ListCell, Meaning]] = list(comparing.MEANINGS[self.code].items())
        left = comparing.open_count(self.office, self.compared)
        rows = []
        for cell, meaning in self._means:
            number = len(self.compared.cells.get(cell, []))
            waits = Cell(str(left[cell]), "red" if meaning.urgent else "amber") if left[cell] else Cell("")
            rows.append([Cell(meaning.title, "ink" if number else "ink3"), Cell(str(number)), waits])
        self.cells.put(rows)
        self._sources.setText("　　".join(comparing.sources(self.compared)))
        doubtful = f"　{len(self.compared.alike)} 组同名同生日而证件号不同，请核对。" if self.compared.alike else ""
        self._total.setText(f"待核查 {sum(left.values()):,} 人。{doubtful}")
        here = self.cells.currentIndex().row()
        first = next((i for i, (cell, _) in enumerate(self._means) if left[cell]), 0)
        self.cells.selectRow(here if here >= 0 else first)
        self._show(self.cells.currentIndex().row())

    def _show(self, row: int) -> None:
        if not 0 <= row < len(self._means):
            return
        cell, meaning = self._means[row]
        self.found = comparing.people(self.office, self.compared, cell)
        self._what.setText(f"{meaning.title}　{len(self.found):,} 人")
        self._advice.setText(meaning.advice)
        restyle(self._advice, tone="red" if meaning.urgent and self.found else "")
        self.people.put([self._line(one) for one in self.found])
        self._bar.setVisible(bool(self.found) and not self.office.read_only)
        if self.found:
            self.people.selectRow(0)

    def _line(self, one: Found) -> list[Cell]:
        born = one.line.born_on.isoformat() if one.line.born_on else ""
        number = masks.mask_id(one.line.id_number) + ("（请核对）" if one.doubtful else "")
        outcome = comparing.label(one.outcome) if one.outcome else ""
        settled = f"{outcome}：{one.said}" if one.said else outcome
        return [
            Cell(one.line.name, "ink"), Cell(born), Cell(number, "amber" if one.doubtful else ""), Cell(one.where),
            Cell(settled, "green"),
        ]  # fmt: skip

    # -- what is done -------------------------------------------------------------------------------------

    @property
    def chosen(self) -> list[Found]:
        rows = sorted({index.row() for index in self.people.selectionModel().selectedRows()})
        return [self.found[row] for row in rows if row < len(self.found)]

    def _settle(self) -> None:
        outcome, said = str(self._outcomes.value), self._said.text().strip()
        chosen = self.chosen
        if outcome == SUSPECTED and chosen:
            question = f"把选中的 {len(chosen)} 人登记为疑似辍学？会各建一份控辍个案。"
            self.banner.ask(question, "登记", partial(self._write, chosen, outcome, said), "再核实")
        else:
            self._write(chosen, outcome, said)

    def _write(self, chosen: list[Found], outcome: str, said: str) -> None:
        done = self.try_to(lambda: comparing.settle(self.office, self.compared, chosen, outcome, said))
        if isinstance(done, Outcome):
            self._said.clear()
            self.host.announce(done)
            self.banner.say(done.sentence, "", "good")
            self.people.setFocus()

    def _open(self, row: int) -> None:
        """The child's own row, or the case that was begun."""
        one = self.found[row]
        if one.case is not None:
            self.host.open_row("dropout_cases", one.case)
        else:
            self.host.open_row(one.line.register, one.line.row)

    def _ask_for_list(self) -> None:
        self.intake.open()

    def print(self) -> None:
        self.host.open_print(None, {"report": "list-comparison", "comparison": self.code})

    def narrow(self, is_narrow: bool) -> None:
        self.cells.setFixedWidth(WIDTH.cells_narrow if is_narrow else WIDTH.cells)


__all__ = ["ComparingPage"]
