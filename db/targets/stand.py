"""Targets as they stand: each with its actual figure today, or as it was kept when it was settled."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from sqlalchemy import Connection

from db import query
from db.codes import code_list
from db.quality.books import Books
from db.query import Question
from db.registers.targets import Target, TargetState, term_words
from db.rules import target_measures as measures
from db.rules import targets as rule
from db.rules.targets import AT_MOST, Standing
from db.rules.working import Put, Working
from db.targets import examined, registers
from db.targets.asked import Actual, Reading, unknown

FINAL, MID = "final", "mid"


@dataclass(frozen=True)
class Stood:
    """One target with how it stands. kept: the row that holds it since it was settled."""

    row: Mapping[str, Any]
    title: str
    school: str
    teacher: str
    actual: Actual
    standing: Standing
    kept: Mapping[str, Any] | None = None

    @property
    def key(self) -> bytes:
        key: bytes = self.row["id"]
        return key

    @property
    def unit(self) -> str:
        return measures.measure(self.row["measure"]).unit

    @property
    def reached(self) -> bool | None:
        return self.standing.reached

    @property
    def shown(self) -> str:
        """The figure with its unit; what was judged, where there is none."""
        if self.actual.value is None:
            return self.actual.said or "—"
        return f"{self.standing.shown}{self.unit}"

    @property
    def wanted(self) -> str:
        """不低于94%, 不高于4%, 达标."""
        value = decimal_of(self.row["value"])
        if value is None:
            return str(self.row["wanted"] or "—")
        said = "不高于" if direction(self.row) == AT_MOST else "不低于"
        more = f"，{self.row['wanted']}" if self.row["wanted"] else ""
        return f"{said}{rule.plain(value)}{self.unit}{more}"

    @property
    def source(self) -> str:
        """数据来源, the measure's own where nothing else was written."""
        return str(self.row["source"] or measures.measure(self.row["measure"]).source)

    @property
    def baseline(self) -> str:
        value = decimal_of(self.row["baseline"])
        return "" if value is None else f"{rule.plain(value)}{self.unit}"

    @property
    def state(self) -> str:
        """达标, 差0.01, or what is missing to say so."""
        if self.standing.reached is None:
            return "待评定" if self.row["measure"] == measures.HAND else "还没有数"
        return "达标" if self.standing.reached else self.standing.gap or "未达标"

    @property
    def bar(self) -> tuple[float, float] | None:
        """How far the figure reaches and where the target stands, from 0 to 1; None without both numbers."""
        value, wanted = self.actual.value, decimal_of(self.row["value"])
        if value is None or wanted is None:
            return None
        whole = Fraction(100) if self.unit == "%" else max(value, Fraction(wanted), Fraction(1)) * Fraction(5, 4)
        return min(float(value / whole), 1.0), min(float(Fraction(wanted) / whole), 1.0)

    @property
    def weight(self) -> Decimal | None:
        return decimal_of(self.row["weight"])

    @property
    def points(self) -> Decimal | None:
        return rule.points(self.standing.reached, self.weight)

    @property
    def period(self) -> str:
        return term_words(self.row["year"], self.row["term"])


def direction(row: Mapping[str, Any]) -> str:
    """At least or at most: as it was written, else as the measure has it."""
    return str(row["direction"] or measures.measure(row["measure"]).direction)


def decimal_of(value: Any) -> Decimal | None:
    return None if value in (None, "") else Decimal(str(value))


def stood(
    connection: Connection, books: Books, where: list[tuple[str, str]], *, only: bytes | None = None
) -> list[Stood]:
    """The targets asked for, by school and in the order of the list of measures."""
    context = books.context
    ids = query.ids(connection, Target, Question(where=tuple(where)), context)
    rows = query.values(connection, Target, [one for one in ids if only in (None, one)], context)
    reading = Reading(books, connection)
    kept = kept_by_target(connection)
    order = {code.code: place for place, code in enumerate(code_list("target_measure").codes)}
    schools = {key: place for place, key in enumerate(context.titles("schools"))}
    rows.sort(
        key=lambda row: (
            schools.get(row["school_id"], -1), context.titles("staff").get(row["teacher_id"] or b"", ""),
            order.get(row["measure"], 0), row["grade"] or "", row["subject"] or "", row["name"] or "",
        )
    )  # fmt: skip
    return [one(reading, row, kept.get(row["id"])) for row in rows]


