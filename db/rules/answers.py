"""Answers as people type them beside a line: 合格, 有问题 2处, -2, 4.5, A, 53/60, 不适用."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal, InvalidOperation

from db.rules.marks import Answer, Item, Mark, Way
from db.rules.text import tidy

_LEFT_OUT = {"na", "n", "不适用", "无此项", "不涉及", "/"}
_WORDS: dict[Way, dict[str, Answer]] = {
    Way.FAULT: {
        **dict.fromkeys(("ok", "1", "合格", "正常", "√", "✓", "y"), Answer.FINE),
        **dict.fromkeys(("fault", "2", "有问题", "异常", "×", "x"), Answer.FAULT),
    },
    Way.YESNO: {
        **dict.fromkeys(("yes", "1", "是", "有", "√", "✓", "y"), Answer.YES),
        **dict.fromkeys(("no", "2", "否", "没有", "×", "x"), Answer.NO),
    },
    Way.GRADE: {
        **dict.fromkeys(("a", "1", "优"), Answer.A),
        **dict.fromkeys(("b", "2", "良"), Answer.B),
        **dict.fromkeys(("c", "3", "合格", "中"), Answer.C),
        **dict.fromkeys(("d", "4", "不合格", "差"), Answer.D),
    },
    Way.POINTS: {},
    Way.QUOTA: {},
}
_HINTS = {
    Way.FAULT: "请填“合格”，或“有问题 2处”“-2”（扣2分）",
    Way.YESNO: "请填“是”或“否”",
    Way.GRADE: "请填 A、B、C、D",
    Way.POINTS: "请填得了几分",
    Way.QUOTA: "请填“实有/应有”，例如 53/60",
}
_FAULTS = re.compile(r"^(?:有问题|异常|×|x|fault)?\s*([0-9]+)\s*处$")
_OFF = re.compile(r"^(?:有问题|异常|×|x|fault)?\s*(?:[-−－]|扣)\s*([0-9.]+)\s*分?$")
_COUNTS = re.compile(r"^([0-9.]+)\s*[/／]\s*([0-9.]+)$")


def split(typed: str) -> tuple[str, str]:
    """What was typed, and what is said of it: 有问题：南侧出口堆放水桶."""
    answer, _, remark = re.sub("[:：;；]", "：", typed, count=1).partition("：")
    return tidy(answer), remark.strip()


def read(item: Item, typed: str, known: Mark | None = None) -> Mark:
    """The mark meant by what was typed. Raises ValueError, a sentence with what can be typed."""
    text = tidy(typed).lower()
    before = known or Mark()
    if text in _LEFT_OUT:
        return Mark(Answer.LEFT_OUT.value)
    try:
        meant = _meant(item, text, before)
    except InvalidOperation:
        meant = None
    if meant is None:
        raise ValueError(f"第 {item.number} 项填的“{typed.strip()}”看不懂。{_HINTS[item.way]}，不适用填 N。")
    return _bounded(item, meant)


def _meant(item: Item, text: str, before: Mark) -> Mark | None:
    ticked = _WORDS[item.way].get(text)
    if ticked is not None:
        return Mark(ticked.value)
    if item.way is Way.FAULT and (found := _FAULTS.match(text)):
        return Mark(Answer.FAULT.value, faults=int(found[1])) if int(found[1]) else Mark(Answer.FINE.value)
    if item.way is Way.FAULT and (found := _OFF.match(text)):
        off = Decimal(found[1])
        return Mark(Answer.FAULT.value, points=off) if off else Mark(Answer.FINE.value)
    if item.way is Way.POINTS:
        return Mark(points=Decimal(text.removesuffix("分")))
    if item.way is Way.QUOTA:
        found = _COUNTS.match(text)
        if found:
            return Mark(done=Decimal(found[1]), due=Decimal(found[2]))
        return replace(before, answer=None, done=Decimal(text)) if before.due is not None else None
    return None


def _bounded(item: Item, mark: Mark) -> Mark:
    if mark.points is not None and not 0 <= mark.points <= item.full:
        raise ValueError(f"第 {item.number} 项满分 {item.full} 分，填的 {mark.points} 超出了范围。")
    if any(value is not None and (not value.is_finite() or value < 0) for value in (mark.due, mark.done)):
        raise ValueError(f"第 {item.number} 项的数要是零或正数。")
    return mark


def shown(item: Item, mark: Mark | None) -> str:
    """A mark in a few words, as it stands in lists and on paper."""
    if mark is None:
        return ""
    if mark.left_out:
        return "不适用"
    if item.way is Way.POINTS:
        return "" if mark.points is None else f"{mark.points}分"
    if item.way is Way.QUOTA:
        return "" if mark.due is None or mark.done is None else f"{mark.done}/{mark.due}"
    if mark.answer == Answer.FAULT:
        return "有问题" + (f" {mark.faults}处" if mark.faults and mark.faults > 1 else "")
    return {"ok": "合格", "yes": "是", "no": "否"}.get(mark.answer or "", (mark.answer or "").upper())


__all__ = ["read", "shown", "split"]
