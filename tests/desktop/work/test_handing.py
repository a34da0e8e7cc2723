"""Handing in and out as a person asks for it: one press, one sentence, and the shapes that scripts rely on."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from db.errors import NotFound, ReadOnly, Stopped, Trouble
from db.handoff.refusals import StickTrouble
from db.registers import Student, Village
from db.rules import id_number
from desktop.work import handing, rows, sites, tables, taking
from desktop.work.office import Office
from tests.desktop.work.offices import CENTER, OTHER, POINT, TODAY, Offices


@pytest.fixture
def offices(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Offices]:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "settings"))
    made = Offices(tmp_path)
    made.pupil(made.point, "先来的")
    made.carry()
    yield made
    made.close()


def test_one_press_takes_in_and_hands_out_and_says_that_the_stick_may_be_pulled(offices: Offices) -> None:
    offices.pupil(offices.point, "田小禾")
    handing.exchange(offices.point, offices.stick)
    done = handing.exchange(offices.center, offices.stick)
    assert "收下黑沟教学点第 2 包：新增 1 行，更新 0 处，账目相符。" in done.sentence
    assert done.sentence.endswith("U盘可以拔了。")
    assert "students" in done.changed
    assert not done.attention
    back = handing.exchange(offices.point, offices.stick)
    assert "读到回执 1 张。" in back.sentence
    assert "没有新的内容要带走。" in back.sentence


def test_the_shapes_that_scripts_rely_on(offices: Offices) -> None:
    offices.pupil(offices.point, "田小禾")
    handed = handing.handoff(offices.point, offices.stick)
    [parcel] = handed.data["parcels"]
    assert {"file", "for", "number", "entries"} <= set(parcel)
    assert (parcel["for"], parcel["number"], parcel["entries"]) == (CENTER, 2, 1)
    merged = handing.merge(offices.center, [offices.stick]).data
    assert {"parcels", "conflicts", "duplicates", "receipts", "read_receipts"} <= set(merged)
    one = next(p for p in merged["parcels"] if p["number"] == 2)
    assert {"file", "from", "number", "state", "reason", "account", "missing"} <= set(one)
    assert (one["from"], one["state"], one["reason"], one["missing"]) == (POINT, "taken", "", [])
    account = one["account"]
    kinds = ("added", "updated", "present", "overtaken", "waiting", "quarantined")
    for line in (account["total"], *account["registers"].values()):
        assert line["read"] == sum(line[kind] for kind in kinds)
    for file in (one["file"], *merged["receipts"]):
        assert Path(file).is_absolute()
        assert Path(file).is_file()


def test_what_lies_on_a_stick_is_said_before_the_button_is_pressed(offices: Offices) -> None:
    offices.pupil(offices.point, "田小禾")
    [go] = taking.what_would_go(offices.point)
    assert (go["for"], go["entries"]) == (CENTER, 1)
    for left in offices.stick.iterdir():
        left.unlink()
    handing.handoff(offices.point, offices.stick)
    (offices.stick / "黑沟教学点-第2包.exe").write_bytes(b"MZ")
    come = taking.what_would_come(offices.center, offices.stick)
    assert [(p["from"], p["number"], p["operations"]) for p in come["parcels"]] == [(POINT, 2, 1)]
    assert come["suspicious"] == ["黑沟教学点-第2包.exe"]
    done = handing.exchange(offices.center, offices.stick)
    assert "可疑的程序（黑沟教学点-第2包.exe）" in done.sentence
    assert taking.what_would_come(offices.center, offices.stick)["parcels"] == []


def test_on_a_schools_stick_the_center_writes_for_that_school_only(offices: Offices) -> None:
    other = offices.folder / "石门.xiangxiao"
    invited = handing.invite(offices.center, OTHER, offices.stick)
    handing.join(Path(invited.data["file"]), other, "石老师", TODAY)
    gate = Office.open(other, "石老师", TODAY)
    second = offices.folder / "第二个U盘"
    second.mkdir()
    handing.exchange(gate, second)
    handing.exchange(offices.center, second)
    handing.exchange(gate, second)
    offices.add(offices.center, Village(name="柳林村"))
    went = handing.exchange(offices.center, second).data["sent"]
    assert [p["for"] for p in went] == [OTHER]
    empty = offices.folder / "空U盘"
    empty.mkdir()
    assert {p["for"] for p in handing.exchange(offices.center, empty).data["sent"]} == {OTHER, POINT}
    gate.close()


def test_for_one_school_only_and_a_school_that_has_not_joined(offices: Offices) -> None:
    offices.add(offices.center, Village(name="柳林村"))
    assert [p["for"] for p in handing.handoff(offices.center, offices.stick, POINT).data["parcels"]] == [POINT]
    with pytest.raises(Trouble, match="还没有已加入的电脑"):
        handing.handoff(offices.center, offices.stick, OTHER)
    with pytest.raises(NotFound):
        handing.handoff(offices.center, offices.stick, "没有的学校")


def test_only_a_center_invites_and_retires(offices: Offices) -> None:
    with pytest.raises(Trouble, match="只有中心学校"):
        handing.invite(offices.point, POINT, offices.stick)
    with pytest.raises(Trouble, match="只有中心学校"):
        sites.retire(offices.point, offices.center.workspace.site_number)
    with pytest.raises(Trouble, match="正在用"):
        sites.retire(offices.center, offices.center.workspace.site_number)


def test_machines_with_what_they_sent(offices: Offices) -> None:
    known = {one["school"]: one for one in sites.sites(offices.center).data["sites"]}
    assert {"site", "school", "last_number", "last_at", "missing", "state"} <= set(known[POINT])
    assert (known[POINT]["last_number"], known[POINT]["state"], known[POINT]["missing"]) == (1, "enrolled", [])
    assert known[CENTER]["own"]
    sites.retire(offices.center, offices.point.workspace.site_number)
    offices.pupil(offices.point, "田小禾")
    handing.handoff(offices.point, offices.stick)
    done = handing.merge(offices.center, [offices.stick])
    assert done.attention
    assert "已经停用" in done.sentence


def test_a_newcomer_is_accepted_by_four_words(offices: Offices) -> None:
    [file] = offices.stick.glob("*.xxi")
    data = offices.folder / "又一台.xiangxiao"
    handing.join(file, data, "赵老师", TODAY)
    again = Office.open(data, "赵老师", TODAY)
    handing.handoff(again, offices.stick)
    done = handing.merge(offices.center, [offices.stick])
    [newcomer] = done.data["newcomers"]
    assert newcomer["words"] == sites.own_words(again)
    assert newcomer["words"] in done.sentence
    assert newcomer["words"] in sites.sites(offices.center).sentence
    sites.accept(offices.center, newcomer["site"])
    states = [p["state"] for p in handing.merge(offices.center, [offices.stick]).data["parcels"]]
    assert "refused" not in states
    again.close()


def test_a_school_that_has_just_joined_knows_its_own_name_and_its_file_is_whole(offices: Offices) -> None:
    from desktop.work import checking

    invited = handing.invite(offices.center, OTHER, offices.stick)
    data = offices.folder / "石门.xiangxiao"
    handing.join(Path(invited.data["file"]), data, "石老师", TODAY)
    gate = Office.open(data, "石老师", TODAY)
    assert gate.school == OTHER
    offices.add(gate, Student(name="石头", school_id=gate.school_id))
    assert checking.check(gate).data["ok"]
    gate.close()


def test_a_copied_file_says_so_when_it_is_opened(offices: Offices, monkeypatch: pytest.MonkeyPatch) -> None:
    offices.point.close()
    copy = Path(shutil.copy(offices.point.path, offices.folder / "副本.xiangxiao"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(offices.folder / "elsewhere"))
    twin = Office.open(copy, "刘运生", TODAY)
    assert "复制" in twin.notice
    assert twin.workspace.site_number != offices.point.workspace.site_number
    twin.close()


def test_stopping_in_the_middle_changes_nothing(offices: Offices) -> None:
    offices.pupil(offices.point, "田小禾")
    handing.handoff(offices.point, offices.stick)

    def stop(at: str, done: int, total: int) -> None:
        if at == "核对改动" or at.startswith("读取"):
            raise Stopped

    with pytest.raises(Stopped):
        handing.merge(offices.center, [offices.stick], stop)
    with offices.center.look() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM students").scalar() == 1
    assert "taken" in [p["state"] for p in handing.merge(offices.center, [offices.stick]).data["parcels"]]


def test_a_stick_that_is_not_there(offices: Offices) -> None:
    with pytest.raises(StickTrouble):
        handing.handoff(offices.point, offices.folder / "没有")
    with pytest.raises(NotFound):
        handing.merge(offices.center, [offices.folder / "没有"])
    with pytest.raises(NotFound):
        handing.join(offices.folder / "没有.xxi", offices.folder / "x.xiangxiao", "甲", TODAY)
    assert not (offices.folder / "x.xiangxiao").exists()


def test_a_file_that_must_not_be_written_does_not_hand_in(offices: Offices) -> None:
    offices.pupil(offices.point, "田小禾")
    offices.point.workspace.read_only = "数据文件在U盘上，拔出时容易损坏。"
    with pytest.raises(ReadOnly):
        handing.handoff(offices.point, offices.stick)
    offices.point.workspace.read_only = ""


def test_a_clock_that_woke_up_in_2009_is_asked_about_and_stops_nothing(
    offices: Offices, monkeypatch: pytest.MonkeyPatch
) -> None:
    from desktop.work import carrying

    class Dead(date):
        @classmethod
        def today(cls) -> date:
            return date(2009, 1, 1)

    monkeypatch.setattr(carrying, "date", Dead)
    offices.center.today = date(2009, 1, 1)
    offices.pupil(offices.point, "田小禾")
    handing.handoff(offices.point, offices.stick)
    done = handing.exchange(offices.center, offices.stick)
    assert done.sentence.startswith("这台电脑的日期是 2009年1月1日，看来不对。请核对日期；")
    assert "收下黑沟教学点第 2 包" in done.sentence
    offices.center.today = TODAY
    assert carrying.date_doubt(offices.center) == ""


def test_a_merge_cut_off_before_the_find_box_was_ready_is_finished_when_the_file_is_opened(
    offices: Offices, monkeypatch: pytest.MonkeyPatch
) -> None:
    from db.workspace import Workspace
    from desktop.work import tables

    offices.pupil(offices.point, "田小禾")
    handing.handoff(offices.point, offices.stick)
    with monkeypatch.context() as patch:
        patch.setattr(Workspace, "catch_up", lambda self: None)
        handing.merge(offices.center, [offices.stick])
    assert tables.table(offices.center, Student, "txh", (), (), None, False).count == 0
    offices.center.close()
    offices.center = Office.open(offices.center.path, "王秀兰", TODAY)
    assert tables.table(offices.center, Student, "txh", (), (), None, False).count == 1


def test_two_right_halves_that_make_a_wrong_row_are_taken_in_and_named(offices: Offices) -> None:
    number = "61042920160501001" + id_number.check_character("61042920160501001")
    child = offices.pupil(offices.point, "田小禾", sex="1", born_on=date(2016, 5, 1))
    offices.carry()
    rows.change(offices.point, Student, child, {"id_number": number})
    rows.change(offices.center, Student, child, {"born_on": "2018-09-09"})
    handing.exchange(offices.point, offices.stick)
    done = handing.exchange(offices.center, offices.stick)
    assert [(one["register"], one["id"]) for one in done.data["rows"]] == [("students", child.hex())]
    assert "体检" in done.sentence
    assert tables.rows(offices.center, Student, [child], show_private=True)[0]["id_number"] == number
