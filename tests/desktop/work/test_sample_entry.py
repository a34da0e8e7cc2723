"""The sample's entry round: most came, one notice is still out, and grade one was split before witnesses."""

from datetime import date

from db.registers import ClassSplit
from desktop.work import class_splits, entry_figures, tables
from desktop.work.office import Office
from desktop.work.sample import Sample


def test_the_round_of_2026_stands_as_it_was_left_in_autumn(town: Sample) -> None:
    office = Office.open(town.center, "王秀兰", date(2026, 11, 20))
    try:
        told = entry_figures.described(office, 2026)
        assert told["total"]["undelivered"] == 1
        assert [one["name"] for one in told["undelivered"]] == ["马小山"]
        assert told["total"]["registered"] > 25
        (split,) = tables.ids(office, ClassSplit)
        assert class_splits.verify(office, split).data == {"repeats": True}
        assert class_splits.kept(office, split).row["witnesses"]
    finally:
        office.workspace.changed = False
        office.close()
