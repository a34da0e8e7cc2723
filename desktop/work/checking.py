"""Checking the office's file: is it whole, and which rows want attention."""

from __future__ import annotations

from db import checking
from desktop.work.office import Office
from desktop.work.outcome import Outcome, Progress, silent


def check(office: Office, progress: Progress = silent) -> Outcome:
    """File, journal, links, rules, likely duplicates; `ok` speaks of the first three."""
    with office.look() as connection:
        report = checking.check(connection, office.context, progress)
    ok = not report.findings
    data = {
        "ok": ok,
        "findings": report.findings,
        "rows": [
            {"register": register.register_name(), "id": row.hex(), "field": field, "problem": sentence}
            for register, row, field, sentence in report.rows
        ],
        "duplicates": [
            {"register": register.register_name(), "rows": [row.hex() for row in rows], "because": because}
            for register, rows, because in report.duplicates
        ],
    }
    said = (
        "文件完好，与改动记录一致。"
        if ok
        else "文件不完好：" + "；".join(f.rstrip("。") for f in report.findings) + "。"
    )
    if report.rows:
        said += f"有 {len(report.rows)} 处内容要核对。"
    if report.duplicates:
        said += f"有 {len(report.duplicates)} 组疑似重复。"
    return Outcome(said, data=data, attention=not ok, advice="" if ok else "请从最近的备份恢复，或联系中心学校。")
