"""Exchange of teachers between schools: who is due for it, and whether enough went, backbone teachers among them.

源：教督〔2017〕6号政府保障程度：每年交流轮岗教师不低于符合条件的10%，其中骨干教师不低于交流总数的20%（facts 1.1）.
Years at one school after which somebody is due: 教育部等2014年意见 says 6, provinces differ; a setting.
"""

from datetime import date
from fractions import Fraction
from typing import NamedTuple

from db.rules.participation import rate


class Exchange(NamedTuple):
    """Figures of one year: how many are due, how many went, how many of those are backbone teachers."""

    due: int
    went: int
    backbone: int
    unknown: int = 0

    @property
    def share(self) -> Fraction | None:
        """Went of those due."""
        return rate(self.went, self.due)

    @property
    def backbone_share(self) -> Fraction | None:
        """Backbone teachers of those who went."""
        return rate(self.backbone, self.went)

    def __add__(self, other: object) -> "Exchange":
        assert isinstance(other, Exchange)
        return Exchange(*(mine + more for mine, more in zip(self, other, strict=True)))


def is_due(joined_in: str | None, year: int, years: int) -> bool | None:
    """Whether somebody has been at the school so many years when a school year begins; None where nobody knows.

    joined_in is a month, 2019-09.
    """
    if not joined_in:
        return None
    begun, month = (int(part) for part in joined_in.split("-"))
    return date(begun, month, 1) <= date(year - years, 9, 1)


def enough(share: Fraction | None, percent: int) -> bool:
    """Whether a share reaches so many percent; of nobody it does."""
    return share is None or share * 100 >= percent
