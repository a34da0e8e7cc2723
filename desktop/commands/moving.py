"""Movements from the command line: move, roll (the month's table), roll-check, close-school."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import click

from db.errors import Trouble
from desktop.commands.line import LINE, Day, Line, Pair, main, with_office
from desktop.work.office import Office
from desktop.work.outcome import Outcome


@main.command(help="办理学籍异动：学生（id、证件号或姓名）和 栏目=值 ……；外来的不写学生，用 --pupil。")
@click.argument("words", metavar="[学生] 栏目=值 ……", nargs=-1)
@click.option("--kind", required=True, help="异动类别，如 转出（省内）、镇内转学、休学。")
@click.option("--on", "on", help="异动日期；不写只登记申请。")
@click.option("--to", "to", help="镇内转入的学校，或者镇外学校的全称。")
@click.option("--class", "room", help="编入哪个班。")
@click.option("--pupil", "pupil", type=Pair(), multiple=True, help="外来学生的资料：栏目=值，可以写几个。")
@click.option("--application", help="把这一份申请（ID）办结。")
@LINE
def move(
    line: Line,
    words: Sequence[str],
    kind: str,
    on: str | None,
    to: str | None,
    room: str | None,
    pupil: Sequence[tuple[str, str]],
    application: str | None,
) -> None:
    from desktop.work import movement_words, movements

    def work(office: Office) -> Outcome:
        student = words[0] if words and "=" not in words[0] else ""
        typed = dict(Pair().convert(word, None, None) for word in words[bool(student) :])
        typed |= movement_words.typed(office, kind, on, to, room)
        return movements.do(
            office,
            movement_words.kind(kind),
            movement_words.student(office, student),
            typed,
            dict(pupil),
            movement_words.application(office, application),
        )

    with_office(line, work)


@main.command(help="学生变动表：期初、增加、减少、期末，按学校、年级或月份。")
@click.option("--month", default="", help="月份，如 2026-11；不写就是本月。")
@click.option("--until", default="", help="到哪个月为止。")
@click.option("--school", default="", help="只要这所学校。")
@click.option("--by", type=click.Choice(["school", "grade", "month"]), default="school")
@LINE
def roll(line: Line, month: str, until: str, school: str, by: str) -> None:
    from desktop.work import roll as counted

    with_office(line, lambda office: counted.table(office, month, until, school, by))


@main.command("roll-check", help="本学期的人籍核对：登记一个班，或者看核对到哪里了。")
@click.option("--school", default="", help="哪所学校；不写就是本校。")
@click.option("--class", "room", default="", help="哪个班。")
@click.option("--not-here", multiple=True, help="有学籍、人不在的学生，可以写几个。")
@click.option("--not-listed", multiple=True, help="班里有、册上没有的学生，可以写几个。")
@click.option("--all-here", is_flag=True, help="这个班其余的都在。")
@click.option("--finish", is_flag=True, help="全校核对完了。")
@LINE
def roll_check(
    line: Line,
    school: str,
    room: str,
    not_here: Sequence[str],
    not_listed: Sequence[str],
    all_here: bool,
    finish: bool,
) -> None:
    from desktop.work import roll_check_words

    with_office(
        line,
        lambda office: roll_check_words.check(office, school, room, not_here, not_listed, all_here, finish),
    )


@main.command("close-school", help="学校撤并：这所学校的一切归入另一所；--grades 只移这些年级。")
@click.argument("school", metavar="学校")
@click.option("--into", required=True, help="并入哪所学校。")
@click.option("--on", type=Day(), help="撤并日期；不写就是今天。")
@click.option("--grades", default="", help="只移这些年级，如 5,6；不写就是整校撤并。")
@click.option("--dry-run", is_flag=True, help="只看会怎样，不办。")
@LINE
def close_school(line: Line, school: str, into: str, on: date | None, grades: str, dry_run: bool) -> None:
    from desktop.work import closing
    from desktop.work.closing_plan import Closing

    def work(office: Office) -> Outcome:
        chosen = tuple(_grade(word) for word in grades.replace("，", ",").split(",") if word.strip())
        asked = Closing(office.school_called(school), office.school_called(into), on or line.today, chosen)
        return closing.foreseen(office, asked) if dry_run else closing.close(office, asked)

    with_office(line, work)


def _grade(word: str) -> int:
    if not word.strip().isdigit() or not 1 <= int(word) <= 6:
        raise Trouble(f"“{word}”不是年级。", "请写 1 到 6，用逗号分开，如 5,6。")
    return int(word)
