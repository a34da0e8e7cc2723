"""What will become of each row of a sheet: new, changed, the same, or in doubt; worked out before anything is touched."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from db.fields import Field
from db.register import Register, plain
from db.registers import SchoolClass
from desktop.sheets.headings import GRADE, SCHOOL_CODE
from desktop.work.import_matching import Matching
from desktop.work.import_places import Classes, Others, Schools, Unknown, Villages
from desktop.work.import_rows import SheetRow
from desktop.work.import_rules import Knowledge, alive, defaults, drafted
from desktop.work.office import Office
from desktop.work.outcome import Progress, silent

EVERY = 500
"""Rows between two looks at the stop button."""

NO_SCHOOL = "导入不会新建学校。请改正校名，或先在“学校与村组”里添加这所学校。"


class Planner:
    """Works out rows of one register for one school; holds what it has looked up, and what would have to be made."""

    def __init__(self, office: Office, register: type[Register], school: bytes | None) -> None:
        self.office, self.register = office, register
        self.school = None if register.common else school or office.school_id
        self.knowledge = Knowledge(office)
        self.schools = Schools(office, self.knowledge)
        self.classes = Classes(office, self.knowledge, self.schools)
        self.villages = Villages(office)
        self._others = Others(office, self.knowledge.context)
        self._matching = Matching(office, register)
        self._fields = register.fields()
        self._links = [
            f for f in self._fields.values() if f.kind == "link" and f.name not in ("school", "class", "village")
        ]
        self._classes_seen: dict[tuple[Any, ...], tuple[bytes | None, dict[str, Any]] | ValueError] = {}
        self._titles: dict[tuple[str, int], dict[bytes, str]] = {}
        self._defaults = defaults(register)
        self._needed = [f for f in self._fields.values() if f.required and not f.computed]

    def plan(self, rows: Sequence[SheetRow], progress: Progress = silent) -> None:
        """Works out every row. Raises Stopped."""
        for number, row in enumerate(rows):
            if number % EVERY == 0:
                progress("逐格核对", number, len(rows))
            row.begin_again()
            row.read()
            self._find_places(row)
            row.target = self._matching.find(row)
        self._matching.fetch([row.target for row in rows if row.target])
        self._matching.forget_sheet()
        for number, row in enumerate(rows):
            if number % EVERY == 0:
                progress("核对每一行", number, len(rows))
            self._judge(row)

    def plan_again(self, row: SheetRow) -> None:
        """Works out one row that was mended."""
        self._matching.forget(row)
        row.begin_again()
        row.read()
        self._find_places(row)
        row.target = self._matching.find(row)
        if row.target:
            self._matching.fetch([row.target])
        self._judge(row)

    def titles(self, field: Field) -> Mapping[bytes, str]:
        """What the rows a field points to are called, those among them that are yet to be made."""
        made = len(self.classes.made) + len(self.villages.made)
        if (field.target, made) in self._titles:
            return self._titles[field.target, made]
        known = self._titles[field.target, made] = dict(self.knowledge.titles(field.target))
        if field.target == "classes":
            context = self.knowledge.context
            known.update({i: SchoolClass.title_of(row, context) for i, row in self.classes.made.items()})
        if field.target == "villages":
            known.update({i: row["name"] for i, row in self.villages.made.items()})
        return known

    # -- where the row belongs -----------------------------------------------------------------------------

    def _find_places(self, row: SheetRow) -> None:
        words = row.words
        if not self.register.common:
            try:
                row.values["school_id"] = self.schools.find(words.get("school"), words.get(SCHOOL_CODE)) or self.school
            except Unknown as error:
                row.object("school" if "school" in words else SCHOOL_CODE, "error", str(error), NO_SCHOOL)
                row.values["school_id"] = None
        if "village" in self._fields:
            self._find_village(row)
        if "class" in self._fields and row.values.get("school_id"):
            self._find_class(row)
        for field in self._links:
            if field.name in words:
                self._find_other(row, field)

    def _find_village(self, row: SheetRow) -> None:
        """Lists of village children make villages; elsewhere a village is one that is known, or the one in the address."""
        said, make = row.words.get("village", ""), self.register.register_name() == "children"
        name = said or (row.around.village if make else "")
        village = self.villages.find(name, make=make) if name else None
        if said and village is None:
            row.object(
                "village", "warning", f"台账里没有“{said}”这个村。", "这一格没有导入。请先在“学校与村组”里添加这个村。"
            )
        if village is None and row.values.get("address"):
            village = self.villages.in_address(row.values["address"])
        if village is None:
            return
        row.values["village_id"] = village
        if make and not row.words.get("school") and self.villages.responsible.get(village):
            row.values["school_id"] = self.villages.responsible[village]

    def _find_class(self, row: SheetRow) -> None:
        grade, name = row.words.get(GRADE), row.words.get("class")
        around = row.caption or row.around.class_name
        if not grade and not name and not around:
            return
        key = (row.values["school_id"], grade, name, around, row.around.school_year)
        if key not in self._classes_seen:
            self._classes_seen[key] = self._class_of(*key)
        found = self._classes_seen[key]
        if isinstance(found, ValueError):
            sentence, _, advice = str(found).partition("。")
            row.object(
                "class" if name else GRADE, "warning", f"{sentence}。", advice or "这一格没有导入，请在台账里选班级。"
            )
            return
        row.values["class_id"] = found[0]
        row.values.update(found[1])

    def _class_of(
        self, school: bytes, grade: str | None, name: str | None, around: str, year: int
    ) -> tuple[bytes | None, dict[str, Any]] | ValueError:
        """What the row says comes first; what stands around it fills in what is left open."""
        try:
            if not grade and not name:
                return self.classes.find(school, None, around, year)
            if name and not grade and around:
                try:
                    return self.classes.find(school, None, name, year)
                except ValueError:
                    return self.classes.find(school, around, name, year)
            return self.classes.find(school, grade, name, year)
        except ValueError as error:
            return error

    def _find_other(self, row: SheetRow, field: Field) -> None:
        try:
            row.values[field.column] = self._others.find(field, row.words[field.name], row.values.get("school_id"))
        except ValueError as error:
            advice = f"这一格没有导入。请先添加，再在台账里选“{field.label}”。"
            row.object(field.name, "warning", str(error).partition("。")[0] + "。", advice)

    # -- what becomes of it --------------------------------------------------------------------------------

    def _judge(self, row: SheetRow) -> None:
        twice = self._matching.earlier(row)
        if twice is not None:
            row.state, row.target = "same", None
            row.object(*self._twice(row, twice), label=self._fields[self._naming].label)
            row.problems = [p for p in row.problems if p.level == "warning"]
            return
        held = self._matching.fetched.get(row.target) if row.target else None
        before = alive(self.register, held) if held else {}
        said = (
            row.values
            if not held or row.words.get("village")
            else {c: v for c, v in row.values.items() if c != "village_id"}
        )
        draft = drafted(self.register, {**(before or self._defaults), **said})
        draft.complete(self.knowledge.context)
        now = vars(draft)
        if held:
            changes = {c: plain(v) for c, v in now.items() if c in held and v is not None and plain(v) != held[c]}
            row.changes = changes if any(column in said for column in changes) else {}
            row.before = {c: held[c] for c in row.changes}
        self._object(row, draft, unchanged=held is not None and not row.changes)
        row.draft = draft
        if row.refused:
            row.state = "doubt"
            return
        row.state = "new" if not held else "changed" if row.changes else "same"
        self._matching.note(row)

    def _object(self, row: SheetRow, draft: Any, *, unchanged: bool) -> None:
        """Required fields, the register's own rules, the same person elsewhere. Nothing new in a row, no error either."""
        read_wrong = {p.field for p in row.problems}
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
            name = self.schools.names.get(school or b"", "另一所学校")
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
