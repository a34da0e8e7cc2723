"""What will become of each row of a sheet: new, changed, the same, or in doubt; nothing is touched yet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from db.fields import Field
from db.register import Register, plain
from db.rules import days
from desktop.work.import_matching import Matching
from desktop.work.import_places import Places
from desktop.work.import_rows import SheetRow
from desktop.work.import_rules import Knowledge, alive, defaults, drafted
from desktop.work.office import Office
from desktop.work.outcome import Progress, silent

EVERY = 500
"""Rows between two looks at the stop button."""


class Planner:
    """Works out rows of one register for one school."""

    def __init__(
        self, office: Office, register: type[Register], school: bytes | None, given: Mapping[str, Any] | None = None
    ) -> None:
        self.office, self.register, self._given = office, register, given or {}
        self.knowledge = Knowledge(office)
        self.places = Places(office, register, None if register.common else school or office.school_id, self.knowledge)
        self._matching = Matching(office, register)
        self._fields = register.fields()
        self._defaults = defaults(register)
        self._needed = [f for f in self._fields.values() if f.required and not f.computed]

    def plan(self, rows: Sequence[SheetRow], progress: Progress = silent) -> None:
        """Works out every row. Raises Stopped."""
        for number, row in enumerate(rows):
            if number % EVERY == 0:
                progress("逐格核对", number, len(rows))
            row.begin_again()
            self._read(row)
            self.places.find(row)
            row.target = row.target or self._matching.find(row)
        self._matching.fetch([known for row in rows for known in self._candidates(row)])
        self._matching.forget_sheet()
        for number, row in enumerate(rows):
            if number % EVERY == 0:
                progress("核对每一行", number, len(rows))
            self._judge(row)

    def plan_again(self, row: SheetRow) -> None:
        """Works out one row that was mended."""
        self._matching.forget(row)
        row.begin_again()
        self._read(row)
        self.places.find(row)
        row.target = row.target or self._matching.find(row)
        self._matching.fetch(self._candidates(row))
        self._judge(row)

    def _read(self, row: SheetRow) -> None:
        """What the sheet says, and for the rest what was said of the sheet as a whole."""
        row.read()
        for name, value in self._given.items():
            row.values.setdefault(name, value)

    def _candidates(self, row: SheetRow) -> list[bytes]:
        return [row.target] if row.target else self._matching.alike(row)

    # -- what becomes of it --------------------------------------------------------------------------------

    def _judge(self, row: SheetRow) -> None:
        if row.target is None and not row.refused:
            self._choose_alike(row)
        twice = self._matching.earlier(row) or self._matching.taken(row.target, row)
        if twice is not None:
            row.state, row.target = "same", None
            row.object(*self._twice(row, twice), label=self._fields[self._naming].label)
            row.problems = [p for p in row.problems if p.level == "warning"]
            return
        held = self._matching.fetched.get(row.target) if row.target else None
        before = alive(self.register, held) if held else {}
        said = dict(row.values)
        if held and not row.words.get("village"):
            said.pop("village_id", None)  # what an address says never changes a row that is there
        draft = drafted(self.register, {**(before or self._defaults), **said, "deleted": False})
        draft.follow(self.knowledge.context)
        if not held:
            draft.taken_in(self.knowledge.context)
        draft.complete(self.knowledge.context)
        if held is None and not row.refused and (fact := self._matching.fact(draft)) is not None:
            row.target = fact
            self._matching.fetch([fact])
            self._judge(row)
            return
        now = vars(draft)
        if held:
            changes = {c: plain(v) for c, v in now.items() if c in held and v is not None and plain(v) != held[c]}
            row.changes = changes if "deleted" in changes or any(column in said for column in changes) else {}
            row.before = {c: held[c] for c in row.changes}
        self._match_month(row, draft)
        self._object(row, draft, unchanged=held is not None and not row.changes)
        row.draft = draft
        if row.refused:
            row.state = "doubt"
            return
        row.state = "new" if not held else "changed" if row.changes else "same"
        self._matching.note(row)

    def _match_month(self, row: SheetRow, draft: Any) -> None:
        """A sheet that knows the month of birth only is content with a number, or a row, that knows the day."""
        for problem in [p for p in row.problems if p.field == "born_on"]:
            try:
                month = days.read_month(problem.value)
            except ValueError:
                continue
            born_on = plain(draft.born_on)
            if born_on and born_on.startswith(month):
                row.problems.remove(problem)
            elif born_on and row.values.get("id_number"):
                row.problems.remove(problem)
                sentence = f"号码里的生日是 {born_on}，与出生年月 {month} 不同。"
                row.object("born_on", "error", sentence, "请对照户口簿，改其中一处。")

    def _choose_alike(self, row: SheetRow) -> None:
        """With neither number nor birthday a row is whoever has its name, if only one has; of several, its equal."""
        alike = self._matching.alike(row)
        free = [i for i in alike if not self._matching.taken(i, row)]
        equal = [i for i in alike if all(plain(v) == self._matching.fetched[i][c] for c, v in row.values.items())]
        if equal or (len(alike) == 1 and free):
            row.target = next((i for i in equal if i in free), (equal or alike)[0])
        elif alike:
            name = row.values[self.register.title_field]
            sentence = f"台账里有 {len(alike)} 个{name}，不知道是哪一个。"
            if len(alike) == 1:
                sentence = f"表里不止一行写着{name}，台账里只有 1 个，分不清是不是同一个人。"
            row.object(self.register.title_field, "error", sentence, "请在表里补上身份证号或出生日期。")

    def _object(self, row: SheetRow, draft: Any, *, unchanged: bool) -> None:
        """Required fields, the register's own rules, the same person elsewhere; no error where nothing is new."""
        read_wrong = {p.field for p in row.problems}
        title = self._fields[self.register.title_field]
        if title.computed and title.name in read_wrong:
            return  # what its name would say is missing for this one reason
        for field in self._needed:
            if (
                getattr(draft, field.column) in (None, "")
                and field.name not in read_wrong
                and not self._has_school(field)
            ):
                row.object(field.name, "error", f"没有{field.label}。", "这一栏必须填，请补上。", field.label)
        for problem in draft.problems(self.knowledge.context):
            if problem.field in read_wrong or (unchanged and problem.level == "error"):
                continue
            declared = self._fields.get(problem.field)
            label = declared.label if declared else ""
            row.object(problem.field, problem.level, problem.sentence, problem.advice, label)
        for school in self._matching.elsewhere(row):
            name = self.places.schools.names.get(school or b"", "另一所学校")
            advice = (
                "两处都保留，请问清这名学生在哪里就读。"
                if self.register.register_name() == "students"
                else "两处都保留，请核对是不是同一个人。"
            )
            row.object("id_number", "warning", f"{name}已有这个身份证号。", advice)

    @property
    def _naming(self) -> str:
        title = self.register.title_field
        return title if title in self._fields else next(iter(self._fields))

    def _twice(self, row: SheetRow, earlier: SheetRow) -> tuple[str, Any, str, str]:
        where = "" if earlier.around.tab == row.around.tab else f"“{earlier.around.tab}”"
        one = "同一个人" if self.register.people else f"同一{self.register.one}"
        return (
            self._naming,
            "warning",
            f"与{where}第 {earlier.number} 行是{one}，这一行没有再导入。",
            "两行有出入的，请以一行为准，在台账里改。",
        )

    def _has_school(self, field: Field) -> bool:
        return field.name == "school"
