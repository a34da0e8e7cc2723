"""The manual: opens at the page of the place one is in; its pages stand in a list at the left."""

from __future__ import annotations

import tomllib
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QFont, QImageReader, QTextBlock, QTextBlockFormat, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QListWidgetItem, QTextBrowser, QWidget

from desktop.ui.look import RESOURCES, SIZE, SPACE, WIDTH, colour, font
from desktop.ui.parts import down, press

FOLDER = RESOURCES / "manual"
KEY = Qt.ItemDataRole.UserRole


def pages(folder: Path = FOLDER) -> list[tuple[str, str, Path]]:
    """(name, title, file) in the order of contents.toml."""
    found = []
    for name in tomllib.loads((folder / "contents.toml").read_text("utf-8"))["pages"]:
        file = folder / f"{name}.md"
        first = next((line for line in file.read_text("utf-8").splitlines() if line.startswith("# ")), f"# {name}")
        found.append((name, first[2:].strip(), file))
    return found


LEDGERS = {
    "控辍保学": "dropout",
    "关爱": "care",
    "考勤": "attendance",
    "资助": "aid",
    "公文": "documents",
    "教师": "teachers",
    "检查": "rounds",
    "检查表": "checklists",
    "隐患": "hazards",
    "考试与成绩": "scores",
    "分析": "analysis",
    "目标与责任书": "targets",
    "考核评比": "appraisal",
    "均衡监测": "balance",
    "工具": "quota",
}
"""Pages of the manual for the ledgers of a group; the others have that of the rosters."""


class Help(QDialog):
    """A window beside the window; filled when it is first wanted."""

    printing = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setWindowTitle("说明书")
        self.resize(WIDTH.window_min, WIDTH.window_min_height)
        self.list, self.text = QListWidget(), QTextBrowser()
        self.list.setFixedWidth(WIDTH.manual_list)
        self.list.setAccessibleName("目录")
        self.text.setAccessibleName("说明")
        self.text.setOpenLinks(False)
        self.text.anchorClicked.connect(self._follow)
        self.list.currentItemChanged.connect(self._show)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(SPACE.s, SPACE.s, 0, 0)
        layout.setSpacing(SPACE.s)
        self.print = press("打印整本", "printer", "ghost", does=self.printing.emit)
        layout.addWidget(down((self.list, 1), self.print, gap=SPACE.s, pad=(0, 0, 0, SPACE.s)))
        layout.addWidget(self.text, 1)

    def show_page(self, name: str) -> None:
        """Open the manual at this page; at the first if there is none of that name."""
        if not self.list.count():
            for key, title, file in pages():
                item = QListWidgetItem(title, self.list)
                item.setData(KEY, (key, str(file)))
        names = [self.list.item(place).data(KEY)[0] for place in range(self.list.count())]
        if names:
            self.list.setCurrentRow(names.index(name) if name in names else 0)
        self.show()
        self.raise_()
        self.activateWindow()
        self.list.setFocus()

    def _show(self, item: QListWidgetItem | None) -> None:
        if item is None:
            return
        file = Path(item.data(KEY)[1])
        document = self.text.document()
        document.setDefaultFont(font(SIZE.text))
        document.setBaseUrl(QUrl.fromLocalFile(f"{file.parent}/"))
        self.text.setSearchPaths([str(file.parent)])
        document.setMarkdown(file.read_text("utf-8"), QTextDocument.MarkdownFeature.MarkdownDialectGitHub)
        self._dress(document)
        self.text.moveCursor(QTextCursor.MoveOperation.Start)

    def _dress(self, document: QTextDocument) -> None:
        """Rank by size and colour, since the face has no bold; no picture wider than the page."""
        widest = self.width() - WIDTH.manual_list - 4 * SPACE.xl
        block = document.begin()
        while block.isValid():
            level = block.blockFormat().headingLevel()
            for form, cursor in _fragments(document, block):
                picture = form.toImageFormat()
                if picture.isValid():
                    known = QImageReader(str(FOLDER / picture.name())).size().width()
                    picture.setWidth(min(widest, known) if known > 0 else SIZE.icon)
                    cursor.setCharFormat(picture)
                    continue
                look = QTextCharFormat()
                look.setFont(font({1: SIZE.title, 2: SIZE.head}.get(level, SIZE.text)))
                if form.fontWeight() > QFont.Weight.Normal and not level:
                    look.setForeground(colour("accent"))
                cursor.mergeCharFormat(look)
            room = QTextBlockFormat()
            room.setTopMargin(SPACE.l if level > 1 else SPACE.xs)
            room.setBottomMargin(SPACE.xs)
            QTextCursor(block).mergeBlockFormat(room)
            block = block.next()

    def _follow(self, link: QUrl) -> None:
        self.show_page(Path(link.path()).stem)


def _fragments(document: QTextDocument, block: QTextBlock) -> list[tuple[QTextCharFormat, QTextCursor]]:
    """The pieces of a paragraph, each with a cursor that has chosen it; collected before any is changed."""
    found, places = [], block.begin()
    while not places.atEnd():
        fragment = places.fragment()
        cursor = QTextCursor(document)
        cursor.setPosition(fragment.position())
        cursor.setPosition(fragment.position() + fragment.length(), QTextCursor.MoveMode.KeepAnchor)
        found.append((fragment.charFormat(), cursor))
        places += 1
    return found
