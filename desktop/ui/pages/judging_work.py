"""What is done on a judging sheet: begun, taken from the ledgers, judged, settled, and what becomes of it on paper."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from db.errors import Trouble
from desktop.ui.pages.document_writing import WritePage
from desktop.work import appraisal_honours, appraisal_marks, appraising, judging_sheet
from desktop.work.outcome import Outcome

if TYPE_CHECKING:
    from desktop.ui.pages.judging import JudgingPage


class JudgingWork:
    """The work of one page. changed: something was typed that other pages do not know of; seen: up to which entry."""

    def __init__(self, page: JudgingPage) -> None:
        self.page, self.changed, self.seen = page, False, -1

    def do(self, does: Callable[[], Outcome]) -> None:
        self.page.tell(self.page.try_to(does))

    def written(self, row: int, column: int) -> None:
        """A cell was typed: the page shows it already."""
        self.changed, self.seen = True, self.page.office.workspace.data_version()
        if (row, column) not in self.page.model.wrong:
            self.page.beside.hide()
        self.page.say_sums()

    def begin(self) -> None:
        sheet = self.page.sheet
        if sheet is not None:
            self.do(lambda: appraising.begin(self.page.office, str(sheet.scheme["sign"]), sheet.when.text))

    def refresh(self) -> None:
        self._over_all(appraising.refresh)

    def fill(self) -> None:
        self._over_all(appraisal_marks.fill)

    def reopen(self) -> None:
        sheet = self.page.sheet
        settled = [one.row["id"] for one in sheet.lines if one.settled] if sheet else []
        self.page.banner.ask(
            f"{len(settled)} 份已定等次的重新打开？", "重新考核",
            lambda: self.do(lambda: appraising.reopen(self.page.office, settled)),
        )  # fmt: skip

    def _over_all(self, does: Callable[..., Outcome]) -> None:
        sheet = self.page.sheet
        if sheet is not None:
            self.do(lambda: does(self.page.office, sheet.keys))

    def ask_settle(self) -> None:
        ready = self.page.sheet.ready() if self.page.sheet else []
        if not ready:
            self.page.failed(Trouble("还没有各项都评定好、申诉都答复了的。", "表下面的数是还空着几项。"))
            return
        self.page.banner.ask(
            f"{len(ready)} 份各项都有得分，得分和等次定下来？", "定下来",
            lambda: self.do(lambda: appraising.settle(self.page.office, ready)),
        )  # fmt: skip

    def from_side(self, name: str, said: dict[str, str]) -> None:
        """Judged, objected to or answered in the panel."""
        sheet, here = self.page.sheet, self.page.grid.currentIndex()
        head = self.page.model.head(here.column())
        if sheet is None or head is None:
            return
        key, number = sheet.keys[here.row()], int(sheet.heads[head]["number"])
        self.do(lambda: self._say(name, key, number, said))

    def _say(self, name: str, key: bytes, number: int, said: dict[str, str]) -> Outcome:
        office = self.page.office
        if name == "appeal":
            return appraisal_marks.appeal(office, key, number, said.get("appeal", ""))
        if name == "answer":
            anew = said.get("anew", "").strip()
            points = judging_sheet.points_of(anew) if anew else None
            return appraisal_marks.answer(office, key, number, said.get("answer", ""), points)
        points = judging_sheet.points_of(said.get("points", ""))
        return appraisal_marks.judge(office, key, number, points, said.get("why", ""))

    def lay_over(self, row: int, column: int, cells: list[list[str]]) -> None:
        model = self.page.model
        for down, line in enumerate(cells):
            for across, text in enumerate(line):
                index = model.index(row + down, column + across)
                if index.isValid() and text.strip() and index.flags() & Qt.ItemFlag.ItemIsEditable:
                    model.setData(index, text)
        if model.wrong:
            self.page.banner.say(f"有 {len(model.wrong)} 格填不进去，已标红。", "请逐格改好。", "doubt")

    # -- onto paper ----------------------------------------------------------------------------------------

    def _honoured(self) -> list[bytes]:
        sheet = self.page.sheet
        return [one.row["id"] for one in sheet.lines if one.prizes] if sheet else []

    def write(self, does: Callable[..., Outcome]) -> None:
        """A draft, opened to be looked at and issued."""
        outcome = self.page.try_to(lambda: does(self.page.office, self._honoured()))
        if outcome is not None:
            self.page.host.announce(outcome)
            self.page.host.go(WritePage(self.page.host, document=bytes.fromhex(outcome.data["id"])))

    def ask_certify(self) -> None:
        sheet = self.page.sheet
        count = sum(len(one.prizes) for one in sheet.lines) if sheet else 0
        certify = partial(appraisal_honours.certify, self.page.office, self._honoured())
        self.page.banner.ask(f"出具 {count} 张荣誉证书？编号后不能改。", "出具", partial(self.do, certify))

    def print(self) -> None:
        sheet = self.page.sheet
        options = {"report": "appraisal-summary"}
        if sheet is not None:
            options |= {"scheme": str(sheet.scheme["name"]), "period": sheet.when.text}
        self.page.host.open_print(None, options)


__all__ = ["JudgingWork"]
