"""Documents: filled in from the rows they are about, numbered without gaps, kept as printed, never changed unseen."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.errors import NotFound, PaperTrouble, Rejected, Trouble
from db.registers import Child, Document, DocumentField, DocumentKind, Hazard, School, SchoolClass, Student
from desktop.work import checking, documents, history, pictures, rows, tables
from desktop.work.documents import Order, To
from desktop.work.office import Office
from desktop.work.rights import NotOurs
from tests.desktop.work.offices import TODAY, Offices

KINDS = [file.stem for file in sorted(Path("resources/documents").glob("*.toml"))]


class Desk:
    """A center school's desk with one pupil, one child and a school to write to."""

    def __init__(self, office: Office) -> None:
        self.office = office
        with office.change("起步") as work:
            own = work.get(School, office.school_id or b"")
            own.principal, own.phone = "周正安", "0000-5550126"
            self.school = work.add(School(name="柳树坪小学", kind="primary", principal="王志明")).id
            room = work.add(SchoolClass(school_id=office.school_id, stage="1", entry_year=2022, number=2))
            pupil = Student(
                name="王䶮", school_id=office.school_id, sex="1", stage="1", cohort=2022, class_id=room.id,
                born_on=date(2016, 2, 29), id_number="110105201602290011", member1_name="陈桂兰",
            )  # fmt: skip
            child = Child(
                name="张㛃", school_id=office.school_id, sex="2", born_on=date(2020, 3, 8), householder="张建国"
            )
            self.pupil, self.child = work.add(pupil).id, work.add(child).id

    def issue(self, kind: str = "reminder", **words: Any) -> bytes:
        given = {"事项": "报送月报", "催办对象": "柳树坪小学", "原定期限": "2026-11-05"} if kind == "reminder" else {}
        order = Order(kind, fields={**given, **words.pop("fields", {})}, **words)
        return bytes.fromhex(documents.give(self.office, order).data["id"])

    def row(self, document: bytes) -> dict[str, Any]:
        return tables.rows(self.office, Document, [document])[0]

    def text(self, document: bytes, folder: Path) -> str:
        target = folder / "公文.pdf"
        documents.reprint(self.office, document, target)
        return read(target)


def read(pdf: Path) -> str:
    with pypdfium2.PdfDocument(pdf) as file:
        return "".join("".join(page.get_textpage().get_text_range().split()) for page in file)


@pytest.fixture
def desk(office: Office) -> Desk:
    return Desk(office)


# -- filling in -----------------------------------------------------------------------------------------------


def test_a_notice_knows_what_the_rows_say_and_who_may_approve_a_deferral(desk: Desk, tmp_path: Path) -> None:
    given = {"报到时间": "2026年8月30日"}
    made = desk.issue("admission-notice", about=[(Child, desk.child)], fields=given)
    text = desk.text(made, tmp_path)
    for said in (
        "张建国（张㛃的家长）",
        "张㛃（女，2020年3月8日出生）",
        "义务教育法》第十一条",
        "镇人民政府或者县教育局批准",
        "送达回证",
    ):
        assert said in text
    assert desk.row(made)["mark"] == "青中校入〔2026〕1号"


def test_a_table_has_a_line_for_each_row_it_is_about(desk: Desk, tmp_path: Path) -> None:
    words = [("安全出口上课期间上锁", "教学楼东侧"), ("配电箱无漏电保护器", "食堂")]
    with desk.office.change("排查") as work:
        found = [
            work.add(
                Hazard(school_id=desk.school, what=what, place=place, found_on=TODAY, found_by="马建国", plan="值守")
            )
            for what, place in words
        ]
    about = [(Hazard, one.id) for one in found]
    text = desk.text(desk.issue("rectification-notice", about=about), tmp_path)
    assert "（一）教学楼东侧。安全出口上课期间上锁。（二）食堂。配电箱无漏电保护器。" in text
    assert text.count("值守") == 2
    for said in ("柳树坪小学：", "2026年11月20日，马建国到你单位检查", "存根", "回执", "请于2026年12月1日前"):
        assert said in text


