"""Every register travels: what one side fills in stands at the other, and work of both sides comes together."""

from collections.abc import Iterator

import pytest

from db.register import Register
from db.registers import REGISTERS, Staff, Village
from desktop.work import checking, rows, tables
from desktop.work.forms import Form
from desktop.work.office import Office
from tests.desktop.work.offices import POINT, Offices
from tests.every_register.conftest import POINTED_AT, add_checklist, words_for


@pytest.fixture(scope="module")
def offices(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Offices]:
    made = Offices(tmp_path_factory.mktemp("两处"))
    with made.center.change("起步") as change:
        change.add(Village(name=POINTED_AT["villages"]))
        change.add(Staff(name=POINTED_AT["staff"], school_id=made.point_id))
        add_checklist(change)
    made.room(made.center, composite=True, grade1=True, grade2=True)
    made.carry()
    yield made
    for office in (made.center, made.point):
        office.workspace.changed = False
    made.close()


def typed(office: Office, register: type[Register]) -> dict[str, str]:
    words = words_for(office, register)
    words.pop("settled_on", None)  # what is settled may not be changed any more
    if register.shipped:  # beside the numbers that ship
        words |= {"number": "77"} if "number" in words else {}
    return words | ({"school": POINT} if "school" in words else {})


def shown(office: Office, register: type[Register], row: bytes) -> dict[str, str]:
    return next(iter(tables.rows(office, register, [row], show_private=True)), {})


def free(register: type[Register]) -> list[str]:
    """Two fields of text that nothing else depends on, as far as there are any."""
    found = {n: f for n, f in register.fields().items() if f.kind in ("text", "note") and not f.computed}
    return [name for name in found if name not in register.key][:2]


def test_rows_of_every_register_travel_and_work_of_both_sides_comes_together(
    offices: Offices, subtests: pytest.Subtests
) -> None:
    center, point = offices.center, offices.point
    made: dict[type[Register], bytes] = {}
    for register in REGISTERS:
        form = Form.blank(center, register)
        for name, text in typed(center, register).items():
            form.type(name, text)
        made[register] = bytes.fromhex(form.save().data["id"])
    offices.carry()
    for register, row in made.items():
        with subtests.test(f"{register.register_name()} arrives"):
            assert shown(point, register, row) == shown(center, register, row)
            assert shown(point, register, row)["id"] == row
    for register, row in made.items():
        rows.change(center, register, row, dict.fromkeys(free(register)[:1], "中心改的"))
        if not register.common:
            rows.change(point, register, row, dict.fromkeys(free(register)[1:], "教学点改的"))
    offices.carry()
    for register, row in made.items():
        with subtests.test(f"{register.register_name()} changed on both sides"):
            line = shown(center, register, row)
            assert shown(point, register, row) == line
            said = ["中心改的", *([line[n] for n in free(register)[1:]] if register.common else ["教学点改的"])]
            assert [line[name] for name in free(register)] == said[: len(free(register))]
    for register, row in reversed(made.items()):
        with center.change("删除") as change:
            change.remove(change.get(register, row))
    offices.carry()
    for register, row in made.items():
        with subtests.test(f"{register.register_name()} removed"):
            assert row not in tables.ids(point, register)
    for office in (center, point):
        assert checking.check(office).data["findings"] == []
