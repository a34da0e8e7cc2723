"""Every register, by its declaration alone: table, form, sheet both ways, print, journal, command."""

import json
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest

from db import kinds
from db.history import replayed
from db.register import Register
from db.registers import BY_NAME, REGISTERS
from desktop import app
from desktop.work import checking, exports, history, imports, papers, rows, tables
from desktop.work.forms import Form
from desktop.work.office import Office
from tests.every_register.conftest import Full

Filled = Callable[[type[Register]], tuple[bytes, dict[str, str]]]

every = pytest.mark.parametrize("register", REGISTERS, ids=lambda r: r.register_name())
shown = [r for r in REGISTERS if r.tab]
every_ledger = pytest.mark.parametrize("register", shown, ids=lambda r: r.register_name())


@every
def test_a_form_with_every_field_typed_comes_back_as_it_was_typed(full: Full, register: type[Register]) -> None:
    office, (row, typed) = full.office, full.made[register]
    form = Form.of(office, register, row)
    form.reveal()
    fields = register.fields()
    expected = {name: kinds.KEPT.get(fields[name].kind, text) for name, text in typed.items()}
    assert {name: form.shown(name) for name in typed} == expected
    assert not form.changed
    assert {name: p for name, p in form.problems.items() if p.level == "error"} == {}
    assert form.title


@every
def test_a_form_masks_what_is_private_until_it_is_asked_for(full: Full, register: type[Register]) -> None:
    office, (row, typed) = full.office, full.made[register]
    form = Form.of(office, register, row)
    for name, field in register.fields().items():
        if field.private:
            assert form.shown(name) != typed[name]
            form.type(name, form.shown(name))
    assert not form.changed, "our own mask typed again changes nothing"


@every
def test_what_is_required_is_said_and_stops_saving(office: Office, register: type[Register]) -> None:
    form = Form.blank(office, register)
    for name, field in register.fields().items():
        if not field.computed:
            form.type(name, "")
    wanted = {name for name, field in register.fields().items() if field.required and not field.computed}
    assert wanted <= {name for name, p in form.problems.items() if p.level == "error"}
    assert form.held == bool(wanted or form.problems)


@every
def test_a_table_shows_finds_sorts_and_filters_by_every_field(full: Full, register: type[Register]) -> None:
    office, (row, typed) = full.office, full.made[register]
    everything = set(tables.ids(office, register))
    assert row in everything
    page = tables.table(office, register)
    assert page.count == len(page.rows) == len(everything)
    for name, field in register.fields().items():
        assert set(tables.ids(office, register, sort=[f"-{name}"])) == everything, f"sorted by {name}"
        if not field.computed:
            asked = [(name, typed[name]), (name, "!")]
            assert row in tables.ids(office, register, where=asked), f"{name}={typed[name]}, and not empty"
            assert row not in tables.ids(office, register, where=[(name, "")])
            assert row not in tables.ids(office, register, where=[(name, f"!{typed[name]}")])
        if field.searchable and not field.computed:
            assert row in tables.ids(office, register, find=typed[name]), f"found by {name}"


@every
def test_a_list_masks_what_is_private(full: Full, register: type[Register]) -> None:
    office, (row, typed) = full.office, full.made[register]
    private = {name for name, field in register.fields().items() if field.private}
    masked = tables.rows(office, register, [row])[0]
    plain = tables.rows(office, register, [row], show_private=True)[0]
    assert {name for name in private if masked[name] == typed[name]} == set()
    assert {name for name in private if plain[name] != typed[name]} == set()


@every
def test_the_journal_names_every_field(full: Full, register: type[Register]) -> None:
    office, (row, typed) = full.office, full.made[register]
    entries = history.history(office, register, row, show_private=True)
    said = {c["field"]: c["new"] for entry in entries for c in entry["changes"]}
    assert set(typed) <= set(said)
    masked = {
        c["field"]: c["new"]
        for entry in history.history(office, register, row)
        for c in entry["changes"]
        if register.field(c["field"]) and register.field(c["field"]).private  # type: ignore[union-attr]
    }
    assert {name for name in masked if masked[name] == typed[name]} == set()


def test_the_journal_alone_makes_the_rows_of_all_registers_again(full: Full) -> None:
    assert checking.check(full.office).data["findings"] == []
    with full.office.look() as connection:
        again = {register: [row for row, _ in replayed(connection, register)] for register in REGISTERS}
    assert [register for register, (row, _) in full.made.items() if row not in again[register]] == []


