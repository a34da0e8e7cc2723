"""Facilities: what a school has and has not, so that its sheets ask only for what is there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Mapped

from db import codes
from db.fields import code, note, number, yesno
from db.register import Context, Register


class Facility(Register):
    """One kind of place at one school: no canteen, no canteen lines. What is not entered is asked about."""

    __tablename__ = "facilities"
    title, one, tab, group, icon = "场所设施", "场所设施", "检查记录", "检查表", "building-2"
    key, title_field, order = ("school_id", "kind"), "kind", ("school", "kind")
    natural_keys = (("kind",),)
    sums = (("场所设施", "", ""), ("有", "present", "1"))

    kind: Mapped[str] = code("场所设施", "facility", required=True, listed=True, width=8, headings=("场所", "设施"))
    present: Mapped[bool | None] = yesno("有没有", default=True, listed=True, width=3, headings=("是否有", "有无"))
    count: Mapped[int | None] = number("数量", listed=True, headings=("个数",))
    remark: Mapped[str | None] = note("说明", listed=True, width=14, headings=("备注",))

    @classmethod
    def title_of(cls, values: Mapping[str, Any], context: Context) -> str:
        return codes.code_list("facility").label(values.get("kind"))

    def complete(self, context: Context) -> None:
        """None of them is none, whatever stood there before."""
        if self.count == 0:
            self.present = False