def test_private_numbers_are_masked_unless_it_is_said_what_for(desk: Desk, tmp_path: Path) -> None:
    given = {"用途": "办理居住证"}
    masked = desk.issue("enrolment-proof", about=[(Student, desk.pupil)], fields=given)
    full = desk.issue("enrolment-proof", about=[(Student, desk.pupil)], fields=given, purpose="办理居住证")
    assert "110105201602290011" not in desk.text(masked, tmp_path)
    assert "110105201602290011" in desk.text(full, tmp_path)
    shown = tables.table(desk.office, DocumentField, find="").rows
    assert not any("110105201602290011" in str(line["value"]) for line in shown), "masked in lists even then"


def test_what_is_given_goes_before_what_is_known(desk: Desk, tmp_path: Path) -> None:
    given = {"报到时间": "8月30日", "监护人": "李秀英"}
    text = desk.text(desk.issue("admission-notice", about=[(Child, desk.child)], fields=given), tmp_path)
    assert "李秀英（张㛃的家长）" in text


def test_a_field_the_kind_does_not_have_is_named(desk: Desk) -> None:
    with pytest.raises(Trouble, match="分数线"):
        documents.draft(desk.office, "notice", fields={"分数线": "60"})
    with pytest.raises(NotFound):
        documents.draft(desk.office, "没有这种")


def test_empty_needed_fields_stop_issuing_and_the_draft_stays(desk: Desk) -> None:
    made = bytes.fromhex(documents.draft(desk.office, "notice").data["id"])
    with pytest.raises(Rejected) as refused:
        documents.issue(desk.office, made)
    assert [problem.field for problem in refused.value.problems] == ["事项", "内容"]
    assert desk.row(made)["state"] == "草稿"
    documents.fill(desk.office, made, {"事项": "放假", "内容": "元旦放假一天。"})
    assert documents.issue(desk.office, made).data["number"] == "青中校〔2026〕1号"


@pytest.mark.parametrize("words", ["期末考试年级第一名", "语文98分", "总分全班第三"])
def test_certificates_and_honour_rolls_tell_no_marks_and_no_ranks(desk: Desk, words: str) -> None:
    for kind, fields in (
        ("certificate", {"获奖人": "王䶮", "称号": "学习之星", "事迹": words}),
        ("honour-roll", {"名单": [{"姓名（集体）": "王䶮", "主要事迹": words}]}),
    ):
        with pytest.raises(Rejected, match="荣誉类"):
            desk.issue(kind, fields=fields)
    kind = tables.ids(desk.office, DocumentKind, where=[("kind", "certificate")])[0]
    assert rows.change(desk.office, DocumentKind, kind, {"body": f"因{words}，特发此证。"}).data["problems"]


def test_a_character_that_cannot_be_printed_is_named_before_issuing(desk: Desk) -> None:
    given = {"事项": "表彰\U00030000老师", "内容": "略。"}
    with pytest.raises(Rejected, match="\U00030000"):
        desk.issue("notice", fields=given)
    outcome = documents.give(desk.office, Order("notice", fields=given), known=True)
    assert outcome.data["number"] == "青中校〔2026〕1号"


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_prints_with_the_longest_names_there_are(desk: Desk, kind: str, tmp_path: Path) -> None:
    long = "阿卜杜热依木·阿卜杜克热木" * 3
    about = [(Student, desk.pupil), (Child, desk.child)]
    made = bytes.fromhex(documents.draft(desk.office, kind, about=about, recipients=[long]).data["id"])
    asks = next(one for one in documents.kinds(desk.office).data["kinds"] if one["name"] == kind)["asks"]
    single = {ask["name"]: "2026-11-27" if ask["input"] == "day" else long for ask in asks if not ask["grid"]}
    grids = {
        ask["grid"]: [{a["name"]: long for a in asks if a["grid"] == ask["grid"]}] * 30 for ask in asks if ask["grid"]
    }
    documents.fill(desk.office, made, single | grids)
    outcome = documents.issue(desk.office, made)
    assert outcome.data["pages"] >= 1
    text = desk.text(made, tmp_path)
    assert "〓" not in text
    assert "{" not in text


