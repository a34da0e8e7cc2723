"""What ships becomes rows once; a newer version comes in beside what the office has changed itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from db import shipped
from db.journal import Who
from db.register import Register
from db.registers import DocumentAsk, DocumentKind
from db.shipments import SHIPMENTS
from db.shipped import Shipment
from db.workspace import Workspace

TODAY = date(2026, 11, 21)
WHO = Who(b"\1" * 16, "王秀兰")


def shipment(version: int, **texts: str) -> Shipment:
    """Kinds by their code and headline."""

    def rows() -> Sequence[Register]:
        return [DocumentKind(kind=kind, name=kind, headline=text, form="甲") for kind, text in texts.items()]

    return Shipment("kinds", "公文种类", version, rows)


class Books:
    """A data file and what it holds of kinds of documents."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace

    def found(self, *shipments: Shipment) -> None:
        with self.workspace.change(WHO, "建立台账") as rows:
            shipped.add_all(rows, shipments, TODAY)

    def take(self, one: Shipment, *, overwrite: bool = False) -> shipped.Difference:
        with self.workspace.look() as connection:
            found = shipped.compared(connection, one)
        with self.workspace.change(WHO, "采用") as rows:
            shipped.take(rows, found, TODAY, overwrite=overwrite)
        return found

    def write(self, kind: str, **cells: object) -> None:
        with self.workspace.change(WHO, "修改") as rows:
            row = rows.get(DocumentKind, DocumentKind(kind=kind).id)
            for column, value in cells.items():
                setattr(row, column, value)

    def headlines(self) -> dict[str, str]:
        with self.workspace.look() as connection:
            return dict(
                connection.exec_driver_sql("SELECT kind, headline FROM document_kinds WHERE deleted = 0").all()  # type: ignore[arg-type]
            )

    def offered(self, one: Shipment) -> bool:
        with self.workspace.look() as connection:
            return bool(shipped.offered(connection, [one]))


@pytest.fixture
def books(tmp_path: Path) -> Iterator[Books]:
    workspace = Workspace.create(tmp_path / "office.xiangxiao")
    yield Books(workspace)
    workspace.changed = False
    workspace.close()


def test_a_township_that_is_founded_holds_everything_and_is_offered_nothing(books: Books) -> None:
    one = shipment(1, circular="通报", notice="通知书")
    books.found(one)
    assert books.headlines() == {"circular": "通报", "notice": "通知书"}
    assert not books.offered(one)


def test_a_file_that_never_had_it_is_offered_all_of_it(books: Books) -> None:
    one = shipment(1, circular="通报")
    assert books.offered(one)
    assert [row.values()["kind"] for row in books.take(one).new] == ["circular"]
    assert books.headlines() == {"circular": "通报"}
    assert not books.offered(one)


def test_an_older_program_offers_nothing_to_a_newer_file(books: Books) -> None:
    books.found(shipment(3, circular="通报"))
    assert not books.offered(shipment(2, circular="旧通报"))


def test_a_newer_version_changes_what_the_office_left_alone_and_adds_what_is_new(books: Books) -> None:
    books.found(shipment(1, circular="通报", notice="通知书"))
    found = books.take(shipment(2, circular="情况通报", notice="通知书", letter="信"))
    assert books.headlines() == {"circular": "情况通报", "notice": "通知书", "letter": "信"}
    assert (len(found.new), len(found.updated), len(found.own)) == (1, 1, 0)


def test_a_cell_the_office_wrote_itself_stays_and_its_neighbour_is_brought_up_to_date(books: Books) -> None:
    books.found(shipment(1, circular="通报"))
    books.write("circular", headline="本镇通报", form="乙")
    books.write("circular", form="甲")
    newer = shipment(2, circular="情况通报")
    found = books.take(newer)
    assert [cell[2:] for cell in found.own] == [("headline", "情况通报")]
    assert books.headlines() == {"circular": "本镇通报"}
    third = books.take(shipment(3, circular="第三版通报"))
    assert len(third.own) == 1, "it is still the office's own"
    assert books.headlines() == {"circular": "本镇通报"}


def test_the_office_may_have_everything_as_shipped(books: Books) -> None:
    books.found(shipment(1, circular="通报", notice="通知书"))
    books.write("circular", headline="本镇通报")
    books.write("notice", deleted=True)
    newer = shipment(2, circular="情况通报", notice="通知书")
    books.take(newer, overwrite=True)
    assert books.headlines() == {"circular": "情况通报", "notice": "通知书"}


def test_a_row_the_office_removed_stays_removed(books: Books) -> None:
    books.found(shipment(1, circular="通报", notice="通知书"))
    books.write("notice", deleted=True)
    books.take(shipment(2, circular="情况通报", notice="新通知书"))
    assert books.headlines() == {"circular": "情况通报"}


def test_a_row_no_longer_shipped_goes_unless_the_office_rewrote_it(books: Books) -> None:
    books.found(shipment(1, circular="通报", notice="通知书", letter="信"))
    books.write("letter", headline="致家长")
    books.take(shipment(2, circular="通报"))
    assert books.headlines() == {"circular": "通报", "letter": "致家长"}


def test_what_others_may_point_to_stays_although_it_is_no_longer_shipped(books: Books) -> None:
    books.found(replace(shipment(1, circular="通报", notice="通知书"), keeps=True))
    books.take(replace(shipment(2, circular="通报"), keeps=True))
    assert books.headlines() == {"circular": "通报", "notice": "通知书"}


def test_a_row_the_office_typed_in_itself_keeps_its_cells(books: Books) -> None:
    with books.workspace.change(WHO, "新增") as rows:
        rows.add(DocumentKind(kind="circular", name="circular", headline="自拟通报", form="甲"))
    found = books.take(shipment(1, circular="通报"))
    assert [cell[2] for cell in found.own] == ["headline"]
    assert books.headlines() == {"circular": "自拟通报"}


def test_taking_the_same_again_changes_nothing(books: Books) -> None:
    one = shipment(1, circular="通报")
    books.found(one)
    before = books.workspace.data_version()
    found = books.take(one)
    assert (found.new, found.updated, found.own, found.dropped) == ([], [], [], [])
    assert books.workspace.data_version() == before


@pytest.mark.parametrize("one", SHIPMENTS, ids=lambda one: one.name)
def test_every_shipment_is_common_keyed_and_names_each_row_once(one: Shipment) -> None:
    rows = one.rows()
    assert rows
    assert {type(row).common and type(row).shipped and bool(type(row).key) for row in rows} == {True}
    keys = [(type(row), row.id) for row in rows]
    assert len(keys) == len(set(keys))
    assert [row.values() for row in rows] == [row.values() for row in one.rows()]
    assert {row.school_id for row in rows} == {None}
    assert DocumentAsk.shipped
