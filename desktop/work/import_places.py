"""Where a row belongs: its school, class and village, and whoever else it names."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from db.fields import Field
from db.register import Register
from db.registers import SchoolClass
from db.registers.classes import GRADE_FLAGS
from db.rules import class_titles
from desktop.sheets.headings import GRADE, SCHOOL_CODE
from desktop.work.import_classes import Classes
from desktop.work.import_rows import SheetRow
from desktop.work.import_rules import Knowledge
from desktop.work.import_schools import Others, Schools, Unknown
from desktop.work.import_villages import Villages
from desktop.work.office import Office

NO_SCHOOL = "导入不会新建学校。请改正校名，或先在“学校与村组”里添加这所学校。"


class Places:
    """All that rows of one register may point to; holds what would have to be made."""

    def __init__(self, office: Office, register: type[Register], school: bytes | None, knowledge: Knowledge) -> None:
        self.register, self.school, self.school_year = register, school, office.school_year
        self._knowledge = knowledge
        self.schools = Schools(office)
        self.classes = Classes(office, knowledge, self.schools)
        self.villages = Villages(office)
        self._others = Others(office, knowledge.context)
        self._fields = register.fields()
        self._links = [
            f for f in self._fields.values() if f.kind == "link" and f.name not in ("school", "class", "village")
        ]
        self._classes_seen: dict[tuple[Any, ...], tuple[bytes | None, dict[str, Any]] | ValueError] = {}
        self._titles: dict[tuple[str, int], dict[bytes, str]] = {}

    def find(self, row: SheetRow) -> None:
        """Turns the names in a row into rows of other registers; what is not found is noted with the row."""
        words = row.words
        if not self.register.common:
            try:
                row.values["school_id"] = self.schools.find(words.get("school"), words.get(SCHOOL_CODE)) or self.school
            except Unknown as error:
                row.object("school" if "school" in words else SCHOOL_CODE, "error", str(error), NO_SCHOOL)
                row.values["school_id"] = None
        if self.register is SchoolClass:
            if SchoolClass.title_field in words:
                self._name_class(row)
            flags = {flag for flag in GRADE_FLAGS if row.values.get(flag)}
            row.target = self.classes.composite(row.values["school_id"], flags) if flags else None
        if "village" in self._fields:
            self._find_village(row)
        if "class" in self._fields and row.values.get("school_id"):
            self._find_class(row)
        for field in self._links:
            if field.name in words:
                self._find_other(row, field)

    def _name_class(self, row: SheetRow) -> None:
        """A list of classes that calls them 五（2）班 says year of entry and number by it."""
        school = row.values["school_id"]
        name, grade = row.words[SchoolClass.title_field], row.words.get(GRADE, "")
        try:
            whole = class_titles.with_grade(name, grade) if grade else name
            said = self.classes.named(school, whole, row.around.school_year)
        except ValueError as error:
            sentence, _, advice = str(error).partition("。")
            row.object(SchoolClass.title_field, "error", f"{sentence}。", advice)
            return
        row.values.update({column: value for column, value in said.items() if column not in row.values})

    def _find_village(self, row: SheetRow) -> None:
        """Lists of village children make villages; elsewhere it is a known one, or the one in the address."""
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
            own = field.target == self.register.register_name()
            advice = "请把这张表再导入一次，就对上了。" if own else f"请先添加，再在台账里选“{field.label}”。"
            advice = f"这一格没有导入。{advice}"
            row.object(field.name, "warning", str(error).partition("。")[0] + "。", advice)

    def titles(self, field: Field) -> Mapping[bytes, str]:
        """What the rows a field points to are called, those among them that are yet to be made."""
        made = len(self.classes.made) + len(self.villages.made)
        if (field.target, made) in self._titles:
            return self._titles[field.target, made]
        known = self._titles[field.target, made] = dict(self._knowledge.titles(field.target))
        if field.target == "classes":
            context = self._knowledge.context
            known.update({i: SchoolClass.title_of(row, context) for i, row in self.classes.made.items()})
        if field.target == "villages":
            known.update({i: row["name"] for i, row in self.villages.made.items()})
        return known
