"""资助申请表: one page a child, filled from the roster as far as it goes; the rest is written and signed by hand.

源：教财〔2018〕16号附件《家庭经济困难学生认定申请表》。
"""

from __future__ import annotations

from collections.abc import Iterator

from db import codes
from db.aid.batch import Entry, Row
from db.registers import AidApplication, Student
from db.rules.aid_standards import yuan
from db.rules.capitals import capitals
from desktop.reports import aid_scope, blocks
from desktop.reports.faces import SONG
from desktop.reports.furniture import CONFIDENTIAL, Sheet
from desktop.reports.options import PRIVATE, REASON, Chosen, Option, Report
from desktop.reports.press import Press
from desktop.reports.rows import Cell, Column, Style
from desktop.reports.source import Reader, Source
from desktop.reports.tables import Table

FORM = "QS-ZZ-01"
NAME = Option("student", "学生", hint="只打印这名学生的；不填就是全部")
BLANK = Option("blank", "空白表", "yesno", default="no", hint="只印一张空表，复印后手填")
FULL = Option("special", "打印类别、理由和证明", "yesno", default="no")
GRID = tuple(Column("", width) for width in (18, 27, 18, 27, 20, 22, 20, 23))
TEXT = Style(size=10.0, leading=15.0)
ROW, TALL = 23.0, 74.0
DATE = "____年____月____日"
UNKNOWN = "__________ 元　　大写：______________________"


def write(press: Press, source: Source, chosen: Chosen) -> None:
    term = aid_scope.term_of(source, chosen)
    if chosen.yes(BLANK.name):
        _form(press, source, chosen, source.school, None, None)
        return
    printed = False
    for school, kind, one in _asked(source, chosen):
        _form(press, source, chosen, school, kind, one)
        printed = True
    if not printed:
        press.begin(Sheet(source.school, term.label, FORM, source.today))
        blocks.title(press, "资助申请表")
        blocks.nothing(press, "没有资助申请。请先在“资助办理”里登记，或打印空白表。")


def _asked(source: Source, chosen: Chosen) -> Iterator[tuple[str, Row, Entry]]:
    wanted = chosen.text(NAME.name)
    for school, kind, found in aid_scope.batches(source, chosen):
        for one in found:
            if not wanted or wanted in (one.name, one.row["student_id"].hex()):
                yield school, kind, one


def _form(press: Press, source: Source, chosen: Chosen, school: str, kind: Row | None, one: Entry | None) -> None:
    term = aid_scope.term_of(source, chosen)
    press.begin(Sheet(school, term.label, FORM, source.today, label=CONFIDENTIAL))
    blocks.title(press, "家庭经济困难学生认定及资助申请表", 1)
    blocks.ends(press, f"学校：{school}", f"学期：{term.label}")
    blocks.gap(press, 1)
    table = Table(press, GRID, head=(), style=TEXT, row_height=ROW)
    _child(table, source, chosen, one)
    _family(table, source, chosen, one)
    _wish(table, source, chosen, kind, one)
    _opinions(table, source, one)
    table.close()
    blocks.note(press, "注：一名学生每学期每个项目一份；证明材料复印件附后。公示只公布姓名、班级和资助项目。")


def _label(text: str, span: int = 1) -> Cell:
    return Cell(text, span, strong=True, grey=0.95)


def _child(table: Table, source: Source, chosen: Chosen, one: Entry | None) -> None:
    reader = Reader(Student, source.context, chosen.private)

    def of(name: str) -> str:
        return reader.text(one.child, name) if one else ""

    table.row([
        _label("姓名"), Cell(of("name"), align="f"), _label("性别"), of("sex"), _label("出生年月"), of("born_on")[:7],
        _label("民族"), of("nation"),
    ])  # fmt: skip
    table.row([
        _label("班级"), Cell(one.room if one else "", align="f"), _label("就读方式"), of("boarding"),
        _label("身份证件号"), Cell(of("id_number"), 3),
    ])  # fmt: skip
    table.row([_label("家庭住址"), Cell(of("address"), 5, align="l"), _label("联系电话"), Cell(of("phone"), align="f")])


