"""Entry lists: which children enter this autumn, by village and zone, from the village lists; each gets one row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection

from db.duplicates import apart_from_joined
from db.errors import Trouble
from db.register import key_id
from db.registers import Admission, Child, Student
from db.registers import Zone as ZoneRow
from db.rules.comparison import Rosters
from db.rules.entry import KINDERGARTEN, Due, Zone, Zones, standing
from desktop.work.bulk import put_rows
from desktop.work.office import Office
from desktop.work.outcome import Outcome

Child_ = Mapping[str, Any]


@dataclass
class Entering:
    """The village lists against this autumn's entry."""

    year: int
    due: dict[Due, list[Child_]] = field(default_factory=lambda: defaultdict(list))
    school: dict[bytes, bytes] = field(default_factory=dict)
    """Of each child that enters, the school of its zone; a child without one is not here."""
    listed: dict[bytes, bool] = field(default_factory=dict)
    """Children that have their row already, and whether their notice is printed."""

    @property
    def entering(self) -> list[Child_]:
        return [*self.due[Due.DUE], *self.due[Due.LATE]]

    @property
    def unzoned(self) -> list[Child_]:
        """Who should enter and has no zone: the village, or the part of it, belongs to no school yet."""
        return [child for child in self.entering if child["id"] not in self.school]


def entering(office: Office, year: int | None = None) -> Entering:
    """Everybody of the village lists judged. Reads children, rosters, zones and rows of this year."""
    year = year or office.today.year
    found = Entering(year)
    age, month = int(office.setting("entry.age")), int(office.setting("entry.until_month"))
    with office.look() as connection:
        names = {name for (name,) in connection.exec_driver_sql("SELECT name FROM schools WHERE deleted = 0")}
        rosters = Rosters(_pupils(connection), names)
        zones = Zones(_zones(connection, year))
        postponed = _deferred(connection, year)
        for child in _children(connection):
            if child["id"] in postponed and postponed[child["id"]] > year:
                continue
            where = standing(child, year, rosters.student(child) is not None, names, age, month)
            found.due[where].append(child)
            school = zones.school_of(child["village_id"], child["address"])
            if school is not None and where in (Due.DUE, Due.LATE):
                found.school[child["id"]] = school
        for child, printed in connection.exec_driver_sql(
            "SELECT child_id, printed_on IS NOT NULL FROM admissions WHERE year = ? AND deleted = 0", (year,)
        ):
            found.listed[child] = bool(printed)
    return found


def _children(connection: Connection) -> list[Child_]:
    columns = (
        "id",
        "school_id",
        "village_id",
        "name",
        "sex",
        "born_on",
        "id_number",
        "address",
        "in_school",
        "attends",
    )
    listed = ", ".join(f'children."{column}"' for column in columns)
    rows = connection.exec_driver_sql(
        f"SELECT {listed} FROM children WHERE deleted = 0 AND {apart_from_joined(Child)} ORDER BY village_id, name, id"
    )
    return [dict(zip(columns, row, strict=True)) for row in rows.all()]


def _pupils(connection: Connection) -> list[Child_]:
    """Who sits in grade one or above; a kindergarten's child still enters."""
    columns = ("id", "name", "born_on", "id_number")
    rows = connection.exec_driver_sql(
        "SELECT students.id, name, born_on, id_number FROM students WHERE deleted = 0 AND coalesce(stage, '1') <> '0' "
        f"AND coalesce(status, '01') IN ('01', '02', '04', '05') AND {apart_from_joined(Student)}"
    )
    return [dict(zip(columns, row, strict=True)) for row in rows.all()]


def _zones(connection: Connection, year: int) -> list[Zone]:
    rows = connection.exec_driver_sql(
        "SELECT village_id, coalesce(part, ''), school_id FROM zones WHERE year = ? AND deleted = 0", (year,)
    )
    return [Zone(village, part, school) for village, part, school in rows.all()]


def _deferred(connection: Connection, year: int) -> dict[bytes, int]:
    """Children put off in an earlier year, with the year in which they enter."""
    rows = connection.exec_driver_sql(
        "SELECT child_id, max(coalesce(deferred_until, year + 1)) FROM admissions WHERE deleted = 0 AND year < ? "
        "AND deferred_on IS NOT NULL GROUP BY child_id",
        (year,),
    )
    return dict(rows.all())