@every
def test_a_row_is_removed_and_comes_back_and_its_making_can_be_taken_back(
    office: Office, filled: Filled, register: type[Register]
) -> None:
    before = tables.table(office, register, show_private=True).rows
    row, _ = filled(register)
    after = tables.table(office, register, show_private=True).rows
    rows.remove(office, register, [row])
    assert row not in tables.ids(office, register)
    assert history.undo(office).data["left"] == []
    assert tables.table(office, register, show_private=True).rows == after
    assert history.undo(office).data["left"] == []
    assert tables.table(office, register, show_private=True).rows == before
    assert checking.check(office).data["findings"] == []


@pytest.mark.parametrize("register", [r for r in REGISTERS if r.follows], ids=lambda r: r.register_name())
def test_what_follows_a_row_goes_to_another_school_with_it_in_the_same_entry(
    office: Office, filled: Filled, register: type[Register]
) -> None:
    row, typed = filled(register)
    followed, leader = register, row
    while followed.follows:
        link = followed.fields()[followed.follows]
        leader = (office.linked(followed.register_name(), leader) or {})[link.column]
        followed = BY_NAME[link.target]
    rows.change(office, followed, leader, {"school": office.school})
    assert tables.rows(office, register, [row])[0]["school"] == office.school
    history.undo(office)
    assert tables.rows(office, register, [row])[0]["school"] == typed["school"]
    assert checking.check(office).data["findings"] == []


@every_ledger
def test_a_sheet_taken_out_in_full_changes_nothing_when_it_comes_in_again(
    office: Office, filled: Filled, register: type[Register], tmp_path: Path
) -> None:
    filled(register)
    for ending in ("xlsx", "csv"):
        out = tmp_path / f"taken-out.{ending}"
        exports.export(office, register, out, show_private=True)
        before = tables.table(office, register, show_private=True).rows
        outcome = imports.open_sheet(office, register, out).apply()
        said = {name: outcome.data[name] for name in ("rows", "added", "updated", "same", "refused")}
        assert said == {"rows": len(before), "added": 0, "updated": 0, "same": len(before), "refused": 0}
        assert tables.table(office, register, show_private=True).rows == before


@every_ledger
def test_a_masked_sheet_coming_in_again_erases_nothing(
    office: Office, filled: Filled, register: type[Register], tmp_path: Path
) -> None:
    row, _ = filled(register)
    exports.export(office, register, tmp_path / "masked.xlsx")
    before = tables.rows(office, register, [row], show_private=True)
    imports.open_sheet(office, register, tmp_path / "masked.xlsx").apply()
    assert tables.rows(office, register, [row], show_private=True) == before


@every_ledger
def test_any_register_prints_as_a_list(full: Full, register: type[Register], tmp_path: Path) -> None:
    office, (row, _) = full.office, full.made[register]
    pdf = tmp_path / "list.pdf"
    outcome = papers.make(office, "list", pdf, {"register": register.register_name(), "all": "yes"})
    document = pypdfium2.PdfDocument(pdf)
    text = "".join(page.get_textpage().get_text_bounded() for page in document)
    document.close()
    assert outcome.data["pages"] == len(papers.sizes(pdf))
    line = tables.rows(office, register, [row])[0]
    printed = "".join(text.split())
    missing = [
        f.name
        for f in register.fields().values()
        if f.listed and not f.hurts and line[f.name] and "".join(line[f.name].split()) not in printed
    ]
    assert missing == []


@every
def test_the_command_line_adds_lists_and_changes_by_the_fields_own_names(
    office: Office, filled: Filled, register: type[Register], capsys: pytest.CaptureFixture[str]
) -> None:
    file = str(office.path)

    def say(*words: str) -> tuple[int, dict[str, object]]:
        status = app.main(["--data", file, "--as", "王老师", "--today", "2026-11-21", *words, "--json"])
        return status, json.loads(capsys.readouterr().out)

    row, typed = filled(register)
    status, listed = say("list", register.register_name(), "--show-private")
    assert status == 0
    line = next(line for line in listed["rows"] if line["id"] == row.hex())  # type: ignore[attr-defined]
    for name, text in typed.items():
        field = register.fields()[name]
        if field.kind in ("yesno", "number"):
            assert kinds.show(field, line[name]) == text
        else:
            assert line[name] == kinds.KEPT.get(field.kind, text)
    again = [f"{name}={text}" for name, text in typed.items()]
    status, answer = say("change", register.register_name(), row.hex(), *again)
    assert (status, answer.get("id")) == (0, row.hex() if answer else None)
    if not register.key:
        status, answer = say("add", register.register_name(), *again)
        assert status == 0
        assert answer["id"] != row.hex()
