"""Aid in the sample township: last term's is put away, this term's is half way; insurances; two months of meals."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from db.aid import batch
from db.aid.batch import Entry, Scope
from db.registers import AidApplication, AidReview, AidReviewer, MealMonth, Student
from desktop.work import aid_acts, insurances, meals, rows, tables, terms
from desktop.work.aid_acts import Meeting
from desktop.work.insurances import Policy
from desktop.work.office import Office
from desktop.work.outcome import Outcome
from desktop.work.sample_term import Term

FILE = Path(__file__).resolve().parents[2] / "resources" / "sample" / "aid.toml"


def play(town: Term) -> None:
    plan = tomllib.loads(FILE.read_text("utf-8"))
    for work in (_last_term, _this_term, _insure, _feed):
        town.do(town.center, lambda office, work=work: work(office, plan))


def _last_term(office: Office, plan: dict[str, Any]) -> Outcome:
    """Told, applied for, reviewed, posted, paid, signed for and put away."""
    last, scope = plan["last"], _scope(office, plan["before"])
    aid_acts.announce(office, scope.term, last["announced_on"], last["how"], last["letters"])
    wanted = [row for n, row in enumerate(_boarders(office, "!一年级")) if n % plan["cycle"]]  # not those who are new
    _apply(office, scope, wanted, last["applied_on"], plan)
    _review(office, _ids(office, scope), last["reviewed_on"], plan)
    aid_acts.post(office, _ids(office, scope), last["posted_from"], place="校门口公示栏、各村村委会")
    aid_acts.pay(office, _ids(office, scope), last["paid_on"])
    aid_acts.sign(office, _ids(office, scope), last["signed_on"])
    return aid_acts.put_away(office, scope.term, last["filed_on"], plan["committee"]["recorder"], last["filed_at"])


def _this_term(office: Office, plan: dict[str, Any]) -> Outcome:
    """Some have not applied, some wait for their proof; the first classes are paid, the others are still posted."""
    this, scope = plan["this"], _scope(office, plan["now"])
    for mark in plan["marks"]:
        row = tables.ids(office, Student, where=[("school", office.school)], sort=["class", "name"])[mark["place"]]
        rows.change(office, Student, row, {name: text for name, text in mark.items() if name != "place"})
    aid_acts.announce(office, scope.term, this["announced_on"], this["how"], this["letters"])
    wanted = [row for n, row in enumerate(_boarders(office)) if n % plan["cycle"] != 1]
    _apply(office, scope, wanted, this["applied_on"], plan)
    found = _entries(office, scope)
    proved = [one.id for one in found if one.proved]
    _review(office, proved, this["reviewed_on"], plan)
    aid_acts.post(office, proved[: len(proved) * 2 // 3], this["posted_from"], place="校门口公示栏")
    aid_acts.post(office, proved[len(proved) * 2 // 3 :], office.today, place="校门口公示栏")
    return aid_acts.pay(office, proved[: len(proved) // 3], this["paid_on"])


def _scope(office: Office, term: str) -> Scope:
    kind = batch.kind_called(office.context, "boarding")
    assert kind is not None
    return Scope(kind["id"], terms.called(office, term), office.school_id)


def _boarders(office: Office, grade: str = "!") -> list[bytes]:
    where = [("school", office.school), ("boarding", "住校"), ("status", "在读"), ("grade", grade)]
    return tables.ids(office, Student, where=where, sort=["class", "name"])


def _entries(office: Office, scope: Scope) -> list[Entry]:
    with office.look() as connection:
        return batch.entries(connection, office.context, scope)


def _ids(office: Office, scope: Scope) -> list[bytes]:
    return [one.id for one in _entries(office, scope)]


def _apply(office: Office, scope: Scope, children: Sequence[bytes], on: Any, plan: dict[str, Any]) -> None:
    """Each with a category, nearly all with what proves it."""
    cycle = plan["category_cycle"]
    categories = {row: cycle[n % len(cycle)] for n, row in enumerate(children)}
    aid_acts.apply_for(office, scope, children, on, categories)
    found = _ids(office, scope)
    with office.change("登记证明材料") as change:
        for number, row in enumerate(change.several(AidApplication, found), 1):
            row.level = {"3": "1", "1": "2"}.get(row.category or "", "3")
            if number % plan["unproved"]:
                row.proof = plan["proofs"].get(row.category)


def _review(office: Office, wanted: Sequence[bytes], on: Any, plan: dict[str, Any]) -> None:
    said = plan["committee"]
    minutes = "\n".join(line.strip() for line in said["minutes"].strip().splitlines())
    meeting = Meeting(on, said["place"], said["host"], said["recorder"], minutes, len(said["members"]), 0)
    aid_acts.review(office, wanted, meeting)
    (held,) = tables.ids(office, AidReview, where=[("held_on", on.isoformat())])
    if not tables.count(office, AidReviewer, where=[("review", held.hex())]):
        with office.change("登记评审小组") as change:
            for name, role in said["members"]:
                change.add(AidReviewer(review_id=held, name=name, role=role))


def _insure(office: Office, plan: dict[str, Any]) -> Outcome:
    """Nearly everybody by the school's own policy; the accident insurance for those whose families bought it."""
    said, year = plan["insurance"], office.school_year
    here = [("status", "在读"), ("school", office.school)]
    children = tables.ids(office, Student, where=here, sort=["class", "name"])
    every = list(enumerate(children, 1))
    common = {"year": year, "insurer": said["insurer"], "paid_on": said["paid_on"]}
    liability = Policy("1", policy=said["liability_policy"], amount=Decimal(said["liability"]), **common)
    accident = Policy("2", policy=said["accident_policy"], amount=Decimal(said["accident"]), **common)
    insurances.insure(office, [child for n, child in every if n % (3 * said["open"])], liability)
    declined = [child for n, child in every if n % said["declined"] == 0]
    insurances.decline(office, declined, accident, "监护人")
    bought = [child for n, child in every if n % said["declined"] and n % said["open"]]
    return insurances.insure(office, bought, accident)


def _feed(office: Office, plan: dict[str, Any]) -> Outcome:
    """Days and meals as the program offers them; the center's money was spent to the last yuan."""
    said = plan["meals"]
    for month in said["months"]:
        meals.write_down(office, meals.reckoned(office, month), said["food"], said["checked_by"])
    for row in tables.ids(office, MealMonth, where=[("school", office.school)]):
        due = tables.rows(office, MealMonth, [row])[0]["due"]
        rows.change(office, MealMonth, row, {"spent": due})
    return Outcome()
