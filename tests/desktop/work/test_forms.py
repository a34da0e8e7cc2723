"""One row being filled in: read as it is typed, checked at once, saved when it holds, kept when it does not."""

import pytest

from db.errors import NotFound, Rejected
from db.registers import Exam, Holiday, Paper, SchoolClass, Student, Term
from desktop.work import rows, tables
from desktop.work.forms import Form
from desktop.work.office import Office

NUMBER = "110105201602290011"


def saved(office: Office, **typed: str) -> bytes:
    return bytes.fromhex(rows.add(office, Student, typed).data["id"])


def stands(office: Office, row: bytes, name: str) -> str:
    return tables.rows(office, Student, [row], show_private=True)[0][name]


def test_the_id_number_types_birthday_and_sex_and_nothing_overwrites_them(office: Office) -> None:
    form = Form.blank(office, Student)
    form.type("name", "李　明")
    form.type("id_number", NUMBER)
    assert (form.shown("name"), form.shown("born_on"), form.shown("sex")) == ("李明", "2016-02-29", "男")
    form.type("born_on", "2016.3.1")
    assert form.problems["born_on"].level == "error"
    offer = form.problems["born_on"].offer
    assert offer is not None
    form.take(offer)
    assert form.shown("born_on") == "2016-02-29"
    assert "born_on" not in form.problems


def test_what_an_offer_brings_with_it_is_saved_too(office: Office) -> None:
    row = saved(office, name="李明", id_number="", sex="")
    form = Form.of(office, Student, row)
    form.type("id_number", "110105160229001")
    problem = form.problems["id_number"]
    if problem.offer is not None:
        form.take(problem.offer)
        form.save()
        assert stands(office, row, "sex") == form.shown("sex") != ""


def test_what_cannot_be_read_stays_as_typed_with_what_to_do_and_stops_saving(office: Office) -> None:
    form = Form.blank(office, Student, name="李明")
    form.type("born_on", "昨天")
    assert form.shown("born_on") == "昨天"
    assert form.held
    with pytest.raises(Rejected):
        form.save()
    assert tables.ids(office, Student) == []
    form.type("born_on", "2016年3月1日")
    form.save()
    assert stands(office, tables.ids(office, Student)[0], "born_on") == "2016-03-01"


def test_typing_what_stands_there_changes_nothing_and_typing_back_changes_nothing_either(office: Office) -> None:
    row = saved(office, name="李明", member1_phone="13812345678")
    form = Form.of(office, Student, row)
    form.type("member1_phone", form.shown("member1_phone"))
    form.type("name", "张三")
    form.type("name", "李明")
    assert not form.changed
    assert form.save().sentence == ""
    assert stands(office, row, "member1_phone") == "13812345678"


def test_private_fields_are_masked_until_asked_for_and_the_asking_is_noted(
    office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    row = saved(office, name="李明", id_number=NUMBER)
    form = Form.of(office, Student, row)
    assert form.shown("id_number") == "110105************"
    with caplog.at_level("INFO", "xiangxiao"):
        form.reveal()
        form.reveal()
    assert form.shown("id_number") == NUMBER
    assert len(caplog.records) == 1
    assert NUMBER not in caplog.text


def test_a_form_left_with_an_error_comes_back_as_it_was_left_and_commands_do_not_save_it(office: Office) -> None:
    row = saved(office, name="李明")
    form = Form.of(office, Student, row)
    form.type("remark", "转来")
    form.type("born_on", "昨天")
    form.keep_draft()
    assert rows.change(office, Student, row, {"talent": "画画"}).data["id"] == row.hex()
    assert stands(office, row, "remark") == ""
    again = Form.of(office, Student, row)
    assert (again.shown("remark"), again.shown("born_on"), again.held) == ("转来", "昨天", True)
    again.type("born_on", "2016-03-01")
    again.save()
    assert not Form.of(office, Student, row).changed
    assert (stands(office, row, "remark"), stands(office, row, "talent")) == ("转来", "画画")


def test_only_what_was_typed_is_written_so_that_others_work_stays(office: Office) -> None:
    row = saved(office, name="李明")
    form = Form.of(office, Student, row)
    form.type("remark", "一")
    rows.change(office, Student, row, {"talent": "画画"})
    form.save()
    assert (stands(office, row, "remark"), stands(office, row, "talent")) == ("一", "画画")


def test_a_row_that_somebody_removed_meanwhile_is_said(office: Office) -> None:
    row = saved(office, name="李明")
    form = Form.of(office, Student, row)
    form.type("remark", "一")
    rows.remove(office, Student, [row])
    with pytest.raises(NotFound) as trouble:
        form.save()
    assert "撤销" in trouble.value.advice


def test_the_same_holiday_twice_is_said_before_it_is_saved(office: Office) -> None:
    for _ in range(2):
        form = Form.blank(office, Holiday)
        form.type("on", "2026-10-01")
        form.type("name", "国庆节")
        if form.held:
            assert "已经有" in form.problems["on"].sentence
        else:
            form.save()
    assert len(tables.ids(office, Holiday)) == 1


def test_another_day_for_a_holiday_moves_it(office: Office) -> None:
    made = rows.add(office, Holiday, {"on": "2026-10-01", "name": "国庆节"})
    form = Form.of(office, Holiday, bytes.fromhex(made.data["id"]))
    form.type("on", "2026-10-02")
    row = bytes.fromhex(form.save().data["id"])
    assert tables.ids(office, Holiday) == [row]
    assert rows.add(office, Holiday, {"on": "2026-10-01", "name": "国庆节"}).attention is False


def test_a_fact_that_others_point_to_keeps_its_key(office: Office) -> None:
    words = {"year": "2026", "term": "第一学期", "kind": "期末", "from_grade": "五年级", "to_grade": "五年级"}
    exam = bytes.fromhex(rows.add(office, Exam, words).data["id"])
    rows.add(
        office, Paper, {"exam": tables.rows(office, Exam, [exam])[0]["title"], "grade": "五年级", "subject": "语文"}
    )
    form = Form.of(office, Exam, exam)
    form.type("term", "第二学期")
    assert "还有 1 条“试卷”，不能改学期" in form.problems["term"].sentence
    form.type("term", "第一学期")
    form.type("to_grade", "六年级")
    assert not form.held
    form.save()
    assert tables.rows(office, Exam, [exam])[0]["to_grade"] == "六年级"


def test_a_removed_fact_can_be_written_down_again(office: Office) -> None:
    term = tables.ids(office, Term)[0]
    line = tables.rows(office, Term, [term])[0]
    rows.remove(office, Term, [term])
    rows.add(office, Term, {name: line[name] for name in ("year", "term", "starts_on", "ends_on")})
    assert term in tables.ids(office, Term)


def test_a_class_shows_its_name_and_size_which_nobody_types(office: Office) -> None:
    made = rows.add(office, SchoolClass, {"entry_year": "2022", "number": "2"})
    row = bytes.fromhex(made.data["id"])
    saved(office, name="李明", **{"class": "五（2）班"})
    form = Form.of(office, SchoolClass, row)
    assert (form.shown("title"), form.shown("size"), form.title) == ("五（2）班", "1", "五（2）班")


def test_a_pupil_put_into_a_class_takes_its_year_of_entry(office: Office) -> None:
    rows.add(office, SchoolClass, {"entry_year": "2022", "number": "2"})
    row = saved(office, name="李明", **{"class": "五（2）班"})
    assert (stands(office, row, "cohort"), stands(office, row, "grade")) == ("2022", "五年级")
