"""What an installed copy proves of itself: that nothing it needs was left behind."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

from db import codes
from db.errors import Trouble
from db.registers import REGISTERS, School, Student
from desktop.work import checking, handing, history, mistakes, papers, rows, tables
from desktop.work.office import Office
from desktop.work.outcome import Outcome


def prove(window: Callable[[Path], None]) -> Outcome:
    """Tries each part on a small township of its own; `window` opens one off screen on that file."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        parts = {
            "字体": _tried(_faces),
            "代码表和台账": _tried(_catalogue),
            "数据文件": _tried(lambda: _file(place)),
            "合并": _tried(lambda: _merge(place)),
            "打印": _tried(lambda: _paper(place)),
            "工作簿": _tried(lambda: _workbook(place)),
            "窗口": _tried(lambda: window(place / "自检.xiangxiao")),
        }
    ok = all(said == "好" for said in parts.values())
    said = "程序齐全。" if ok else "程序不齐全：" + "；".join(f"{k}：{v}" for k, v in parts.items() if v != "好")
    advice = "" if ok else "请重新安装程序；数据文件不受影响。"
    return Outcome(said, data={"ok": ok, "parts": parts}, attention=not ok, advice=advice)


def _tried(part: Callable[[], None]) -> str:
    try:
        part()
    except Trouble as trouble:
        return trouble.sentence
    except Exception as error:
        mistakes.note("self-test", error)
        return f"程序出错（{type(error).__name__}），详细情况在日志里。"
    return "好"


def _faces() -> None:
    folder = Path(__file__).resolve().parents[2] / "resources" / "fonts"
    found = sorted(folder.glob("*.ttf"))
    if len(found) < 3:
        raise Trouble(f"字体只有 {len(found)} 种。")


def _catalogue() -> None:
    for register in REGISTERS:
        for field in register.fields().values():
            if field.codes:
                codes.code_list(field.codes).label("1")


def _file(place: Path) -> None:
    office = Office.found(place / "自检.xiangxiao", "自检学校", "center", "", "自检", date.today())
    try:
        rows.add(office, Student, {"name": "李㛃", "sex": "女"})
        rows.add(office, Student, {"name": "王䶮", "sex": "男"})
        history.undo(office)
        said = checking.check(office)
        if not said.data["ok"]:
            raise Trouble(said.sentence)
    finally:
        office.close()


def _merge(place: Path) -> None:
    """A school joins, writes down a pupil and hands in; the center takes it."""
    stick, today = place / "U盘", date.today()
    stick.mkdir()
    center = Office.open(place / "自检.xiangxiao", "自检", today)
    try:
        rows.add(center, School, {"name": "自检教学点", "kind": "教学点"})
        handing.join(
            Path(handing.invite(center, "自检教学点", stick).data["file"]), place / "教学点.xiangxiao", "自检", today
        )
        point = Office.open(place / "教学点.xiangxiao", "自检", today)
        try:
            rows.add(point, Student, {"name": "陈𬀩", "sex": "男"})
            handing.handoff(point, stick)
        finally:
            point.close()
        handing.merge(center, [stick])
        if not tables.count(center, Student, "陈𬀩"):
            raise Trouble("教学点交来的一行没有收到。")
    finally:
        center.close()


def _paper(place: Path) -> None:
    office = Office.open(place / "自检.xiangxiao", "自检", date.today())
    try:
        papers.make(office, "student-roster", place / "自检.pdf", {})
        papers.picture(place / "自检.pdf", 0, 200)
    finally:
        office.close()


def _workbook(place: Path) -> None:
    from desktop.work import exports, imports

    office = Office.open(place / "自检.xiangxiao", "自检", date.today())
    try:
        exports.export(office, Student, place / "自检.xlsx")
        imports.open_sheet(office, Student, place / "自检.xlsx").preview()
    finally:
        office.close()
