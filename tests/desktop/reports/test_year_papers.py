"""The papers of the year's turn and of entry: sums that agree, nobody missing, what hurts only when it is chosen."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from db.errors import PaperTrouble
from db.registers import Promotion, Student, Village
from desktop.work import (
    class_splitting,
    entry_lists,
    entry_serving,
    handovers,
    papers,
    rows,
    tables,
    year_turning,
)
from desktop.work.office import Office
from tests.desktop.reports.reading import Paper
from tests.desktop.work.test_entry import child, listed
from tests.desktop.work.turning import CENTER, JUNIOR, of, pupils, school, township


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    opened = township(tmp_path)
    yield opened
    opened.workspace.changed = False
    opened.close()


def text(office: Office, name: str, **options: str) -> str:
    target = office.path.with_name(f"{name}.pdf")
    papers.make(office, name, target, options)
    paper = Paper(target)
    assert paper.outside == []
    return paper.text.replace("\n", "")


def test_the_account_of_the_year_agrees_school_by_school_and_in_all(office: Office) -> None:
    assert "还没有学校升过" in text(office, "year-account")
    year_turning.turn(office)
    said = text(office, "year-account")
    assert "2027—2028学年度升学年平衡表" in said
    assert said.count("√") == 5
    assert "不符" not in said


def test_the_hand_over_book_names_everybody_with_both_counts(office: Office) -> None:
    with pytest.raises(PaperTrouble, match="还没有小升初"):
        text(office, "handover-list")
    year_turning.turn(office)
    said = text(office, "handover-list")
    assert "送出点数：5人（男3女2，住校2）　接收点数：——" in said
    assert all(row["name"] in said for row in of(office, JUNIOR, 2027, "2"))
    assert "六（1）班" in said
    handovers.receive(office, school(office, CENTER), school(office, JUNIOR))
    gone = of(office, JUNIOR, 2027, "2")[0]
    rows.change(office, Student, gone["id"], {"status": "转出"})
    said = text(office, "handover-list", to=JUNIOR)
    assert "接收点数：5人（男3女2，住校2）" in said
    assert said.count("未到") == 1


def test_destinations_are_counted_by_kind_and_named(office: Office) -> None:
    assert "还没有毕业离校的学生" in text(office, "destinations")
    year_turning.turn(office)
    first = tables.ids(office, Promotion, where=[("from_school", JUNIOR)])[0]
    rows.change(office, Promotion, first, {"destination": "普高", "destination_name": "县第一中学"})
    said = text(office, "destinations", school=JUNIOR)
    assert all(word in said for word in ("普通高中", "县第一中学", "九（1）班", "未填"))
    assert "6人，去向已填1人" in said


def entry_round(office: Office) -> None:
    office.today = date(2027, 5, 20)
    rows.add(office, Village, {"name": "青石社区", "responsible": CENTER})
    child(office, "张小满", "男", "2021-03-08", "青石社区", householder="张建国")
    child(office, "李谷雨", "女", "2021-05-21", "青石社区", householder="买买提·艾合买提")
    entry_lists.make_zones(office)
    entry_lists.prepare(office)
    entry_serving.note(office, listed(office), {"printed_on": "2027-06-20"})
    entry_serving.deliver(office, listed(office, "张小满"), {"delivered_on": "2027-07-01"})


def test_the_delivery_register_shows_who_was_reached_and_who_was_not(office: Office) -> None:
    assert "没有要送达的通知书" in text(office, "delivery-register")
    entry_round(office)
    said = text(office, "delivery-register", village="青石社区")
    assert "2人，已送达1人，未送达1人" in said
    only = text(office, "delivery-register", only_undelivered="yes")
    assert "李谷雨" in only
    assert "张小满" not in only


def test_the_entry_table_never_rounds_up_to_everybody(office: Office) -> None:
    assert "还没有生成入学名单" in text(office, "entry-summary")
    entry_round(office)
    said = text(office, "entry-summary")
    assert "50.0%" in said
    assert "未送达：李谷雨（青石社区）" in said


def test_the_split_is_printed_with_seed_and_measures_and_what_hurts_only_when_chosen(office: Office) -> None:
    with pytest.raises(PaperTrouble, match="还没有分过班"):
        text(office, "split-result")
    pupils(office, CENTER, None, 12, stage="1", cohort=2027, left_behind="2")
    proposal = class_splitting.propose(office, school(office, CENTER), "1", 2, "4711")
    class_splitting.keep(office, proposal, {"witnesses": "吴长山、张敏"})
    said = text(office, "split-result")
    assert all(word in said for word in ("随机种子：4711", "1班　6人", "2班　6人", "吴长山、张敏", "没有抽签", "住校"))
    assert "留守" not in said
    assert proposal.found[0].name in said
    hidden = text(office, "split-result", numbers_only="yes", special="yes")
    assert "留守" in hidden
    assert proposal.found[0].name not in hidden
    assert "12号" in hidden


def test_the_year_of_a_paper_may_be_chosen(office: Office) -> None:
    year_turning.turn(office)
    assert "还没有学校升过" in text(office, "year-account", year="2026")
