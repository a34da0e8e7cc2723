"""What the page of the year's turn shows of a school, of a pupil nobody has decided about, and of a hand-over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from db.rules.class_titles import class_title, composite_title
from db.rules.class_turn import Room
from db.rules.grades import grade_of
from db.rules.year_turn import GOING, Account, Fate
from desktop.ui.plain_table import Cell, Column
from desktop.work.handovers import AGREES, DIFFERS, RECEIVED, SENT, Counted, Handing
from desktop.work.year_plan import DONE, EMPTY, READY, UNDECIDED, Fated, SchoolTurn

SCHOOLS = (
    Column("学校"), Column("状态", 84), Column("升前", 58, right=True), Column("升级", 58, right=True),
    Column("留级", 52, right=True, keep=False), Column("跳级", 52, right=True, keep=False),
    Column("升初中", 64, right=True), Column("毕业离校", 72, right=True), Column("离校", 52, right=True, keep=False),
    Column("待定", 52, right=True), Column("新入学", 64, right=True), Column("升后", 62, right=True),
)  # fmt: skip
OPEN_ONES = (Column("姓名", 150), Column("学校", 190, keep=False), Column("为什么待定"))
TONES = {READY: "blue", UNDECIDED: "amber", DONE: "green", EMPTY: "grey"}
SHOWN = (Fate.PROMOTED, Fate.REPEATED, Fate.SKIPPED, Fate.HANDED_OVER, Fate.GRADUATED, Fate.LEFT, Fate.UNDECIDED)
KEPT = {
    Fate.PROMOTED: "promoted", Fate.REPEATED: "repeated", Fate.SKIPPED: "skipped", Fate.HANDED_OVER: "handed_over",
    Fate.GRADUATED: "graduated", Fate.LEFT: "gone", Fate.NEW: "entered",
}  # fmt: skip
"""What becomes of a pupil, and the field of the kept account that counts it."""


def school(one: SchoolTurn) -> list[Cell]:
    """A school that has turned shows the account that was kept; any other what would become of its pupils."""
    state = Cell(one.state, TONES.get(one.state, "grey"), tag=True)
    told = account(one)
    figures = [told.before, *(told.counts[fate] for fate in SHOWN), told.counts[Fate.NEW], told.after]
    cells = [Cell(str(figure) if figure else "—") for figure in figures]
    if waiting := told.counts[Fate.UNDECIDED]:
        cells[-3] = Cell(str(waiting), "amber")
    return [Cell(one.name), state, *cells]


def account(one: SchoolTurn) -> Account:
    """The account that was kept when the school turned; else the one that would be."""
    if one.kept is None:
        return one.account
    return Account(Counter({fate: one.kept[name] or 0 for fate, name in KEPT.items()}))


def undecided(one: Fated, schools: dict[bytes, str]) -> list[Cell]:
    return [Cell(one.pupil.name), Cell(schools.get(one.pupil.school, "")), Cell(one.after.because, "amber")]


def sentence(account: Account) -> str:
    """升前在籍 67 ＝ 升级 49 ＋ 升入初中 4 ＋ 毕业离校 14；升后在籍 61 ＝ …: nobody is missing, nobody unexplained."""
    told = [f"{fate.value} {account.counts[fate]}" for fate in SHOWN if account.counts[fate]]
    return f"升前在籍 {account.before} ＝ {' ＋ '.join(told) or '0'}；{afterwards(account)}"


def afterwards(account: Account) -> str:
    """升后在籍 61 ＝ 升前 67 − 升入初中 4 − 毕业离校 14 ＋ 新入学 12: what a school has on its roll after the turn."""
    less = "".join(f" − {fate.value} {account.counts[fate]}" for fate in GOING if account.counts[fate])
    new = account.counts[Fate.NEW]
    return f"升后在籍 {account.after} ＝ 升前 {account.before}{less}" + (f" ＋ 新入学 {new}" if new else "")


def told(one: SchoolTurn) -> list[str]:
    """Why a school has as many pupils afterwards as it has, and who that is."""
    found = account(one)
    said = [f"{afterwards(found)}。在籍含休学。"]
    if found.counts[Fate.NEW]:
        said.append("新入学是入学年就在这个秋季的学生，已经登记在册，不升级，也不算在升前。")
    if found.counts[Fate.HANDED_OVER]:
        said.append("升入初中的，由初中接收后记在初中。")
    if found.counts[Fate.UNDECIDED]:
        said.append("待定的先算在升后里，定下来以后再算。")
    return said


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
