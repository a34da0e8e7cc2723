"""Documents from the command line: kinds, drawing up, issuing, printing, who signed, revising, making void."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import click

from db.errors import Trouble
from desktop.commands.line import FILE, LINE, Commands, Day, Line, Pair, main, with_office
from desktop.work import catalogue

FIELDS = "栏目=值 ……；表格写 表名.行.列=值"
PAIRS = click.argument("typed", metavar="栏目=值 ……", nargs=-1, type=Pair())
DOCUMENT = click.argument("document", metavar="公文ID")


@main.group("documents", cls=Commands, help="公文：种类、起草、签发、打印、送达、修订、作废。")
def documents() -> None:
    pass


@documents.command(help="有哪些公文种类，各要填什么。")
@LINE
def kinds(line: Line) -> None:
    from desktop.work import documents as work

    with_office(line, work.kinds)


@documents.command(help=f"起草一份：种类，{FIELDS}。")
@click.argument("kind", metavar="种类")
@PAIRS
@click.option("--about", nargs=2, multiple=True, metavar="台账 ID", help="与哪一行有关，栏目从那里取；可以写几个。")
@click.option("--to", multiple=True, metavar="受文人", help="给谁；是学校名称的，随交接送到那所学校。可以写几个。")
@click.option("--issuer", metavar="学校", help="哪所学校发文；不写是本校。")
@click.option("--purpose", default="", metavar="用途", help="证件号、电话印全，写明用途；会记录下来。")
@click.option("--issue", "at_once", is_flag=True, help="填好就签发。")
@LINE
def draft(
    line: Line, kind: str, typed: Sequence[tuple[str, str]], about: Sequence[tuple[str, str]], to: Sequence[str],
    issuer: str | None, purpose: str, at_once: bool,
) -> None:  # fmt: skip
    from desktop.work import documents as work
    from desktop.work import rows

    def drawn(office: Any) -> Any:
        subjects = [
            (catalogue.register(name), rows.key_of(office, catalogue.register(name), row)) for name, row in about
        ]
        school = office.school_called(issuer) if issuer else None
        order = work.Order(kind, subjects, _fields(typed), to, school, purpose=purpose)
        return work.give(office, order) if at_once else work.draft_of(office, order)

    with_office(line, drawn)


@documents.command(help=f"填草稿：公文ID，{FIELDS}。")
@DOCUMENT
@PAIRS
@LINE
def fill(line: Line, document: str, typed: Sequence[tuple[str, str]]) -> None:
    from desktop.work import documents as work

    with_office(line, lambda office: work.fill(office, _key(office, document), _fields(typed)))


@documents.command(help="签发：编号，存档。")
@DOCUMENT
@click.option("--on", type=Day(), help="签发日期；不写是今天。")
@click.option("--signed-by", default="", metavar="姓名", help="签发人；不写是校长。")
@click.option("--known", is_flag=True, help="有印不出来的字，已知道，手工补写。")
@LINE
def issue(line: Line, document: str, on: date | None, signed_by: str, known: bool) -> None:
    from desktop.work import documents as work

    with_office(line, lambda office: work.issue(office, _key(office, document), on, signed_by, known=known))


@documents.command("print", help="打印存档的原件；几份接在一起，半页的两份一张。草稿印成样稿。")
@click.argument("pdf", metavar="文件", type=FILE)
@click.argument("wanted", metavar="公文ID ……", nargs=-1, required=True)
@click.option("--version", type=click.IntRange(min=1), metavar="版次", help="哪一版；不写是最新的。")
@LINE
def print_(line: Line, pdf: Path, wanted: Sequence[str], version: int | None) -> None:
    from desktop.work import documents as work

    def printed(office: Any) -> Any:
        keys, target = [_key(office, one) for one in wanted], pdf.absolute()
        if len(keys) > 1:
            return work.print_many(office, keys, target)
        return work.printed(office, keys[0], target, version)

    with_office(line, printed)


@documents.command(help="谁签收了：公文ID，受文人。")
@DOCUMENT
@click.argument("recipient", metavar="受文人")
@click.option("--on", type=Day(), help="哪一天；不写是今天。")
@click.option("--by", default="", metavar="姓名", help="签收人；不写就是受文人。")
@click.option("--how", default="1", metavar="方式", help="直接送达、留置送达、邮寄送达……")
@click.option("--refused", is_flag=True, help="拒收。")
@click.option("--served-by", default="", metavar="姓名", help="送达人，留置送达写两人。")
@LINE
def receipt(
    line: Line, document: str, recipient: str, on: date | None, by: str, how: str, refused: bool, served_by: str
) -> None:
    from desktop.work import documents as work

    def signed(office: Any) -> Any:
        found = [row for row in work.recipients(office, _key(office, document)) if row["name"] == recipient]
        if not found:
            raise Trouble(f"这份公文没有发给“{recipient}”。", "请用 list document_recipients 看一看发给了谁。")
        who = "" if refused else by or recipient
        return work.receipt(office, found[0]["id"], on or office.today, who, how, refused=refused, served_by=served_by)

    with_office(line, signed)


@documents.command(help="修订已签发的：改好再签发，号码不变，原件留存。")
@DOCUMENT
@click.option("--because", default="", metavar="原因")
@LINE
def revise(line: Line, document: str, because: str) -> None:
    from desktop.work import documents as work

    with_office(line, lambda office: work.revise(office, _key(office, document), because))


@documents.command(help="作废：号码保留备查。")
@DOCUMENT
@click.option("--because", default="", metavar="原因")
@LINE
def void(line: Line, document: str, because: str) -> None:
    from desktop.work import documents as work

    with_office(line, lambda office: work.void(office, _key(office, document), because))


@documents.command(help="另起草一份一样的，换新号。")
@DOCUMENT
@LINE
def again(line: Line, document: str) -> None:
    from desktop.work import documents as work

    with_office(line, lambda office: work.again(office, _key(office, document)))


@documents.command(help="删除没有编号的草稿。")
@DOCUMENT
@LINE
def discard(line: Line, document: str) -> None:
    from desktop.work import documents as work

    with_office(line, lambda office: work.discard(office, _key(office, document)))


def _key(office: Any, text: str) -> bytes:
    from desktop.work import rows

    return rows.key_of(office, catalogue.register("documents"), text)


def _fields(typed: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """What was typed, cells of tables gathered line by line: 五落实.2.责任人=王志明."""
    found: dict[str, Any] = {}
    lines: dict[str, dict[int, dict[str, str]]] = {}
    for name, text in typed:
        grid, _, rest = name.partition(".")
        number, _, column = rest.partition(".")
        if number.isdigit() and column:
            lines.setdefault(grid, {}).setdefault(int(number), {})[column] = text
        else:
            found[name] = text.replace("\\n", "\n")
    return found | {grid: [cells for _, cells in sorted(numbered.items())] for grid, numbered in lines.items()}
