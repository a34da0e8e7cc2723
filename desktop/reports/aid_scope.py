"""What the papers of aid are about: which kind, which term, which school and class, and the applications in it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from db import school_terms
from db.aid import batch
from db.aid.batch import Entry, Row, Scope
from db.errors import NotFound
from db.rules.aid_standards import money
from db.rules.capitals import capitals
from db.school_terms import SchoolTerm
from desktop.reports.options import SCHOOL, TERM, Chosen, Option
from desktop.reports.source import Source

KIND = Option("kind", "资助项目", "link", target="aid_kinds", hint="不填就是全部项目")
CLASS = Option("class", "班级", hint="不填就是全校；如 五（1）班")
ASKED = (SCHOOL, TERM, KIND, CLASS)


def term_of(source: Source, chosen: Chosen) -> SchoolTerm:
    """The term asked for, or the present one. Raises NotFound."""
    try:
        return school_terms.called(source.context, chosen.text(TERM.name))
    except ValueError as error:
        sentence, _, advice = str(error).partition("。")
        raise NotFound(f"{sentence}。", advice) from error


def kinds(source: Source, chosen: Chosen) -> list[Row]:
    """The kind asked for, or all that children apply for. Raises NotFound."""
    asked = chosen.text(KIND.name)
    if not asked:
        return batch.kinds(source.context)
    found = batch.kind_called(source.context, asked)
    if found is None:
        raise NotFound(f"没有名为“{asked}”的资助项目。", "请按“资助项目”台账里的名称填写。")
    return [found]


def batches(source: Source, chosen: Chosen) -> Iterator[tuple[str, Row, list[Entry]]]:
    """School by school and kind by kind: name of the school, the kind, its applications; empty ones left out."""
    term = term_of(source, chosen)
    for school, name in source.schools(chosen.text(SCHOOL.name)):
        for kind in kinds(source, chosen):
            scope = Scope(kind["id"], term, school, chosen.text(CLASS.name))
            found = batch.entries(source.connection, source.context, scope)
            if found:
                yield name, kind, found


def summed(found: list[Entry]) -> Decimal:
    return sum((one.amount or Decimal(0) for one in found), Decimal(0))


def said(amount: Decimal) -> str:
    """1,250.00 元（大写：壹仟贰佰伍拾元整）."""
    return f"{money(amount)} 元　　大写：{capitals(amount)}"


__all__ = ["ASKED", "CLASS", "KIND", "batches", "kinds", "said", "summed", "term_of"]
