"""Head and foot of a sheet being filled in: how far it is, what it comes to, which keys there are, where to go on."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QVBoxLayout

from db.rules.marks import written
from desktop.ui.look import SPACE
from desktop.ui.pages.inspect_answers import HINTS
from desktop.ui.pages.inspect_drawings import Figure, Ring
from desktop.ui.pages.inspect_side import Part
from desktop.ui.parts import Elided, across, down, foot, press, words
from desktop.work.inspecting import Filling


class Head(QFrame):
    """The ring, whose sheet it is, the keys of this section, and three figures."""

    def __init__(self, prints: Callable[[], object]) -> None:
        super().__init__()
        self.ring = Ring()
        self.score, self.lost, self.faults = Figure("得分"), Figure("已扣", "red"), Figure("有问题", "amber")
        self.title, self._said, self._keys = Elided("title"), Elided("soft"), words("", "hint")
        printing = press("", "printer", "ghost", tip="打印这张表（Ctrl+P）", does=prints)
        text = down(None, self.title, self._said, self._keys, None, gap=SPACE.inner)
        figures = (self.score.frame, self.lost.frame, self.faults.frame)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE.page, SPACE.m, SPACE.l, SPACE.m)
        layout.addWidget(across(self.ring, SPACE.inner, (text, 1), *figures, printing, gap=SPACE.cell))

    def put(self, filling: Filling, part: Part, *, several: bool, writes: bool) -> None:
        result, heading = filling.result, filling.sheet.checklist["heading"]
        self.ring.put(result.total.answered, result.total.items)
        self.title.setText(f"{heading} · {part.name}" if several else str(heading))
        self._said.setText(self._by(filling))
        ways = {line.item.way for line in part.lines}
        hint = HINTS[next(iter(ways))] if len(ways) == 1 else "数字、字母打结果　N 不适用　R 说明　P 照片"
        self._keys.setText(f"键盘：{hint}　↓ 下一项")
        self._keys.setVisible(bool(ways) and writes)
        self.score.put(written(result.score), f"得分（满 {written(result.full)}）")
        self.lost.put(written(result.total.lost), loud=bool(result.total.lost))
        self.faults.put(str(len(result.faulty)), loud=bool(result.faulty))

    def _by(self, filling: Filling) -> str:
        """王秀兰检查，陈大勇陪同。编号 4821-0937。"""
        row = filling.sheet.row
        said = f"{row['inspector']}检查" if row["inspector"] else "还没有写检查人"
        said += f"，{row['host']}陪同。" if row["host"] else "。"
        then = "已完成。" if filling.done else "每一项选一个结果，有问题的写明在哪里。"
        return f"{said}编号 {row['serial']}。{then}"


class Foot:
    """What can be done with the section, and with the sheet."""

    def __init__(
        self,
        rest: Callable[[], object],
        onward: Callable[[], object],
        again: Callable[[], object],
        finish: Callable[[], object],
    ) -> None:
        self._note = words("", "hint")
        self.rest = press("其余都合格", "list-checks", tip="这一节没有查的都按合格、是（Ctrl+Enter）", does=rest)
        self.onward = press("下一节", "arrow-right", "ghost", does=onward)
        self.again = press("重新填写", "pencil", tip="退回填写，改完再完成；历史里看得到", does=again)
        self.finish = press("完成", "check", "primary", does=finish)
        self.frame = foot(self._note, None, self.rest, self.onward, self.again, self.finish)
        self.frame.setFixedHeight(self.frame.height() + SPACE.m)

    def put(self, filling: Filling, following: str, *, lines: bool, writes: bool, read_only: bool) -> None:
        """following: the section after this one; empty at the end."""
        self._note.setText(filling.summary if filling.done else "每答一项就保存，停在哪里下次从哪里继续。")
        self.rest.setVisible(writes and lines)
        self.onward.setVisible(bool(following))
        self.onward.setText(f"下一节：{following}  ")
        self.finish.setVisible(writes and not following)
        self.again.setVisible(filling.done and not read_only)


__all__ = ["Foot", "Head"]