def test_a_draft_is_seen_with_its_numbers_place_free_and_what_still_lacks(desk: Desk, tmp_path: Path) -> None:
    made = bytes.fromhex(documents.draft(desk.office, "notice", fields={"事项": "放假"}).data["id"])
    outcome = documents.preview(desk.office, made, tmp_path / "草稿.pdf")
    assert outcome.data["problems"] == {"内容": "“内容”还没有填。"}
    assert "青中校〔2026〕号" in read(tmp_path / "草稿.pdf")
    assert desk.row(made)["mark"] == ""


# -- numbers --------------------------------------------------------------------------------------------------


def test_numbers_follow_one_another_by_school_word_and_year(desk: Desk) -> None:
    marks = [desk.row(desk.issue())["mark"] for _ in range(2)]
    marks.append(desk.row(desk.issue(issuer=desk.school))["mark"])
    marks.append(desk.row(desk.issue(on=date(2027, 1, 5)))["mark"])
    assert marks == ["青中校函〔2026〕1号", "青中校函〔2026〕2号", "柳小函〔2026〕1号", "青中校函〔2027〕1号"]
    rows.change(desk.office, School, desk.school, {"document_word": "柳校"})
    assert desk.row(desk.issue(issuer=desk.school))["mark"] == "柳校函〔2026〕1号"


def test_forty_five_notices_are_one_entry_numbered_in_order_and_printed_two_to_a_page(
    desk: Desk, tmp_path: Path
) -> None:
    seen: list[str] = []
    order = Order("admission-notice", [(Child, desk.child)], {"报到时间": "8月30日"}, ["张建国"])
    before = desk.office.workspace.entry
    made = documents.issue_many(desk.office, [order] * 5, also=lambda _rows, one: seen.append(one.number))
    assert [one["number"] for one in made.data["documents"]] == [f"青中校入〔2026〕{n}号" for n in range(1, 6)] == seen
    assert desk.office.workspace.entry == before + 1 or before == 0
    printed = documents.print_many(
        desk.office, [bytes.fromhex(one["id"]) for one in made.data["documents"]], tmp_path / "5.pdf"
    )
    assert printed.data == {"pages": 3, "documents": 5}
    history.undo(desk.office)
    assert tables.count(desk.office, Document) == 0
    assert desk.row(desk.issue())["mark"].endswith("1号")


def test_one_that_is_wrong_holds_back_all_of_them(desk: Desk) -> None:
    good = Order("reminder", fields={"事项": "甲", "催办对象": "乙", "原定期限": "2026-11-05"})
    with pytest.raises(Rejected):
        documents.issue_many(desk.office, [good, Order("reminder")])
    assert tables.count(desk.office, Document) == 0