def one(reading: Reading, row: Mapping[str, Any], kept: Mapping[str, Any] | None = None) -> Stood:
    """A target with its figure; the kept one where it was settled."""
    titles = reading.context.titles
    if kept is not None:
        actual, standing = _as_kept(row, kept)
    else:
        actual = measured(reading, row)
        standing = _standing(row, actual)
    school = titles("schools").get(row["school_id"] or b"", "") or "全镇"
    teacher = titles("staff").get(row["teacher_id"] or b"", "")
    return Stood(row, str(row["title"] or ""), school, teacher, actual, standing, kept)


def measured(reading: Reading, row: Mapping[str, Any]) -> Actual:
    """The actual figure of a target, from the registers or as it was judged."""
    if row["measure"] == measures.HAND:
        return _judged(row)
    asked = reading.ask(row)
    if asked.first > reading.context.today:
        return Actual(None, Working(str(row["title"]), "", (), "算不出：还没有开始。"))
    if row["school_id"] is None and reading.once("of one school", lambda: reading.of_one_school):
        return unknown(str(row["title"]), "全镇的数由中心学校的台账算")
    if row["measure"] in measures.OF_EXAMS:
        return examined.take(reading, asked)
    return registers.TAKES[row["measure"]](reading, asked)


def _judged(row: Mapping[str, Any]) -> Actual:
    value = decimal_of(row["judged"])
    said = {1: "达标", 0: "未达标"}.get(row["judged_reached"], "") if value is None else ""
    puts = [("评定人", row["judged_by"]), ("评定日期", row["judged_on"]), ("依据", row["judged_why"])]
    shown = rule.plain(value) if value is not None else said or "还没有评定。"
    working = Working(
        str(row["name"] or ""), "手工评定", tuple(Put(name, str(text)) for name, text in puts if text), shown
    )
    return Actual(None if value is None else Fraction(value), working, said)


def _standing(row: Mapping[str, Any], actual: Actual) -> Standing:
    """By the figure and the target; where one of them is no number, as it was judged."""
    told = row["judged_reached"] if row["measure"] == measures.HAND else None
    found = rule.standing(actual.value, decimal_of(row["value"]), direction(row))
    return found if told is None else found._replace(reached=bool(told), gap="" if told else found.gap)


def _as_kept(row: Mapping[str, Any], kept: Mapping[str, Any]) -> tuple[Actual, Standing]:
    value = decimal_of(kept["value"])
    reached = None if kept["reached"] is None else bool(kept["reached"])
    lines = str(kept["working"] or "").splitlines() or [""]
    puts = tuple(Put(name, text) for name, _, text in (line.partition("：") for line in lines[1:]))
    said = str(kept["said"] or "")
    shown = rule.plain(value) if value is not None else said
    result = shown if value is None else f"{shown}{measures.measure(row['measure']).unit}"
    working = Working(str(row["title"]), lines[0], puts, result, (f"{kept['on']} 兑现时的数，以后不再变。",))
    actual = Actual(None if value is None else Fraction(value), working, said)
    return actual, Standing(reached, shown or "—", str(kept["gap"] or ""))


def in_percent(found: Iterable[Stood]) -> list[tuple[str, float, float]]:
    """What a chart can show side by side: percentages that should be high; title, figure as it is written, target."""
    return [
        (one.title.removeprefix(one.teacher).strip(), float(one.standing.shown), float(one.row["value"]))
        for one in found
        if one.unit == "%" and one.actual.value is not None and one.row["value"] and direction(one.row) == rule.AT_LEAST
    ]


def told(working: Working) -> str:
    """A working as text that is kept: the formula, then a line for each number."""
    return "\n".join([working.formula, *(f"{put.label}：{put.value}" for put in working.puts)])


def kept_by_target(connection: Connection) -> dict[bytes, Mapping[str, Any]]:
    """The last final state of every settled target."""
    columns = ", ".join(f's."{name}"' for name in TargetState.columns())
    found = connection.exec_driver_sql(
        f"SELECT {columns} FROM target_states s JOIN targets t ON t.id = s.target_id "
        'WHERE s.deleted = 0 AND s.kind = ? AND t.settled_on IS NOT NULL AND s."on" = t.settled_on',
        (FINAL,),
    ).mappings()
    return {row["target_id"]: dict(row) for row in found}


__all__ = ["FINAL", "MID", "Stood", "decimal_of", "in_percent", "kept_by_target", "measured", "one", "stood", "told"]