# -- zones ----------------------------------------------------------------------------------------------------


def make_zones(office: Office, year: int | None = None) -> Outcome:
    """This year's zones: as last year's, or each village to the school responsible for it. Raises Trouble."""
    year = year or office.today.year
    with office.look() as connection:
        known = _zones(connection, year)
        before = _zones(connection, year - 1) or [
            Zone(village, "", school)
            for village, school in connection.exec_driver_sql(
                "SELECT id, responsible_id FROM villages WHERE deleted = 0 AND responsible_id IS NOT NULL"
            )
        ]
    taken = {zone.village for zone in known}
    new = [z for z in before if z.village not in taken and (not office.bound or z.school == office.school_id)]
    if not new:
        raise Trouble(f"{year}年没有要补的划片。", "请在“划片”里逐村核对，或先在“村组”里填责任学校。")
    lines = [
        (key_id("zones", [year, z.village, z.part or None]), z.school, year, z.village, z.part or None) for z in new
    ]
    with office.change(f"{year}年划片") as rows:
        put_rows(rows, ZoneRow, ("id", "school_id", "year", "village_id", "part"), lines)
    return Outcome(f"{year}年划片已补 {len(new)} 条，请逐村核对。", frozenset({"zones"}), {"zones": len(new)})


# -- lists ----------------------------------------------------------------------------------------------------


def prepare(office: Office, year: int | None = None) -> Outcome:
    """A row for every child that enters and has none yet; a child goes to the school of its zone.

    Who goes to school elsewhere is noted so; who has no zone waits and is named. Can be done again at any time.
    """
    found = entering(office, year)
    new = [c for c in found.entering if c["id"] in found.school and c["id"] not in found.listed]
    away = [c for c in found.due[Due.ELSEWHERE] if c["id"] not in found.listed]
    if office.bound:
        new = [c for c in new if c["school_id"] == office.school_id == found.school[c["id"]]]
        away = [c for c in away if c["school_id"] == office.school_id]
    names = ("id", "school_id", "child_id", "year", "elsewhere", "kindergarten")
    rows_of = [(c, found.school[c["id"]], None) for c in new] + [(c, c["school_id"], c["attends"]) for c in away]
    lines = [
        (key_id("admissions", [c["id"], found.year]), to, c["id"], found.year, elsewhere, _before(c))
        for c, to, elsewhere in rows_of
    ]
    moves = [(c["id"], "school_id", to) for c, to in _moving(found)] if not office.bound else []
    if lines or moves:
        with office.change(f"{found.year}年入学名单") as rows:
            put_rows(rows, Admission, names, lines)
            rows.set_cells(Child, moves)
    changed = {"admissions"} if lines else set()
    return _told(found, len(new), len(away), frozenset(changed | ({"children", "admissions"} if moves else set())))


def _before(child: Child_) -> str | None:
    """The kindergarten a child comes from."""
    attends = str(child["attends"] or "")
    return attends if any(word in attends for word in KINDERGARTEN) else None


def _moving(found: Entering) -> Iterator[tuple[Child_, bytes]]:
    """Children whose zone is another school's than the one their row is with, until their notice is printed."""
    for child in found.entering:
        to = found.school.get(child["id"])
        if to is not None and child["school_id"] != to and not found.listed.get(child["id"]):
            yield child, to


def _told(found: Entering, new: int, away: int, changed: frozenset[str]) -> Outcome:
    said = f"{found.year}年秋季应入学 {len(found.entering)} 人，新列入名单 {new} 人"
    said += f"，外地就读 {away} 人。" if away else "。"
    unzoned, unknown = found.unzoned, found.due[Due.UNKNOWN]
    parts = [f"{len(unzoned)} 人没有划片" if unzoned else "", f"{len(unknown)} 人没有出生日期" if unknown else ""]
    waiting = "，".join(part for part in parts if part)
    data = {
        "year": found.year, "entering": len(found.entering), "added": new, "elsewhere": away,
        "without_zone": [{"id": c["id"].hex(), "name": c["name"]} for c in unzoned],
        "without_birthday": [{"id": c["id"].hex(), "name": c["name"]} for c in unknown],
    }  # fmt: skip
    advice = f"还有{waiting}，没有列入：请补全后再做一次。" if waiting else ""
    return Outcome(said, changed, data, attention=bool(waiting), advice=advice)
