"""What came with the program, as the center sees and takes it; a school waits for the stick."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from db.errors import NotFound, Trouble
from db.registers import DocumentKind, Shipped
from db.shipments import SHIPMENTS
from db.workspace import Workspace
from desktop import app
from desktop.work import handing, rows, shipped, tables
from desktop.work.office import Office
from tests.desktop.work.offices import TODAY, Offices


def older(office: Office) -> None:
    """The office's books as an older program left them: nothing was taken yet."""
    with office.change("旧版") as change:
        for name in (one.name for one in SHIPMENTS):
            for (row,) in change.rows("SELECT id FROM shipped WHERE name = ?", (name,)):
                change.get(Shipped, row).version = 0


def test_a_new_township_has_taken_everything(office: Office) -> None:
    assert shipped.waiting(office) == 0
    listed = shipped.offers(office).data["shipped"]
    assert {one["name"]: one["held"] for one in listed} == {one.name: one.version for one in SHIPMENTS}


def test_the_center_is_told_what_it_changed_itself_and_keeps_it(office: Office) -> None:
    row = tables.ids(office, DocumentKind, where=[("kind", "circular")])[0]
    rows.change(office, DocumentKind, row, {"headline": "本镇通报"})
    older(office)
    assert shipped.waiting(office) == len(SHIPMENTS)
    told = next(one for one in shipped.offers(office).data["shipped"] if one["name"] == "document-kinds")
    assert [(cell["label"], cell["stands"]) for cell in told["own"]] == [("标题", "本镇通报")]
    outcome = shipped.take(office, "document-kinds")
    assert outcome.data["kept"] == 1
    assert tables.rows(office, DocumentKind, [row])[0]["headline"] == "本镇通报"
    assert shipped.waiting(office) == len(SHIPMENTS) - 1


def test_an_unknown_name_says_where_to_look(office: Office) -> None:
    with pytest.raises(NotFound):
        shipped.take(office, "没有这个")


def test_a_school_receives_it_by_stick_and_takes_nothing_itself(tmp_path: Path) -> None:
    offices = Offices(tmp_path)
    handing.exchange(offices.point, offices.stick)
    assert tables.count(offices.point, DocumentKind) == 0
    assert shipped.waiting(offices.point) == 0
    offices.carry()
    assert tables.count(offices.point, DocumentKind) == tables.count(offices.center, DocumentKind)
    with pytest.raises(Trouble):
        shipped.take(offices.point, "document-kinds")
    offices.close()


def test_the_command_lists_and_takes(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    older(office)

    def say(*words: str) -> tuple[int, dict[str, object]]:
        status = app.main(["--data", str(office.path), "--today", TODAY.isoformat(), *words, "--json"])
        return status, json.loads(capsys.readouterr().out)

    status, answer = say("shipped")
    assert (status, [one["offered"] for one in answer["shipped"]]) == (0, [True] * len(SHIPMENTS))  # type: ignore[attr-defined]
    status, answer = say("shipped", "--take", "document-kinds")
    assert (status, answer["new"], answer["kept"]) == (0, 0, 0)
    status, answer = say("shipped", "--take", "没有这个")
    assert (status, "error" in answer) == (2, True)


def test_a_file_of_the_first_release_is_offered_all_of_it(tmp_path: Path) -> None:
    file = Path(shutil.copy("tests/old_files/0001.xiangxiao", tmp_path / "旧.xiangxiao"))
    office = Office(Workspace.open(file), "王老师", TODAY)
    try:
        if office.bound:
            pytest.skip("the saved file is a school's")
        assert shipped.waiting(office) == len(SHIPMENTS)
        for one in SHIPMENTS:
            shipped.take(office, one.name)
        assert shipped.waiting(office) == 0
    finally:
        office.workspace.changed = False
        office.close()