def _family(table: Table, source: Source, chosen: Chosen, one: Entry | None) -> None:
    """The members on the roster, and a line for one more."""
    reader = Reader(Student, source.context, chosen.private)
    table.row([_label("家庭"), _label("姓名"), _label("关系"), _label("工作单位", 3), _label("联系电话", 2)])
    for label, member in (("成员一", "member1"), ("成员二", "member2"), ("成员三", "")):
        names = ("name", "relation", "workplace", "phone")
        told = [reader.text(one.child, f"{member}_{name}") if one and member else "" for name in names]
        table.row(
            [
                _label(label),
                Cell(told[0], align="f"),
                Cell(told[1], align="f"),
                Cell(told[2], 3, align="l"),
                Cell(told[3], 2),
            ]
        )


def _wish(table: Table, source: Source, chosen: Chosen, kind: Row | None, one: Entry | None) -> None:
    full, reader = chosen.yes(FULL.name) and one is not None, Reader(AidApplication, source.context, True)
    items = [
        ("☑" if kind is not None and known["id"] == kind["id"] else "□") + str(known["name"])
        for known in aid_scope.kinds(source, Chosen({}))
    ]
    table.row([_label("申请项目"), Cell("　".join(items), 7, align="l")])
    mine = one.row["category"] if full and one else None
    marked = [("☑" if code.code == mine else "□") + code.label for code in codes.code_list("aid_category")]
    table.row([_label("困难类别"), Cell("　".join(marked), 7, align="l")])

    def told(name: str) -> str:
        return reader.text(one.row, name) if full and one else ""

    _tall(table, "申请理由", told("reason"), height=110)
    table.row([_label("证明材料"), Cell(told("proof"), 7, align="l")])
    _tall(
        table, "承诺", "以上内容真实；如有不实，愿意退回资助，并承担责任。", "监护人（签字）：______________", height=54
    )


def _opinions(table: Table, source: Source, one: Entry | None) -> None:
    reader = Reader(AidApplication, source.context)
    _tall(table, "班级意见", "", "班主任（签字）：______________")
    row = one.row if one and one.row["reviewed_on"] else None
    agreed = ("☑" if row and row["result"] == "1" else "□", "☑" if row and row["result"] == "2" else "□")
    votes = f"　赞成 {row['votes_for']} 票，反对 {row['votes_against'] or 0} 票" if row and row["votes_for"] else ""
    day = f"评审日期：{reader.text(row, 'reviewed_on')}" if row else ""
    decided = f"{agreed[0]}同意　{agreed[1]}不同意{votes}　{day}"
    _tall(table, "学校评审", decided, "评审组长（签字）：______________")
    posted = [reader.text(one.row, name) if one else "" for name in ("posted_from", "posted_to")]
    span = f"{posted[0]} 至 {posted[1]}" if posted[0] else "____年____月____日 至 ____年____月____日"
    objections = (one.row["objections"] or "________________") if one else "________________"
    table.row([_label("公示"), Cell(f"{span}　　异议：{objections}", 7, align="l")])
    amount = one.amount if one else None
    money = f"{yuan(amount)} 元　　大写：{capitals(amount)}" if amount is not None and row else UNKNOWN
    _tall(table, "核定金额", money, "校长（签字）：______________　（盖章）", height=60)


def _tall(table: Table, label: str, text: str, signer: str = "", height: float = TALL) -> None:
    """A row with room for a hand; who signs stands at its foot, at the right."""
    least, table.row_height = table.row_height, height
    lines = text + "\n" * (2 if signer and height > 60 else 1 if signer else 0)
    table.row([_label(label), Cell(lines, 7, align="l")])
    table.row_height = least
    if signer:
        press, said = table.press, f"{signer}　　{DATE}"
        width = press.faces.face(SONG).width(said, TEXT.size)
        press.pen.text(press.left + press.width - width - 8, press.y + 7, said, SONG, TEXT.size)


OPTIONS = (*aid_scope.ASKED, NAME, BLANK, FULL, PRIVATE, REASON)
REPORT = Report("aid-form", "资助申请表", write, OPTIONS, ("aid_applications",))
