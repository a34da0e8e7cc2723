"""Whatever is typed or pasted into any field: saved tidied, or refused with a sentence; nothing ever breaks."""

import contextlib
import json
import re
from pathlib import Path

import pytest

from db.errors import Rejected
from db.register import Register
from db.registers import REGISTERS
from desktop import app
from desktop.work import checking, exports, history, papers, rows, tables
from desktop.work.forms import Form
from desktop.work.office import Office
from tests.every_register.conftest import plausible

ODD = {
    "control characters": "\x00李\x01明\x07\x1b[31m\r\n\t\x7f\x85",
    "right to left": "\u202e李明\u202c\u200f\u2067阿\u2069",
    "emoji": "👩‍🏫🏫🇨🇳李明",
    "ten thousand characters": "李明" * 5000,
    "ten thousand digits": "1" * 10_000,
    "a formula": '=HYPERLINK("http://x","点")&cmd|\'/C calc\'!A0',
    "sql": "'; DROP TABLE students; --\" OR 1=1 %_\\",
    "halves of characters": "李\ud800明\udfff",
    "combining marks": "e" + "\u0301" * 300 + "李",
    "numbers of another world": "١٢٣٤.٥e999",
    "infinite": "inf",
    "not a number": "NaN",
    "a huge exponent": "1e400",
    "markup": "<b>李明</b>&nbsp;]]>{{7*7}}",
    "a mask": "520***********1234",
    "only blanks": " \u3000\u200b\u00a0 ",
    "json": '{"id": null}',
    "a path": "../../../etc/passwd\\..\\",
}
UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")

every = pytest.mark.parametrize("register", REGISTERS, ids=lambda r: r.register_name())
odd = pytest.mark.parametrize("text", ODD.values(), ids=ODD.keys())


@every
def test_odd_input_is_saved_tidied_or_refused_with_a_sentence(
    office: Office, register: type[Register], subtests: pytest.Subtests
) -> None:
    for kind, text in share_of(register).items():
        with subtests.test(kind):
            save_and_look(office, register, text)
    assert checking.check(office).data["findings"] == []


def share_of(register: type[Register]) -> dict[str, str]:
    """All of it for those that everything hangs on; a sixth for each other one, so that together they try all of it."""
    place = REGISTERS.index(register)
    whole = register.register_name() in ("students", "staff", "hazards", "scores")
    return {kind: text for number, (kind, text) in enumerate(ODD.items()) if whole or (number + place) % 6 == 0}


def save_and_look(office: Office, register: type[Register], text: str) -> None:
    """A row with this text in every field that takes it; then all that shows rows."""
    form = Form.blank(office, register)
    fields = {name: field for name, field in register.fields().items() if not field.computed}
    for name in fields:
        form.type(name, text)
    for name, problem in list(form.problems.items()):
        assert problem.sentence.endswith("。")
        assert len(problem.sentence) < 300, "a sentence, not the whole input again"
        if problem.level == "error":
            form.type(name, plausible(office, fields[name]))
    if form.held:  # two fields do not agree, or the same fact is there already
        return
    row = bytes.fromhex(form.save().data["id"])
    line = tables.rows(office, register, [row], show_private=True)[0]
    assert {name for name, shown in line.items() if name != "id" and UNSEEN.search(shown.replace("\n", ""))} == set()
    json.dumps([line[name] for name in fields]).encode()
    assert row in tables.ids(office, register)
    tables.ids(office, register, find=text)
    for name in {field.kind: name for name, field in fields.items()}.values():
        tables.ids(office, register, where=[(name, f"~{text}")], sort=[name])
    assert history.history(office, register, row, show_private=True)


@odd
def test_odd_input_from_the_command_line_is_one_json_object(
    office: Office, text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for field in {field.kind: field for field in REGISTERS[0].fields().values()}.values():
        name = field.name
        words = ["--data", str(office.path), "add", "students", "name=李明", f"{name}={text}", "--json"]
        status = app.main(words)
        answer = json.loads(capsys.readouterr().out)
        assert status in (0, 1, 2)
        assert set(answer) <= ({"id", "warnings"}, {"problems"}, {"error", "advice"})[status]
        if field.computed:
            assert status == 2
    for words in (
        ["list", "students", "--find", text],
        ["list", text],
        ["history", "students", text],
        ["change", "students", text, "name=x"],
    ):
        status = app.main(["--data", str(office.path), *words, "--json"])
        assert isinstance(json.loads(capsys.readouterr().out), dict)
        assert status in (0, 2)


@every
def test_odd_content_is_exported_and_printed(office: Office, register: type[Register], tmp_path: Path) -> None:
    if not register.tab:
        pytest.skip("is no ledger of the window")
    for text in share_of(register).values():
        form = Form.blank(office, register)
        for name, field in register.fields().items():
            if not field.computed and (field.required or field.kind in ("text", "note", "name")):
                form.type(name, text if field.kind in ("text", "note", "name") else plausible(office, field))
        for name, problem in list(form.problems.items()):
            if problem.level == "error":
                form.type(name, plausible(office, register.fields()[name]))
        if not form.held:
            form.save()
    exports.export(office, register, tmp_path / "out.xlsx", show_private=True)
    exports.export(office, register, tmp_path / "out.csv", show_private=True)
    assert papers.make(office, "list", tmp_path / "out.pdf", {"register": register.register_name()}).data["pages"] >= 1


def test_odd_input_is_pasted_as_a_whole_or_refused_as_a_whole(office: Office) -> None:
    student = REGISTERS[0]
    names = [name for name, field in student.fields().items() if not field.computed and field.kind in ("text", "name")]
    outcome = rows.paste(office, student, [], names, [[text] * len(names) for text in ("李明", *ODD.values())][:1])
    assert outcome.data["rows"] == 1
    before = tables.table(office, student).rows
    for text in ODD.values():
        with contextlib.suppress(Rejected):
            rows.paste(office, student, [], ["born_on", "name"], [["2016-02-29", "李明"], [text, text]])
        after = tables.table(office, student).rows
        assert len(after) in (len(before), len(before) + 2)
        before = after
