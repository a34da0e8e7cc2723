"""What the page of the year's turn shows of a school, of a pupil nobody has decided about, and of a hand-over."""

from __future__ import annotations

from collections.abc import Sequence

from db.rules.class_titles import class_title, composite_title
from db.rules.class_turn import Room
from db.rules.grades import grade_of
from db.rules.year_turn import Account, Fate
from desktop.ui.plain_table import Cell, Column
from desktop.work.handovers import AGREES, DIFFERS, RECEIVED, SENT, Counted, Handing
from desktop.work.year_plan import DONE, EMPTY, READY, UNDECIDED, Fated, SchoolTurn

SCHOOLS = (
    Column("学校"), Column("状态", 84), Column("升前", 62, right=True), Column("升级", 62, right=True),
    Column("留级", 56, right=True, keep=False), Column("跳级", 56, right=True, keep=False),
    Column("升初中", 66, right=True), Column("毕业离校", 74, right=True), Column("转出", 56, right=True, keep=False),
    Column("待定", 56, right=True), Column("升后", 76, right=True),
)  # fmt: skip
OPEN_ONES = (Column("姓名", 150), Column("学校", 190, keep=False), Column("为什么待定"))
TONES = {READY: "blue", UNDECIDED: "amber", DONE: "green", EMPTY: "grey"}
SHOWN = (Fate.PROMOTED, Fate.REPEATED, Fate.SKIPPED, Fate.HANDED_OVER, Fate.GRADUATED, Fate.LEFT, Fate.UNDECIDED)
KEPT = ("promoted", "repeated", "skipped", "handed_over", "graduated", "gone")


def school(one: SchoolTurn) -> list[Cell]:
    """A school that has turned shows the account that was kept; any other what would become of its pupils."""
    state = Cell(one.state, TONES.get(one.state, "grey"), tag=True)
    if one.kept is not None:
        figures = [one.kept["before"], *(one.kept[name] for name in KEPT), 0, one.kept["after"]]
    else:
        figures = [one.account.before, *(one.account.counts[fate] for fate in SHOWN), one.account.after]
    cells = [Cell(str(figure) if figure else "—") for figure in figures]
    if figures[-2]:
        cells[-2] = Cell(str(figures[-2]), "amber")
    return [Cell(one.name), state, *cells]


def undecided(one: Fated, schools: dict[bytes, str]) -> list[Cell]:
    return [Cell(one.pupil.name), Cell(schools.get(one.pupil.school, "")), Cell(one.after.because, "amber")]


def sentence(account: Account) -> str:
    """升前 67 ＝ 升级 49 ＋ 升入初中 4 ＋ 毕业离校 14: nobody is missing."""
    told = [f"{fate.value} {account.counts[fate]}" for fate in SHOWN if account.counts[fate]]
    return f"升前在籍 {account.before} ＝ {' ＋ '.join(told) or '0'}"


def room(one: Room, year: int) -> str:
    """A class as it is called in this school year."""
    if one.cohort is None:
        return composite_title([(one.stage, grade) for grade in one.grades]) if one.grades else "复式班"
    grade = grade_of(one.cohort, one.stage, year)
    return class_title(one.stage, grade, one.number) if grade else f"{one.cohort}级（{one.number}）班"


def rooms(found: Sequence[Room], year: int) -> str:
    return "、".join(room(one, year) for one in found)


def handing(one: Handing, schools: dict[bytes, str]) -> tuple[str, str, str]:
    """From where to where, both counts, and the state's tone."""
    tone = {AGREES: "green", DIFFERS: "red"}.get(one.state, "amber")
    counts = f"送出 {_counted(one.sides.get(SENT))}　接收 {_counted(one.sides.get(RECEIVED))}"
    return f"{schools.get(one.out, '')} → {schools.get(one.into, '')}", counts, tone


def _counted(one: Counted | None) -> str:
    return "—" if one is None else f"{one.boys + one.girls}（男{one.boys} 女{one.girls} 住校{one.boarders}）"