@settings(max_examples=4, deadline=None)
@given(st.lists(st.sampled_from(["issue", "void", "carry", "there", "undo"]), min_size=3, max_size=7))
def test_in_whatever_order_two_machines_issue_void_and_meet_no_gap_and_no_double_is_unseen(deeds: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        offices = Offices(Path(folder))
        offices.carry()
        last: dict[Office, bytes] = {}
        for deed in deeds:
            office = offices.point if deed == "there" else offices.center
            if deed in ("issue", "there"):
                order = Order(
                    "certificate", fields={"获奖人": "甲", "称号": "乙", "事迹": "丙，"}, issuer=offices.point_id
                )
                last[office] = bytes.fromhex(documents.give(office, order).data["id"])
            elif deed == "void" and office in last:
                documents.void(office, last.pop(office), "写错了")
            elif deed == "undo" and office in last:
                history.undo(office)
                last.pop(office)
            elif deed == "carry":
                offices.carry()
        offices.carry()
        offices.carry()
        found = [office_numbers(office) for office in (offices.center, offices.point)]
        told = [{line["id"] for line in checking.check(o).data["rows"]} for o in (offices.center, offices.point)]
        offices.close()
    assert found[0] == found[1], "both copies are equal"
    standing = [number for number, state in found[0].values() if state != "void"]
    doubles = {key for key, (number, state) in found[0].items() if state != "void" and standing.count(number) > 1}
    numbers = {number for number, _ in found[0].values()}
    gap = numbers != set(range(1, max(numbers, default=0) + 1))
    assert doubles <= {bytes.fromhex(key) for key in told[0]}
    assert bool(told[0]) == bool(doubles or gap)


def office_numbers(office: Office) -> dict[bytes, tuple[int, str]]:
    with office.look() as connection:
        found = connection.exec_driver_sql(
            "SELECT id, number, state FROM documents WHERE deleted = 0 AND number IS NOT NULL"
        )
        return {row: (number, state) for row, number, state in found}


# -- what was issued stays ------------------------------------------------------------------------------------


def test_what_is_printed_again_is_the_kept_copy_to_the_byte(desk: Desk, tmp_path: Path) -> None:
    made = documents.give(desk.office, Order("notice", fields={"事项": "放假", "内容": "放假一天。"}))
    documents.reprint(desk.office, bytes.fromhex(made.data["id"]), tmp_path / "一.pdf")
    assert hashlib.sha256((tmp_path / "一.pdf").read_bytes()).hexdigest() == made.data["hash"]
    assert "关于放假的通知" in read(tmp_path / "一.pdf")


def test_an_issued_document_cannot_be_changed_by_hand(desk: Desk) -> None:
    made = desk.issue()
    for typed in ({"headline": "另一个标题"}, {"issued_on": "2026-01-01"}, {"mark": "青中校〔2026〕99号"}):
        outcome = rows.change(desk.office, Document, made, typed)
        assert "已签发" in str(outcome.data["problems"])
    cell = tables.ids(desk.office, DocumentField)[0]
    assert "已签发" in str(rows.change(desk.office, DocumentField, cell, {"value": "改了"}).data["problems"])
    with pytest.raises(Trouble, match="已签发"):
        documents.fill(desk.office, made, {"情况": "改"})
    assert rows.change(desk.office, Document, made, {"remark": "已上墙"}).data["id"] == made.hex()


def test_a_later_change_is_a_new_version_under_the_same_number_and_the_old_copy_stays(
    desk: Desk, tmp_path: Path
) -> None:
    made = desk.issue("notice", fields={"事项": "放假", "内容": "放假一天。"})
    documents.revise(desk.office, made, "天数写错")
    documents.fill(desk.office, made, {"内容": "放假两天。"})
    again = documents.issue(desk.office, made)
    assert again.data["number"] == "青中校〔2026〕1号"
    assert desk.row(made)["version"] == "2"
    documents.reprint(desk.office, made, tmp_path / "新.pdf")
    documents.reprint(desk.office, made, tmp_path / "旧.pdf", version=1)
    assert ("放假两天" in read(tmp_path / "新.pdf"), "放假一天" in read(tmp_path / "旧.pdf")) == (True, True)
    assert [line for line in checking.check(desk.office).data["rows"] if "document" in line["register"]] == []


def test_a_void_number_stays_listed_and_another_draft_says_the_same(desk: Desk) -> None:
    made = desk.issue()
    with pytest.raises(Trouble, match="为什么"):
        documents.void(desk.office, made, " ")
    documents.void(desk.office, made, "对象写错")
    assert (desk.row(made)["state"], desk.row(made)["mark"]) == ("作废", "青中校函〔2026〕1号")
    copy = bytes.fromhex(documents.again(desk.office, made).data["id"])
    assert documents.issue(desk.office, copy).data["number"] == "青中校函〔2026〕2号"
    assert desk.row(copy)["headline"] == desk.row(made)["headline"]
    for does in (documents.discard, lambda o, d: documents.void(o, d, "再次")):
        with pytest.raises(Trouble):
            does(desk.office, made)


def test_a_draft_is_thrown_away_with_all_its_parts(desk: Desk) -> None:
    made = bytes.fromhex(documents.draft(desk.office, "reminder", recipients=["甲"], fields={"事项": "乙"}).data["id"])
    documents.discard(desk.office, made)
    assert (tables.count(desk.office, Document), tables.count(desk.office, DocumentField)) == (0, 0)
    with pytest.raises(PaperTrouble):
        documents.reprint(desk.office, made, Path("不会写.pdf"))


# -- whom it goes to ------------------------------------------------------------------------------------------


def test_who_signed_is_counted(desk: Desk) -> None:
    to = [To("柳树坪小学", school=desk.school), To("张建国", relation="父亲"), "李秀英"]
    made = desk.issue(recipients=to)
    first, second, third = documents.recipients(desk.office, made)
    documents.receipt(desk.office, first["id"], TODAY, "张建国")
    documents.receipt(desk.office, second["id"], TODAY, "", "2", refused=True, served_by="马建国、杨晓梅")
    late = documents.receipt(desk.office, third["id"], date(2027, 1, 1), "王志明")
    assert "delivered_on" in late.data["problems"]
    assert documents.share(desk.office, made) == {"recipients": 3, "signed": 1, "refused": 1, "replied": 0}
    assert desk.row(made)["signed"] == "2/3"


def test_documents_are_found_by_what_they_are_about(desk: Desk) -> None:
    made = desk.issue("enrolment-proof", about=[(Student, desk.pupil)], fields={"用途": "入团"})
    assert [one["id"] for one in documents.about(desk.office, Student, desk.pupil)] == [made]
    assert documents.about(desk.office, Student, desk.child) == []


# -- two offices ----------------------------------------------------------------------------------------------


@pytest.fixture
def offices(tmp_path: Path) -> Iterator[Offices]:
    made = Offices(tmp_path)
    made.carry()
    yield made
    made.close()


Carried = Callable[[Office], str]


def test_a_notice_travels_to_its_school_and_the_receipt_comes_back(offices: Offices, tmp_path: Path) -> None:
    given = {"事项": "报送月报", "原定期限": "2026-11-05"}
    made = documents.give(
        offices.center, Order("reminder", fields=given, recipients=[To("黑沟教学点", school=offices.point_id)])
    )
    document = bytes.fromhex(made.data["id"])
    offices.carry()
    documents.reprint(offices.point, document, tmp_path / "到.pdf")
    assert hashlib.sha256((tmp_path / "到.pdf").read_bytes()).hexdigest() == made.data["hash"]
    recipient = documents.recipients(offices.point, document)[0]["id"]
    documents.receipt(offices.point, recipient, TODAY, "刘运生", "5")
    offices.carry()
    assert documents.share(offices.center, document)["signed"] == 1
    for does in (
        lambda: documents.void(offices.point, document, "不要"),
        lambda: documents.revise(offices.point, document, "改"),
        lambda: documents.give(offices.point, Order("reminder", fields=given, issuer=offices.center.school_id)),
    ):
        with pytest.raises(NotOurs):
            does()


def test_a_circular_for_several_schools_is_everybodys(offices: Offices) -> None:
    to = [To("黑沟教学点", school=offices.point_id), To("石门小学", school=offices.other_id)]
    given = {"事项": "检查", "基本情况": "查了。", "整改要求": "改。"}
    made = bytes.fromhex(documents.give(offices.center, Order("circular", fields=given, recipients=to)).data["id"])
    offices.carry()
    assert tables.rows(offices.point, Document, [made])[0]["school"] == ""
    assert [one["name"] for one in documents.recipients(offices.point, made)] == ["黑沟教学点"]


def test_a_school_issues_its_own_and_the_center_reads_it(offices: Offices, tmp_path: Path) -> None:
    pupil = offices.pupil(offices.point, "田小禾", born_on=date(2017, 4, 5))
    order = Order("certificate", about=[(Student, pupil)], fields={"称号": "劳动之星"})
    made = documents.give(offices.point, order)
    assert made.data["number"] == "黑教荣〔2026〕1号"
    offices.carry()
    documents.reprint(offices.center, bytes.fromhex(made.data["id"]), tmp_path / "证.pdf")
    assert "田小禾同学" in read(tmp_path / "证.pdf")
    assert pictures.body(offices.center, made.data["hash"])


def test_a_number_that_two_machines_gave_out_is_found_with_what_to_do(offices: Offices) -> None:
    words = {"获奖人": "甲", "称号": "乙", "事迹": "丙，"}
    for office in (offices.center, offices.point):
        documents.give(office, Order("certificate", fields=words, issuer=offices.point_id))
    offices.carry()
    said = [line["problem"] for line in checking.check(offices.center).data["rows"]]
    assert len(said) == 2
    assert all("黑教荣〔2026〕1号有两份" in line and "作废其中一份" in line for line in said)
    documents.void(offices.center, tables.ids(offices.center, Document)[0], "重号")
    assert checking.check(offices.center).data["rows"] == []
