"""Quota places from the ledgers: shares as the source has them, pupils by score above the lowered line."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from db.errors import Trouble
from db.registers import QuotaCandidate, QuotaRound, QuotaShare
from desktop.work import history, papers, quota, rows, tables
from tests.desktop.reports.reading import Paper
from tests.desktop.work.quotas import County


@pytest.fixture
def county(tmp_path: Path) -> Iterator[County]:
    made = County(tmp_path)
    yield made
    made.office.workspace.changed = False
    made.office.close()


def places(county: County) -> dict[str, int]:
    (target,) = quota.of_year(county.office, 2026).targets
    return {share.school.name: share.places for share in target.shares}


def admitted(county: County) -> set[str]:
    held = tables.table(county.office, QuotaCandidate).rows
    return {row["student"] for row in held if row["admitted"]}


def test_the_county_hands_out_its_places_as_the_source_reckons(county: County) -> None:
    assert places(county) == {"青石中学": 56, "白杨中学": 37, "柳林中学": 17, "石门中学": 7, "黑沟中学": 3}


def test_the_result_is_written_down_as_one_entry_and_empty_places_go_back(county: County) -> None:
    outcome = quota.settle(county.office, 2026)
    assert outcome.data == {"admitted": 3, "empty": 117}
    assert admitted(county) == {"白雨桐", "何佳慧", "丁涵"}
    history.undo(county.office)
    assert admitted(county) == set()


def test_each_candidate_is_told_what_came_of_it(county: County) -> None:
    found = quota.of_year(county.office, 2026)
    names = {county.office.titles("students")[row["student_id"]]: said for key, said in quota.standing(found).items()
             for row in [found.candidates[key]]}  # fmt: skip
    assert names == {
        "白雨桐": "第1志愿录取", "何佳慧": "第1志愿录取", "丁涵": "第1志愿录取", "李强": "低于降分线",
        "张三": "统招已录", "赵诗": "不符合条件",
    }  # fmt: skip


def test_equal_at_the_last_place_has_to_be_decided_first(county: County) -> None:
    office = county.office
    rows.change(office, QuotaRound, county.plan, {"places": "80"})  # 黑沟: 80 × 18 ÷ 671 = 2.15, two places
    keys = {row["student"]: bytes.fromhex(row["id"]) for row in tables.table(office, QuotaCandidate).rows}
    rows.change(office, QuotaCandidate, keys["何佳慧"], {"score": "552"})
    with pytest.raises(Trouble, match="同分的考生"):
        quota.settle(office, 2026)
    rows.change(office, QuotaCandidate, keys["何佳慧"], {"tie": "231"})
    rows.change(office, QuotaCandidate, keys["丁涵"], {"tie": "229"})
    quota.settle(office, 2026)
    assert admitted(county) == {"白雨桐", "何佳慧"}


def test_before_the_line_is_known_nothing_is_filled_and_the_reason_is_said(tmp_path: Path) -> None:
    county = County(tmp_path, line=None)
    found = quota.of_year(county.office, 2026)
    assert (found.filled, found.why_not) == (None, "县一中还没有填统招线，分数出来以后再填。")
    with pytest.raises(Trouble, match="还没有填统招线"):
        quota.settle(county.office, 2026)
    county.office.workspace.changed = False
    county.office.close()


def test_schools_are_counted_from_the_candidates_that_may_have_a_place(county: County) -> None:
    outcome = quota.count_eligible(county.office, 2026)
    assert outcome.data == {"schools": 1, "eligible": 5}
    counted = {row["school"]: row["eligible"] for row in tables.table(county.office, QuotaShare).rows}
    assert counted["黑沟中学"] == 5
    assert counted["青石中学"] == 310


def test_a_plan_below_the_national_floor_is_asked_about_and_its_places_follow_from_it(county: County) -> None:
    said = {"name": "县二中", "year": "2026", "plan": "301", "share": "40"}
    made = rows.add(county.office, QuotaRound, said).data
    assert made["warnings"]["share"] == "指标比例低于国家要求的 50 %。"
    (plan,) = tables.table(county.office, QuotaRound, where=[("name", "县二中")]).rows
    assert plan["given"] == 120


def test_scores_are_masked_in_lists(county: County) -> None:
    assert {row["score"] for row in tables.table(county.office, QuotaCandidate).rows} == {"***"}


def test_the_printed_result_shows_the_working_and_names_without_scores(county: County) -> None:
    target = county.office.path.with_name("指标生.pdf")
    papers.make(county.office, "quota", target, {})
    paper = Paper(target)
    text = " ".join(paper.text.split())
    assert paper.outside == []
    assert "1 青石中学 310 55.439 55 0.439 1 56 0 56" in text
    assert "合 计 671 118 2 120 3 117" in text
    assert "录取名单（3 人，按姓名排列）" in text
    assert "监督人" in text
    for score in ("558", "541", "552"):
        assert score not in text
