"""When something goes wrong: one bridge from everything raised to a calm sentence, and a log of our own mistakes."""

from __future__ import annotations

import sys
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Signal

from db.errors import Trouble
from desktop.work import mistakes


class Bridge(QObject):
    """Everything raised ends here; `said` carries the sentence and the advice to whatever page is open."""

    said = Signal(str, str)

    def __init__(self, log: Path) -> None:
        super().__init__()
        self.log = log

    def catch(self) -> None:
        """From now on no mistake ends the program: it is logged and said."""
        sys.excepthook = self._hook

    def tell(self, trouble: BaseException) -> None:
        """Say a trouble; log a mistake of ours with its traceback, and say where the log is."""
        sentence, advice = self.words(trouble)
        self.said.emit(sentence, advice)

    def words(self, trouble: BaseException) -> tuple[str, str]:
        if isinstance(trouble, Trouble):
            return trouble.sentence, trouble.advice
        mistakes.note("window", trouble)
        return "程序自己出了错，已填的内容没有丢失。", f"可以接着用；请把这个文件交给维护的人：{self.log}"

    def _hook(self, kind: type[BaseException], mistake: BaseException, _trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, mistake, _trace)
            return
        self.tell(mistake)
