"""The office: one open data file, who sits before it, and what day it is."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from db import query, shipped
from db.change import Change
from db.errors import FileTrouble, NotFound, Trouble
from db.journal import Who
from db.register import Context, key_id
from db.registers import School, SchoolYear, Term, User
from db.shipments import SHIPMENTS
from db.workspace import Workspace
from desktop.work import frozen, rights
from desktop.work.known import Known

log = logging.getLogger("xiangxiao")


class Office:
    """What every piece of work needs: the file, the person, the day."""

    def __init__(self, workspace: Workspace, who: str, today: date) -> None:
        self.workspace, self.today = workspace, today
        self.school_id = workspace.school_id
        self.who = Who(key_id("users", [self.school_id, who]), who)
        self.known = Known(workspace)
        self.notice = ""

    @classmethod
    def open(cls, path: Path, who: str, today: date) -> Office:
        """A copied file becomes a machine of its own, and `notice` says so. Raises what Workspace.open raises."""
        workspace = Workspace.open(path)
        notice = settle_identity(workspace)
        finish_merge(workspace)
        moved = move_in(workspace)
        office = cls(workspace, who, today)
        if moved is not None:
            notice += f"本校已并入{office.school}，这台电脑现在是{office.school}的电脑。"
        office.notice = notice
        return office

    @classmethod
    def found(cls, path: Path, school: str, kind: str, code: str, who: str, today: date) -> Office:
        """A new township with this school as its center: the file, the school, the school year and its two terms."""
        made = School(name=school.strip(), kind=kind, code=code.strip() or None)
        if not made.name:
            raise Trouble("没有写学校名称。", "请填学校的全称。")
        workspace = Workspace.create(path)
        workspace.set_school(made.id)
        office = cls(workspace, who, today)
        with office.change("建立台账") as rows:
            rows.add(made)
            for row in calendar_of(office.school_year):
                rows.add(row)
            shipped.add_all(rows, SHIPMENTS, today)
        return office

    @property
    def path(self) -> Path:
        return self.workspace.path

    @property
    def read_only(self) -> str:
        return self.workspace.read_only

    @cached_property
    def school(self) -> str:
        known = self.titles("schools").get(self.school_id or b"", "")
        return known or str(self.workspace.local("school_name") or "")  # a school that joined has no rows yet

    def became(self, school: bytes) -> None:
        """This machine is another school's from now on: its own has closed and become part of that one."""
        self.school_id = school
        self.who = Who(key_id("users", [school, self.who.name]), self.who.name)
        for worked_out in ("school", "bound", "_person_known"):
            self.__dict__.pop(worked_out, None)

    def close(self) -> None:
        if self.workspace.changed and has_spoken(self.workspace):
            from db.handoff import identity

            with suppress(FileTrouble):  # the mark is set again next time
                identity.note(self.workspace)
        self.workspace.close()

    # -- reading and writing -------------------------------------------------------------------------------

    @contextmanager
    def look(self) -> Iterator[Connection]:
        with self.workspace.look() as connection:
            yield connection

    @contextmanager
    def change(self, why: str, undoes: int | None = None) -> Iterator[Change]:
        """One unit of work by the person before the screen; a person new to the file is noted first.

        Raises NotOurs, Frozen.
        """
        self._known_person()
        with self.workspace.change(self.who, why, undoes=undoes) as rows:
            yield rows
            rights.only_own(self, rows)
            frozen.refuse(self, rows)

    @cached_property
    def bound(self) -> bool:
        """Whether this machine writes its own school's rows only."""
        return rights.bound(self)

    @cached_property
    def _person_known(self) -> bool:
        with self.workspace.look() as connection:
            known = query.row_of(connection, User, self.who.id) is not None
        if not known:
            with self.workspace.change(self.who, "登记使用人") as rows:
                rows.add(User(id=self.who.id, school_id=self.school_id, name=self.who.name))
        return True

    def _known_person(self) -> None:
        assert self._person_known

    # -- what rules may know -------------------------------------------------------------------------------

    @property
    def school_year(self) -> int:
        """The school year of today: by the calendar the center keeps, else from 1 September."""
        return self.known.school_year(self.today)

    @property
    def context(self) -> Context:
        return self.known.context(self.today, self.school_year)

    def setting(self, name: str) -> Any:
        """What the office has decided, else what ships; of the kind that the setting has. Raises NotFound."""
        return self.known.setting(name)

    def linked(self, register: str, row: bytes) -> Mapping[str, Any] | None:
        return self.known.linked(register, row)

    def titles(self, register: str) -> Mapping[bytes, str]:
        """What each row of a register is called, removed ones too, in the order people expect."""
        return self.known.titles(register, self.today, self.school_year)

    def school_called(self, name: str) -> bytes:
        """The school of that name. Raises NotFound."""
        found = [i for i, title in self.titles("schools").items() if title == name.strip()]
        if not found:
            raise NotFound(f"台账里没有“{name}”这所学校。", "请先在“学校与村组”里添加，或检查名称。")
        return found[0]

    def log_shown(self, what: str, count: int) -> None:
        """Private fields were shown: noted with who, never with what they say."""
        log.info("%s 查看了 %s 的隐私内容，%d 行", self.who.name, what, count)


def has_spoken(workspace: Workspace) -> bool:
    """True if this file has keys, so that other machines may know it."""
    with workspace.look() as connection:
        own = "SELECT 1 FROM sites WHERE site = ? AND sign IS NOT NULL"
        return connection.exec_driver_sql(own, (workspace.site_number,)).first() is not None


def finish_merge(workspace: Workspace) -> None:
    """A merge that was cut off after it was safe: what the find box looks in is written now."""
    with workspace.look() as connection:
        left = connection.exec_driver_sql("SELECT 1 FROM stale LIMIT 1").first()
    if left is not None and not workspace.read_only:
        workspace.catch_up()


def move_in(workspace: Workspace) -> bytes | None:
    """A closed school's machine goes on as its successor's. Answers the school it is of now, if that is another."""
    if workspace.read_only or not has_spoken(workspace):
        return None
    from db.handoff import moving_in

    return moving_in.move_in(workspace)


def settle_identity(workspace: Workspace) -> str:
    """Sees to it, before anything is changed, that no two files speak as one machine. Answers what to tell."""
    if workspace.read_only or not has_spoken(workspace):
        return ""
    from db.handoff import identity

    return identity.settle(workspace)


def calendar_of(year: int) -> list[SchoolYear | Term]:
    """A school year and its two terms as they usually fall; the office corrects the days."""
    return [
        SchoolYear(year=year, starts_on=date(year, 9, 1), ends_on=date(year + 1, 8, 31)),
        Term(year=year, term="1", starts_on=date(year, 9, 1), ends_on=date(year + 1, 1, 20), weeks=20),
        Term(year=year, term="2", starts_on=date(year + 1, 2, 22), ends_on=date(year + 1, 7, 5), weeks=19),
    ]
