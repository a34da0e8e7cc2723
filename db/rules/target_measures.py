"""What a target may be measured by: in which unit, which way it is better, and where the figure comes from."""

from collections.abc import Mapping
from typing import NamedTuple

from db.rules.targets import AT_LEAST, AT_MOST


class Measure(NamedTuple):
    """unit: %, 分, 次, 节, 名; source: 数据来源 as it stands in an agreement."""

    unit: str
    direction: str
    source: str


EXAM, ROLL, LIST = "学业质量分析（内部）", "控辍保学台账", "适龄儿童名册"
HAND, RANK, MEAN, SCORE_RATE = "hand", "rank", "avg", "scoreRate"

MEASURES: Mapping[str, Measure] = {
    "pass": Measure("%", AT_LEAST, EXAM),
    "excel": Measure("%", AT_LEAST, EXAM),
    "good": Measure("%", AT_LEAST, EXAM),
    "low": Measure("%", AT_MOST, EXAM),
    MEAN: Measure("分", AT_LEAST, EXAM),
    SCORE_RATE: Measure("%", AT_LEAST, EXAM),
    RANK: Measure("名", AT_MOST, EXAM),
    "retention": Measure("%", AT_LEAST, ROLL),
    "junior": Measure("%", AT_LEAST, ROLL),
    "dropout": Measure("%", AT_MOST, ROLL),
    "enrolment": Measure("%", AT_LEAST, LIST),
    "disabled": Measure("%", AT_LEAST, LIST),
    "graduates": Measure("%", AT_LEAST, "学籍异动"),
    "kindergarten1": Measure("%", AT_LEAST, LIST),
    "kindergarten2": Measure("%", AT_LEAST, LIST),
    "kindergarten3": Measure("%", AT_LEAST, LIST),
    "liability": Measure("%", AT_LEAST, "两险名册"),
    "accident": Measure("%", AT_LEAST, "两险名册"),
    "drills": Measure("次", AT_LEAST, "应急演练台账"),
    "hazards": Measure("%", AT_LEAST, "隐患台账"),
    "intime": Measure("%", AT_LEAST, "隐患台账"),
    "patrols": Measure("%", AT_LEAST, "日排查记录"),
    "agreements": Measure("%", AT_LEAST, "责任书签订台账"),
    "delivery": Measure("%", AT_LEAST, "公文送达登记"),
    "heard": Measure("节", AT_LEAST, "听课记录"),
    "routine": Measure("%", AT_LEAST, "常规检查记录"),
    "conversion": Measure("%", AT_LEAST, "临界生帮扶台账"),
    "leaders": Measure("%", AT_LEAST, "值班护校台账"),
    "guards": Measure("%", AT_LEAST, "值班护校台账"),
    "security": Measure("%", AT_LEAST, "值班护校台账"),
    "breaks": Measure("次", AT_LEAST, "值班护校台账"),
    "disputes": Measure("%", AT_LEAST, "矛盾纠纷台账"),
    "replies": Measure("%", AT_LEAST, "公文送达登记"),
    HAND: Measure("", AT_LEAST, "考核评定"),
}

OF_EXAMS = ("pass", "excel", "good", "low", MEAN, SCORE_RATE, RANK)
OF_ONE_PAPER = (MEAN, SCORE_RATE, RANK)
"""Figures that several papers together do not have: full marks differ."""


def measure(code: str | None) -> Measure:
    return MEASURES.get(code or HAND, MEASURES[HAND])


__all__ = ["HAND", "MEAN", "MEASURES", "OF_EXAMS", "OF_ONE_PAPER", "RANK", "SCORE_RATE", "Measure", "measure"]
