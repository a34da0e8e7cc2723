"""Every shipped checklist opens, fills, scores and travels: the center's laptop writes about a school far away."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from db import checklist_files
from db.registers import Checklist, School, SchoolClass, Staff
from db.rules.scoring import Result
from desktop.work import checking, handing
from desktop.work.inspecting import Filling
from desktop.work.inspections import Whom
from desktop.work.office import Office
from tests.desktop.work.inspected import begun, fill
from tests.desktop.work.offices import TODAY, Offices

LISTS = [row for row in checklist_files.rows() if isinstance(row, Checklist)]
NAMES = {
    "center": "石门中心校",
    "primary": "白杨小学",
    "point": "柳林教学点",
    "junior": "青石初中",
    "kindergarten": "中心园",
}


class Township:
    """The center and one school of the kind a list is for; sheets of all lists, filled in at the center."""

    def __init__(self, folder: Path) -> None:
        self.offices = Offices(folder)
        self.center = self.offices.center
        self.sheets: dict[str, tuple[bytes, str, Result]] = {}
        self.schools = {kind: self.offices.add(self.center, School(name=n, kind=kind)) for kind, n in NAMES.items()}
        for made in LISTS:
            kind = next(kind for kind in reversed(NAMES) if getattr(made, kind) is not False)
            self.fill(made, kind)
        self.at: dict[str, Office] = {}
        for kind, school in NAMES.items():
            self.at[kind] = self.join(school, kind)

    def fill(self, made: Checklist, kind: str) -> None:
        school = self.schools[kind]
        with self.center.change("教师和班级") as change:
            staff = change.add(Staff(name=f"教师{made.name}", school_id=school, status="1")).id
            room = change.add(SchoolClass(school_id=school, stage="1", entry_year=2024, number=1)).id
        whom = {"teacher": Whom(school, staff), "lesson": Whom(school, staff), "class": Whom(school, room=room)}
        sheet = fill(begun(self.center, made.name or "", whom.get(made.target, Whom(school))), share=3)
        sheet.finish()
        self.sheets[made.name or ""] = sheet.key, kind, sheet.result

    def join(self, school: str, kind: str) -> Office:
        invited = handing.invite(self.center, school, self.offices.stick)
        data = self.offices.folder / f"{kind}.xiangxiao"
        handing.join(Path(invited.data["file"]), data, "教师", TODAY)
        office = Office.open(data, "教师", TODAY)
        for one in (office, self.center, office):
            handing.exchange(one, self.offices.stick)
        return office


@pytest.fixture(scope="module")
def township(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Township]:
    made = Township(tmp_path_factory.mktemp("乡镇"))
    yield made
    for office in (made.center, made.offices.point, *made.at.values()):
        office.workspace.changed = False
        office.close()


@pytest.mark.parametrize("made", LISTS, ids=lambda made: made.name)
def test_every_shipped_list_stands_at_the_inspected_school_with_the_same_score(
    township: Township, made: Checklist
) -> None:
    key, kind, result = township.sheets[made.name or ""]
    there = Filling.open(township.at[kind], key)
    assert there.done
    assert there.sheet.row["school_id"] == township.schools[kind] == township.at[kind].school_id
    assert (there.result.score, there.result.full, there.result.grade) == (result.score, result.full, result.grade)
    assert 0 < result.score < result.full == 100
    assert there.result.complete
    assert there.sheet.notes == {}
    assert there.sheet.lines[0].content


def test_all_files_are_whole_afterwards(township: Township) -> None:
    for office in (township.center, *township.at.values()):
        assert checking.check(office).data["findings"] == []
