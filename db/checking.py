"""Checking a data file: whole, equal to its journal, nothing pointing nowhere, rules kept, likely duplicates."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from db import query
from db.duplicates import likely_same
from db.history import replayed
from db.query import Question
from db.register import Context, Register
from db.registers import REGISTERS


@dataclass
class Report:
    """findings make a file not whole; rows break a rule; duplicates may be the same person."""

    findings: list[str] = field(default_factory=list)
    rows: list[tuple[type[Register], bytes, str, str]] = field(default_factory=list)
    duplicates: list[tuple[type[Register], tuple[bytes, ...], str]] = field(default_factory=list)


def check(connection: Connection, context: Context, progress: Callable[[str, int, int], None]) -> Report:
    """All checks, register by register."""
    report = Report()
    progress("检查文件是否完好", 0, len(REGISTERS))
    said = [line for (line,) in connection.exec_driver_sql("PRAGMA integrity_check(20)")]
    report.findings += [] if said == ["ok"] else [f"文件有损坏：{line}" for line in said]
    report.findings += list(_gaps(connection))
    spoken_of = {name for (name,) in connection.exec_driver_sql("SELECT DISTINCT register FROM operations")}
    for number, register in enumerate(REGISTERS):
        progress(f"核对{register.title}", number, len(REGISTERS))
        if register.register_name() not in spoken_of and not _has_rows(connection, register):
            continue
        report.findings += list(_unequal(connection, register))
        report.findings += list(_dangling(connection, register))
        report.rows += list(_rules(connection, register, context))
        if register.people:
            report.duplicates += list(likely_same(connection, register))
    return report


def _gaps(connection: Connection) -> Iterator[str]:
    for site, last, count in connection.exec_driver_sql(
        "SELECT site, max(number), count(*) FROM entries "
        "WHERE site = (SELECT CAST(value AS INTEGER) FROM local WHERE name = 'site') GROUP BY site"
    ):  # of other machines this file may rightly hold only what concerns its school
        if last != count:
            yield f"机器 {site} 的改动记录有 {last - count} 处缺号。"


def _has_rows(connection: Connection, register: type[Register]) -> bool:
    return connection.exec_driver_sql(f'SELECT 1 FROM "{register.register_name()}" LIMIT 1').first() is not None


def _unequal(connection: Connection, register: type[Register]) -> Iterator[str]:
    """Rows of the table that differ from what the journal replays to."""
    columns = register.columns()
    listed = ", ".join(f'"{c}"' for c in columns)
    table = {
        row[columns.index("id")]: row
        for row in connection.exec_driver_sql(f'SELECT {listed} FROM "{register.register_name()}"')
    }
    wrong = 0
    for row, values in replayed(connection, register):
        if tuple(values[c] for c in columns) != tuple(table.pop(row, ())):
            wrong += 1
    if wrong:
        yield f"{register.title}有 {wrong} 行与改动记录不一致。"
    if table:
        yield f"{register.title}有 {len(table)} 行没有改动记录。"


def _dangling(connection: Connection, register: type[Register]) -> Iterator[str]:
    for declared in register.links():
        # A school that has just joined is named by its invitation; its row comes in the first parcel from the center.
        joined = "AND lower(hex(t.school_id)) <> coalesce((SELECT value FROM local WHERE name = 'school'), '')"
        count = connection.exec_driver_sql(
            f'SELECT count(*) FROM "{register.register_name()}" t '
            f'WHERE t."{declared.column}" IS NOT NULL AND t.deleted = 0 AND NOT EXISTS '
            f' (SELECT 1 FROM "{declared.target}" o WHERE o.id = t."{declared.column}") '
            f"{joined if declared.column == 'school_id' else ''}"
        ).scalar()
        if count:
            yield f"{register.title}有 {count} 行的“{declared.label}”指向不存在的记录。"


def _rules(
    connection: Connection, register: type[Register], context: Context
) -> Iterator[tuple[type[Register], bytes, str, str]]:
    with Session(bind=connection) as session:
        for row in session.query(register).filter(register.deleted == 0).yield_per(1000):
            for problem in row.problems(context):
                yield register, row.id, problem.field, problem.sentence
    ids = query.ids(connection, register, Question(), context)
    for finding in register.checks(query.values(connection, register, ids, context), context):
        yield register, finding.row, finding.field, finding.sentence
