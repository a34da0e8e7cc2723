"""What can go wrong outside the program, each with a sentence for the user and what to do next.

Trouble                 the world does not play along; nothing is lost
├── NotFound            a row, register, school, user or file that is not there
├── Rejected            rows that break a rule and were not saved
├── FileTrouble         the data file cannot be used as it is
│   ├── Damaged         the file is broken; the newest good backup is offered
│   ├── NotOurs         it is not one of our data files
│   ├── TooNew          a newer program wrote it
│   ├── ReadOnly        it lies where it must not be written (stick, network share, full disk)
│   └── Busy            another window is writing at this moment
├── SheetTrouble        a workbook that cannot be read as a register
├── PaperTrouble        a page that cannot be printed
└── Stopped             the user pressed stop; nothing was changed

Whatever else is raised is our own mistake: it goes to the log file, and the window says one plain sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from db.register import Problem


_QUOTED = re.compile("“([^“”]{30})[^“”]+”")


def brief(sentence: str) -> str:
    """A sentence that quotes what somebody typed or pasted, without all ten thousand characters of it."""
    return _QUOTED.sub(r"“\1…”", sentence)


class Trouble(Exception):
    """A sentence saying what is the matter, and advice saying what to do next (both Chinese)."""

    advice = ""

    def __init__(self, sentence: str, advice: str = "") -> None:
        self.sentence = brief(sentence)
        super().__init__(self.sentence)
        self.advice = advice or type(self).advice


class NotFound(Trouble):
    advice = "请检查名称是否写对。"


class Rejected(Trouble):
    """Nothing was saved, because these rows break a rule."""

    advice = "请按提示改好后再保存，其他内容没有丢失。"

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(problems[0].sentence, problems[0].advice)
        self.problems = list(problems)


class FileTrouble(Trouble):
    pass


class Damaged(FileTrouble):
    advice = "原文件已原样保留。请从最近的备份恢复。"


class NotOurs(FileTrouble):
    advice = "请选择以 .xiangxiao 结尾的数据文件。"


class TooNew(FileTrouble):
    advice = "请先把本机的程序升级到相同版本，再打开。"


class ReadOnly(FileTrouble):
    advice = "现在只能查看。请把数据文件放到本机硬盘上再改。"


class Busy(FileTrouble):
    advice = "请等几秒钟再保存一次，填的内容还在。"


class SheetTrouble(Trouble):
    advice = "请用WPS打开检查，另存为 .xlsx 后再导入。"


class PaperTrouble(Trouble):
    pass


class Stopped(Trouble):
    advice = "什么都没有改动，可以重新开始。"

    def __init__(self, sentence: str = "已经停止。", advice: str = "") -> None:
        super().__init__(sentence, advice)
