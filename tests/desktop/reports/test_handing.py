"""The papers of the hand-off: receipts that balance, sheets to settle by number, reminders, the ledger of parcels."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from db.errors import PaperTrouble
from db.registers import Student
from desktop.work import conflicts, papers, rows
from desktop.work.office import Office
from tests.desktop.reports.reading import Paper
from tests.desktop.work.offices import CENTER, POINT, TODAY, Offices


@pytest.fixture(scope="module")
def settled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Offices]:
    """Two offices with three open conflicts: an address, a removal, and one that masks would hide."""
    made = Offices(tmp_path_factory.mktemp("papers"))
    made.conflict("阿依古丽·买买提")
    removed = made.pupil(made.point, "马晓燕")
    hidden = made.pupil(made.point, "王䶮", address="青石镇黑沟村三组")
    made.carry()
    rows.remove(made.center, Student, [removed])
    made.type(made.point, removed, address="大湾村5组")
    made.type(made.center, hidden, address="青石镇黑沟村三组17号")
    made.type(made.point, hidden, address="青石镇黑沟村三组18号")
    made.carry()
    yield made
    made.close()


def printed(office: Office, name: str, **options: str) -> Paper:
    target = office.path.with_name(f"{name}.pdf")
    papers.make(office, name, target, options)
    paper = Paper(target)
    assert paper.outside == []
    return paper


def test_a_receipt_says_whose_parcel_it_is_and_its_account_balances(settled: Offices) -> None:
    text = printed(settled.center, "receipt").text
    for said in ("数据交接回执", f"{CENTER}收〔2026〕", POINT, "不缺", "接收单位（盖章）", "合计相符", "√"):
        assert said in text
    assert "不符；" not in text.replace("有一册不符", "")
    assert "修改冲突3处" in text
    assert "核对用语" not in text


def test_the_school_prints_the_receipt_of_its_own_parcel(settled: Offices) -> None:
    paper = printed(settled.point, "receipt", way="交出", number="1")
    assert f"{CENTER}收〔2026〕1号" in paper.text
    assert "第1包（第一个包）" in paper.text


def test_a_parcel_without_receipt_is_said(settled: Offices) -> None:
    with pytest.raises(PaperTrouble, match="没有这个包的回执"):
        printed(settled.center, "receipt", school=POINT, number="99")


def test_the_sheet_has_each_conflict_by_its_number_with_its_values(settled: Offices) -> None:
    paper = printed(settled.center, "conflict-sheet")
    assert "含个人信息" in paper.text
    for one in conflicts.conflicts(settled.center):
        assert one.title in paper.text
        for head in one.heads:
            assert head.text in paper.text
            assert head.who in paper.text
    assert "整条记录" in paper.text
    assert "青石镇黑沟村三组17号" in paper.text, "masks would hide the difference"
    assert "青石镇柳林村一组4号" not in paper.text, "here masks tell enough"


def test_the_sheet_of_one_school_and_with_full_values_on_request(settled: Offices) -> None:
    paper = printed(settled.center, "conflict-sheet", school=POINT, show_private="yes", reason="家访核实")
    assert "青石镇柳林村一组4号" in paper.text
    assert "共3处" in paper.text


def test_forty_conflicts_stay_whole_on_their_pages(settled: Offices) -> None:
    made = [settled.pupil(settled.point, f"学生{n:02}") for n in range(40)]
    settled.carry()
    with settled.center.change("改") as change:
        change.set_cells(Student, [(row, "address", "青石镇黑沟村一组" + "很长的地址" * 12) for row in made])
    with settled.point.change("改") as change:
        change.set_cells(Student, [(row, "address", "青石镇柳林村二组" + "另一个地址" * 12) for row in made])
    settled.carry()
    paper = printed(settled.center, "conflict-sheet", show_private="yes", reason="核实")
    assert len(paper.pages) > 8
    for page in paper.pages:
        assert page.count("处理理由") == page.count("栏目：")
    receipt = printed(settled.center, "receipt")
    assert "另有31处，见冲突处理单" in receipt.text


def test_the_reminder_names_who_is_late_and_until_when(settled: Offices) -> None:
    assert "没有要催的" in printed(settled.center, "reminder").text
    settled.center.today = TODAY + timedelta(20)
    try:
        paper = printed(settled.center, "reminder", until="12月15日")
        with pytest.raises(PaperTrouble, match="不是日期"):
            printed(settled.center, "reminder", until="下周")
    finally:
        settled.center.today = TODAY
    assert "2026年12月15日前" in paper.text
    assert f"{CENTER}（盖章）" in paper.text
    assert POINT in paper.text
    assert "20天" in paper.text


def test_the_papers_of_the_township_are_the_centers(settled: Offices) -> None:
    for name in ("reminder", "parcel-ledger"):
        with pytest.raises(PaperTrouble, match="由中心学校打印"):
            printed(settled.point, name)


def test_the_ledger_lists_schools_and_every_parcel(settled: Offices) -> None:
    paper = printed(settled.center, "parcel-ledger")
    assert "未加入" in paper.text
    assert "第1包" in paper.text
    assert "已有新值" in paper.text
