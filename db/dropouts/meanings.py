"""What it means to stand in some lists and not in others, and what is to be done about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from db.dropouts.lists import DISABLED, DROPPED, ENROLLED, HOUSEHOLD, POOR, PRESENT
from db.rules.list_comparison import Cell


@dataclass(frozen=True)
class Meaning:
    """What it means to stand in just these lists, and what is to be done. urgent: somebody may be out of school."""

    title: str
    advice: str
    urgent: bool = False
    fine: bool = False


def _cell(*names: str) -> Cell:
    return frozenset(names)


MEANINGS: Mapping[str, Mapping[Cell, Meaning]] = {
    "1": {
        _cell(HOUSEHOLD): Meaning("有户籍，没有学籍，也不在校", "上门核实：未入学、失学，还是在外地就读。", True),
        _cell(HOUSEHOLD, ENROLLED): Meaning("有学籍，人不在校", "核实是休学、转走还是辍学，当天家访。", True),
        _cell(ENROLLED): Meaning("只有学籍，没有户籍，也不在校", "可能是空挂学籍或户口迁走，核实后办理异动。", True),
        _cell(HOUSEHOLD, PRESENT): Meaning("在校，没有学籍", "补建学籍，或办转学。"),
        _cell(PRESENT): Meaning("在校，没有户籍，也没有学籍", "外来就读的补建学籍，核对名单写没写错。"),
        _cell(ENROLLED, PRESENT): Meaning("在校，户籍名单里没有", "外来就读，或村里的名单漏了。", fine=True),
        _cell(HOUSEHOLD, ENROLLED, PRESENT): Meaning("三处都有", "相符。", fine=True),
    },
    "2": {
        _cell(DROPPED, POOR): Meaning("辍学，又是脱贫户监测户", "与乡村振兴干部一起劝返，先落实资助。", True),
        _cell(DROPPED): Meaning("辍学，不在脱贫户监测户名单", "按控辍步骤办理。"),
        _cell(POOR): Meaning("脱贫户监测户，没有辍学", "相符。", fine=True),
    },
    "3": {
        _cell(DISABLED): Meaning("残联有，不在校", "核实安置：随班就读、送教上门、特校还是未入学。", True),
        _cell(PRESENT): Meaning("在校，残联名单没有", "相符。", fine=True),
        _cell(DISABLED, PRESENT): Meaning("残联有，在校", "相符；没有关爱档案的要建。", fine=True),
    },
}
"""By comparison and cell, the urgent ones first."""
