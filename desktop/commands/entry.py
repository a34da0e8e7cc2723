"""Entry and classes from the command line: zones, admissions, notices, split-classes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from desktop.commands.line import FILE, LINE, Line, Pair, main, with_office
from desktop.work.outcome import Outcome

YEAR = click.option("--year", type=int, help="哪一年秋季入学；不写就是今年。")


@main.command("make-zones", help="划片：照上一年的，没有就照各村的责任学校；再逐村核对。")
@YEAR
@LINE
def make_zones(line: Line, year: int | None) -> None:
    from desktop.work import entry_lists

    with_office(line, lambda office: entry_lists.make_zones(office, year))


@main.command(
    help="招生进度；--prepare 从各村名单生成入学名单；--deliver、--returned、--register 登记送达、回证、报到。"
)
@YEAR
@click.option("--school", help="只看这所学校。")
@click.option("--prepare", is_flag=True, help="应入学而还没有列入的，列入名单。")
@click.option("--deliver", "way", flag_value="deliver", help="登记送达。")
@click.option("--returned", "way", flag_value="returned", help="登记回证交回。")
@click.option("--note", "way", flag_value="note", help="登记缓学、外地就读等：栏目=值。")
@click.option("--register", "way", flag_value="register", help="报到，建立学籍。")
@click.option("--ids", default="", metavar="ID,ID……", help="哪些儿童（入学登记的 ID）。")
@click.option("--class", "number", type=int, metavar="班号", help="报到时编入一年级几班；没有就新建。")
@click.argument("typed", metavar="栏目=值 ……", nargs=-1, type=Pair())
@LINE
def admissions(
    line: Line, year: int | None, school: str | None, prepare: bool, way: str | None, ids: str, number: int | None,
    typed: Sequence[tuple[str, str]],
) -> None:  # fmt: skip
    from desktop.work import entry_lists

    def work(office: Any) -> Outcome:
        if prepare:
            return entry_lists.prepare(office, year)
        return _serve(office, way, ids, number, dict(typed)) if way else _progress(office, year, school)

    with_office(line, work)


def _serve(office: Any, way: str, ids: str, number: int | None, typed: dict[str, str]) -> Outcome:
    from desktop.work import catalogue, entry_registering, entry_serving, rows

    register = catalogue.register("admissions")
    wanted = [rows.key_of(office, register, part) for part in ids.split(",") if part]
    if way == "deliver":
        return entry_serving.deliver(office, wanted, typed)
    if way == "returned":
        return entry_serving.returned(office, wanted, typed.get("receipt_on", ""))
    if way == "note":
        return entry_serving.note(office, wanted, typed)
    return entry_registering.register(office, wanted, number=number)


def _progress(office: Any, year: int | None, school: str | None) -> Outcome:
    from desktop.work import entry_figures

    told = entry_figures.described(office, year, office.school_called(school) if school else None)
    lines = [
        f"{name or '没有填村的'}　适龄 {one['due']}　应通知 {one['needed']}　送达 {one['delivered']}　"
        f"回证 {one['returned']}　报到 {one['registered']}"
        for name, one in told["villages"].items()
    ]
    lines += [f"未送达：{one['name']}（{one['village']}）" for one in told["undelivered"]]
    total = told["total"]
    lines.append(f"共 {total['due']} 人，应通知 {total['needed']}，未送达 {total['undelivered']}。")
    late = told["days_overdue"] > 0 and total["undelivered"] > 0
    return Outcome("\n".join(lines), data=told, attention=late)


@main.command(help="印入学通知书（一页两份，带送达回证）；--again 按原件再印。")
@click.argument("pdf", metavar="文件", type=FILE)
@click.option("--when", default="", help="报到时间，如 2027年8月30日 8:30—16:30。")
@click.option("--where", default="", help="报到地点；不写就是学校名称。")
@click.option("--phone", default="", help="联系电话；不写就用学校台账里的。")
@click.option("--school", help="只印这所学校的。")
@click.option("--again", default="", metavar="ID,ID……", help="这些儿童的通知书再印一份，文号不变。")
@YEAR
@LINE
def notices(
    line: Line, pdf: Path, when: str, where: str, phone: str, school: str | None, again: str, year: int | None
) -> None:
    from desktop.work import catalogue, entry_notices, rows

    def work(office: Any) -> Outcome:
        if again:
            register = catalogue.register("admissions")
            keys = [rows.key_of(office, register, part) for part in again.split(",") if part]
            return entry_notices.print_again(office, keys, pdf.absolute())
        wanted = entry_notices.unprinted(office, year, office.school_called(school) if school else None)
        outcome = entry_notices.issue(office, wanted, when, where, phone, progress=line.progress)
        entry_notices.print_again(office, wanted, pdf.absolute())
        return outcome

    with_office(line, work)


@main.command("split-classes", help="均衡分班：年级 班数；--keep 确认并编班；--verify 按种子重算一次已有的分班。")
@click.argument("grade", metavar="年级")
@click.argument("classes", metavar="班数", type=click.IntRange(min=1), required=False)
@click.option("--school", help="哪所学校；不写就是本校。")
@click.option("--seed", default="", help="随机种子；不写就随机抽一个。")
@click.option("--together", multiple=True, metavar="键,键", help="这几名要同班（键见输出的 twins）。")
@click.option("--apart", multiple=True, metavar="键,键", help="这几名要分开。")
@click.option("--teacher", "teachers", multiple=True, metavar="姓名", help="参加抽签的班主任，一个班一名。")
@click.option("--keep", is_flag=True, help="确认：记下结果，编好班。")
@click.option("--verify", is_flag=True, help="按记录的种子重算。")
@click.argument("typed", metavar="栏目=值 ……", nargs=-1, type=Pair())
@YEAR
@LINE
def split_classes(
    line: Line, grade: str, classes: int | None, school: str | None, seed: str, together: Sequence[str],
    apart: Sequence[str], teachers: Sequence[str], keep: bool, verify: bool, typed: Sequence[tuple[str, str]],
    year: int | None,
) -> None:  # fmt: skip
    from desktop.work import class_asking

    def work(office: Any) -> Outcome:
        asked = class_asking.Asked(
            office, grade, school or "", year, classes, seed, list(together), list(apart), list(teachers)
        )
        if verify:
            return asked.verify()
        return asked.keep(dict(typed)) if keep else asked.show()

    with_office(line, work)
