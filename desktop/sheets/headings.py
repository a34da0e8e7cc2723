"""Headings: which column of a register a heading of somebody's sheet means."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Literal, NamedTuple

from db.fields import Field
from db.kinds import KEPT
from db.register import Register
from db.rules.text import tidy
from desktop.sheets.vocabulary import OTHER_NAMES

How = Literal["same", "known", "chosen", "none"]

GRADE, SCHOOL_CODE, DOUBT = "grade", "school_code", "doubt"
"""What a sheet may say that is no column of the register: it leads to a class, a school, a row that waits."""

NOT_TAKEN = {"序号", "编号", "行号", "顺序号", "no", "处理建议", "结果", "签字", "签名", "家长签字", "照片"}
_SCHOOLS = (
    "学校",
    "学校名称",
    "所在学校",
    "就读学校",
    "单位",
    "工作单位",
    "学校全称",
    "校名",
    "校区号/教学点",
    "教学点",
)
_SCHOOL_CODES = ("学校标识码", "标识码", "学校代码", "学校编码")
_GRADES = ("年级", "所在年级", "就读年级", "所属年级")
_CLASSES = (
    "班级",
    "班级名称",
    "所在班级",
    "班级（班号）",
    "班号",
    "班",
    "班别",
    "所属班级",
    "行政班",
    "年级班",
    "年级班级",
    "所在年级班级",
    "就读班级",
    "现就读班级",
)
_DOUBTS = ("待处理编号",)

_DECORATION = re.compile(r"[\s★☆*＊※#:：,，、.。/／_\-—–~'\"“”‘’|]+")
_REQUIRED = re.compile(r"[（(【\[](?:必填|必填项|必选|选填|可不填|可选|\*)[）)】\]]|必填项?$")
_BRACKETS = re.compile(r"[（(【\[].*?[）)】\]]")
_WHOSE = re.compile(r"^(?:学生|儿童|幼儿|教师|教职工|本人|是否为?)")
_FIRST_MEMBER = re.compile(
    r"(?:第一|法定|主要)?(?:监护人|家长|家庭成员|成员|父母)(?:一|1|①)?(?:信息|情况|基本信息)?|父亲(?:信息|情况)?|家庭成员或监护人(?:一|1)?(?:信息)?"
)
_SECOND_MEMBER = re.compile(r"(?:第二)?(?:监护人|家长|家庭成员|成员)(?:二|2|②)(?:信息|情况)?|母亲(?:信息|情况)?")
_MEMBER = re.compile(r"(?:监护人|家长|家庭成员|成员)[12一二]?|父亲|母亲")
"""父亲联系电话 is 联系电话 under the group 父亲."""
_SOMEBODY_ELSE = re.compile(r"户主|联系人|班主任|填表人|负责人|校长")
_MEMBER_WORDS = {
    other: word
    for word, others in {
        "联系电话": "电话 手机 手机号 手机号码 电话号码 联系方式",
        "身份证件号": "身份证号 身份证号码 身份证 证件号码 证件号",
        "身份证件类型": "证件类型",
        "关系": "与学生关系 与本人关系 与被监护人关系 与儿童关系 称谓",
        "工作单位": "单位 工作地点",
        "现住址": "住址 地址 家庭住址",
        "是否监护人": "监护人",
    }.items()
    for other in others.split()
}


class Match(NamedTuple):
    """A column a heading may mean; lower ranks come first where two headings want the same column."""

    name: str
    rank: int
    how: How


@lru_cache(maxsize=8192)
def key_of(heading: str) -> str:
    """A heading without what offices adorn it with: ★姓 名（必填） is 姓名."""
    return _DECORATION.sub("", _REQUIRED.sub("", tidy(heading))).lower()


class Headings:
    """All names the columns of one register go by, with what this office has chosen before."""

    def __init__(self, register: type[Register], chosen: Mapping[str, str | None] | None = None) -> None:
        self.register = register
        self._chosen = {key_of(heading): name for heading, name in (chosen or {}).items()}
        self._known: dict[str, list[Match]] = {}
        fields = register.fields()
        for field in fields.values():
            if field.computed or field.kind in KEPT:
                continue
            self._learn(field.label, Match(field.name, 1, "same"))
            for heading in (*field.headings, *OTHER_NAMES.get(field.label, ()), field.name):
                self._learn(heading, Match(field.name, 2, "known"))
        self._learn_places(fields)

    def _learn_places(self, fields: Mapping[str, Field]) -> None:
        title = fields[self.register.title_field]
        if title.computed:
            self._learn_all((title.label, *title.headings), title.name)
            self._learn_all(_GRADES, GRADE)
        if "class" in fields:
            self._learn_all(_GRADES, GRADE)
            self._learn_all(_CLASSES, "class")
        if "school" in fields:
            self._learn_all(_SCHOOL_CODES, SCHOOL_CODE)
            self._learn_all(_SCHOOLS, "school")
        self._learn_all(_DOUBTS, DOUBT)

    def _learn_all(self, headings: tuple[str, ...], name: str) -> None:
        for heading in headings:
            self._learn(heading, Match(name, 3, "known"))

    def _learn(self, heading: str, match: Match) -> None:
        known = self._known.setdefault(key_of(heading), [])
        if match.name not in [m.name for m in known]:
            known.append(match)
            known.sort(key=lambda m: m.rank)

    def matches(self, group: str, text: str) -> list[Match]:
        """Columns this heading may mean, the likeliest first; under a group such as 监护人 it means that person's."""
        for heading in (full_heading(group, text), text):
            if key_of(heading) in self._chosen and (heading != text or not group):
                name = self._chosen[key_of(heading)]
                return [Match(name, 0, "chosen")] if name else []
        if not group:
            return self._plainly(text)
        for spelled in _under(key_of(group), text):
            if found := self._plainly(spelled):
                return found
        return []

    def is_chosen_away(self, group: str, text: str) -> bool:
        """Whether somebody has said that this column is not to be taken."""
        return self._chosen.get(key_of(full_heading(group, text)), "") is None

    def knows(self, group: str, text: str) -> bool:
        """Whether this reads like a heading at all, be it one that is not taken in."""
        return key_of(text) in NOT_TAKEN or bool(self.matches(group, text))

    def _plainly(self, text: str) -> list[Match]:
        key = key_of(text)
        if key in NOT_TAKEN and key not in self._known:
            return []
        plain = key_of(_BRACKETS.sub("", tidy(text)))
        tries = (key, plain, _WHOSE.sub("", plain), _MEMBER_WORDS.get(_WHOSE.sub("", plain), ""))
        found = next((self._known[t] for t in tries if t and t in self._known), [])
        member = None if found else _MEMBER.match(plain)
        return found or (self._plainly_one_of(_under(member[0], plain[member.end() :])) if member else [])

    def _plainly_one_of(self, spelled: list[str]) -> list[Match]:
        return next((self._known[key_of(text)] for text in spelled if key_of(text) in self._known), [])


def full_heading(group: str, text: str) -> str:
    """How a heading below a group is called where it stands alone: 监护人/姓名."""
    return f"{tidy(group)}/{tidy(text)}" if group else tidy(text)


def _under(group: str, text: str) -> list[str]:
    """The names to try for a heading below a group."""
    key = key_of(text)
    word = _MEMBER_WORDS.get(key, key)
    if _SECOND_MEMBER.fullmatch(group):
        return [f"成员2{word}"] if not key.startswith("成员2") else [key]
    if _FIRST_MEMBER.fullmatch(group):
        return [f"成员1{word}", f"监护人{key}", f"监护人{word}", f"户主{key}"] if not key.startswith("成员1") else [key]
    if _SOMEBODY_ELSE.match(group):
        return [group + key, group + word]
    return [group + key, text]
