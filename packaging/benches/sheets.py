"""Workbooks of 20,000 students: how long they take to come in and go out, beside reading and writing cells alone."""

from __future__ import annotations

import random
import sqlite3
import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from typing import Any

from measuring import Pair, Times, bench

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
ROWS, TODAY = 20_000, date(2026, 11, 21)
HEADINGS = [
    "学校名称", "年级", "班级", "姓名", "性别", "出生日期", "民族", "身份证件类型", "身份证件号",
    "政治面貌", "健康状况", "户口性质", "学籍辅号", "入学年月", "入学方式", "就读方式",
    "学生来源", "现住址", "联系电话", "邮政编码",
    "是否独生子女", "是否留守儿童", "是否孤儿", "随班就读", "残疾类型", "上下学距离", "成员1姓名", "成员1关系",
    "成员1联系电话", "备注",
]  # fmt: skip


@bench(Times(4.0), rounds=3)
def import_sheet(folder: Path) -> Iterator[Pair]:
    """20,000 × 30 brought in whole as one entry, beside reading the workbook and inserting the same cells raw."""
    sheet, number = roster(folder), count()
    yield Pair(work=lambda: brought_in(folder, sheet, next(number)), floor=lambda: bare_in(folder, sheet, next(number)))


@bench(Times(1.5), rounds=3)
def export_sheet(folder: Path) -> Iterator[Pair]:
    """20,000 students written as a workbook to work on, beside openpyxl writing the same cells."""
    from db.registers import Student
    from desktop.work import exports
    from desktop.work.office import Office

    brought_in(folder, roster(folder), 0)
    office = Office.open(folder / "0" / "a.xiangxiao", "bench", TODAY)
    exports.export(office, Student, folder / "out.xlsx", show_private=True)
    rows = [[None if cell == "" else cell for cell in row] for row in read(folder / "out.xlsx")]
    yield Pair(
        work=lambda: exports.export(office, Student, folder / "out.xlsx", show_private=True),
        floor=lambda: write(folder / "bare.xlsx", rows),
    )
    office.close()


def brought_in(folder: Path, sheet: Path, number: int) -> float:
    """Seconds for the import; founding the office and the backup before the import are not counted."""
    from db.registers import Student
    from desktop.work import imports
    from desktop.work.office import Office

    (folder / str(number)).mkdir()
    office = Office.found(
        folder / str(number) / "a.xiangxiao", "青石镇中心学校", "center", "2161000123", "bench", TODAY
    )
    waited, backup = [0.0], office.workspace.backup

    def timed(*words: Any, **named: Any) -> Any:
        begun = time.perf_counter()
        made = backup(*words, **named)
        waited[0] += time.perf_counter() - begun
        return made

    office.workspace.backup = timed  # type: ignore[method-assign]
    begun = time.perf_counter()
    outcome = imports.open_sheet(office, Student, sheet).apply()
    taken = time.perf_counter() - begun - waited[0]
    assert outcome.data["added"] > ROWS * 0.99, outcome.sentence
    office.close()
    return taken


def bare_in(folder: Path, sheet: Path, number: int) -> None:
    rows = read(sheet)
    with sqlite3.connect(folder / f"{number}.db") as file:
        file.execute("PRAGMA journal_mode = WAL")
        file.execute("PRAGMA synchronous = FULL")
        file.execute(f"CREATE TABLE cells ({', '.join(f'c{n}' for n in range(len(rows[0])))})")
        file.executemany(f"INSERT INTO cells VALUES ({', '.join('?' * len(rows[0]))})", rows)
    file.close()


def read(sheet: Path) -> list[list[Any]]:
    from python_calamine import CalamineWorkbook

    return CalamineWorkbook.from_path(str(sheet)).get_sheet_by_index(0).to_python()


def write(path: Path, rows: list[list[Any]]) -> None:
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in rows:
        sheet.append(row)
    book.save(path)


def roster(folder: Path) -> Path:
    path = folder / "roster.xlsx"
    if not path.exists():
        write(path, [["学生基本信息表"], HEADINGS, *(pupil(n) for n in range(ROWS))])
    return path


def pupil(number: int) -> list[Any]:
    from db.rules.id_number import check_character

    dice = random.Random(number)
    grade, boy = dice.randint(1, 6), dice.random() < 0.5
    born = date(2020 - grade, 9, 1) - timedelta(days=dice.randint(0, 364))
    body = f"619901{born:%Y%m%d}{number // 5 % 100:02d}{dice.randint(0, 4) * 2 + boy}"
    name = "".join(dice.choice(part) for part in ("赵钱孙李周吴郑王冯陈褚卫", "伟芳娜秀英敏静丽", "强磊军洋勇艳杰娟涛"))
    return [
        "青石镇中心学校", "一二三四五六"[grade - 1] + "年级", f"{dice.randint(1, 4)}班", name, "男" if boy else "女",
        f"{born:%Y%m%d}", "汉族", "居民身份证", body + check_character(body), "群众",
        "健康或良好", "农业户口", f"{number:016d}", f"{2027 - grade}09", "就近入学", "走读", "正常入学",
        f"青石镇黑沟村{number % 9 + 1}组{number}号", f"1{dice.randint(3000000000, 9999999999)}", "710500",
        "否", "非留守儿童", "否", "非随班就读", "无残疾", dice.randint(1, 9), name[0] + dice.choice("建国平安"), "父亲",
        f"1{dice.randint(3000000000, 9999999999)}", f"备注{number % 50}",
    ]  # fmt: skip
