"""Dropout control from the command line: the same answers as the window, as JSON."""

import json
from pathlib import Path

import pytest

from desktop import app

TODAY = "2026-11-20"


@pytest.fixture
def say(tmp_path: Path, capsys: pytest.CaptureFixture[str]):  # type: ignore[no-untyped-def]
    file = str(tmp_path / "台账.xiangxiao")

    def run(*words: str) -> tuple[int, dict]:  # type: ignore[type-arg]
        status = app.main(["--data", file, "--as", "王秀兰", "--today", TODAY, *words, "--json"])
        return status, json.loads(capsys.readouterr().out)

    run("create", "青石镇中心学校", "--kind", "center")
    run("add", "students", "name=李强", "born_on=2016-02-29", "stage=小学", "entered_in=2022-09")
    run("add", "children", "name=马小山", "born_on=2016-03-16", "id_number=619901201603161400", "in_school=否")
    return run


def test_lists_are_compared_and_brought_in(say, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    status, told = say("compare")
    cells = {cell["title"]: cell for cell in told["cells"]}
    assert status == 0
    assert [one["name"] for one in cells["有户籍，没有学籍，也不在校"]["people"]] == ["马小山"]
    assert cells["在校，户籍名单里没有"]["count"] == 1
    assert told["lists"]["household"] == {"source": "适龄儿童台账", "as_of": None, "lines": 1}
    sheet = tmp_path / "户籍.csv"
    sheet.write_text("姓名,出生日期\n李强,2016-02-29\n", "utf-8-sig")
    status, told = say("compare-list", "户籍", str(sheet), "--as-of", "2026-11-10")
    assert (status, told["added"]) == (0, 1)
    cells = {cell["title"]: cell["count"] for cell in say("compare", "三比对")[1]["cells"]}
    assert cells["三处都有"] == 1


def test_numbers_are_masked_unless_asked_for(say) -> None:  # type: ignore[no-untyped-def]
    def number(*words: str) -> str:
        cell = say("compare", *words)[1]["cells"][0]
        return str(cell["people"][0]["id_number"])

    assert number() == "619901************"
    assert number("1", "--show-private") == "619901201603161400"


def test_the_months_report_is_written_and_closed(say) -> None:  # type: ignore[no-untyped-def]
    assert say("dropout-month", "2026-10", "--close") == (0, {"month": "2026-10", "schools": 1, "closed": 0})
    status, told = say("dropout-month", "2026-11", "--close")
    assert status == 2
    assert "还没有过完" in told["error"]
    row = say("list", "dropout_reports")[1]["rows"][0]
    assert (row["month"], row["at_end"], row["closed_on"]) == ("2026-10", 1, TODAY)


def test_rates_come_with_their_working(say) -> None:  # type: ignore[no-untyped-def]
    status, told = say("retention", "--school", "青石镇中心学校")
    figure = next(one for one in told["figures"] if one["name"] == "年巩固率")
    assert status == 0
    assert (figure["percent"], figure["given"]["学年初在籍数"]) == ("100.00", 1)
