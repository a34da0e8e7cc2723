"""Facts written in bulk: new ones are rows, known ones are set, removed ones stand again."""

from db.register import key_id
from db.registers import Term
from desktop.work import rows, tables
from desktop.work.bulk import put_rows
from desktop.work.office import Office

NAMES = ("id", "year", "term", "weeks")


def line(year: int, term: str, weeks: int) -> tuple[object, ...]:
    return key_id("terms", [year, term]), year, term, weeks


def test_known_and_new_facts_in_one_go(office: Office) -> None:
    with office.change("校历") as change:
        put_rows(change, Term, NAMES, [line(2026, "1", 18), line(2030, "1", 20)])
    assert {(row["year"], row["weeks"]) for row in tables.table(office, Term, where=[("term", "第一学期")]).rows} == {
        (2026, 18), (2030, 20),
    }  # fmt: skip


def test_a_removed_fact_stands_again(office: Office) -> None:
    rows.remove(office, Term, [key_id("terms", [2026, "1"])])
    with office.change("校历") as change:
        put_rows(change, Term, NAMES, [line(2026, "1", 17)])
    assert tables.count(office, Term) == 2
