"""Aid from the command line: how a batch stands, a step for all who wait, who is left out, insurance, meals."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import click

from desktop.commands.line import LINE, Line, Pair, main, with_office
from desktop.work.outcome import Outcome


def _batch(command: Callable[..., Any]) -> Callable[..., Any]:
    """Which kind, term, school and class."""
    for option in (
        click.option("--class", "room", default="", help="只算一个班，如 五（1）班。"),
        click.option("--school", default="", help="哪所学校；不写就是本校。"),
        click.option("--term", default="", help="学期，如 2026-1；不写就是本学期。"),
        click.option("--kind", default="", help="资助项目的名称或代号；不写就是寄宿生生活补助。"),
    ):
        command = option(command)
    return command


@main.command(help="一批资助办到哪一步，每一步缺什么。")
@_batch
@LINE
def aid(line: Line, kind: str, term: str, school: str, room: str) -> None:
    from desktop.work import aid_desk

    def stand(office: Any) -> Outcome:
        scope = aid_desk.scope(office, kind or "boarding", term, school, room)
        found = aid_desk.entries(office, scope)
        steps = aid_desk.steps(office, scope, found)
        said = [f"{step.name}　{step.done}/{step.total}" + "".join(f"；{m}" for m in step.missing) for step in steps]
        data = {
            "term": scope.term.label,
            "applications": len(found),
            "steps": [{"name": s.name, "done": s.done, "total": s.total, "missing": list(s.missing)} for s in steps],
        }
        return Outcome("\n".join(said), data=data)

    with_office(line, stand)


@main.command("aid-step", help="做一步：宣传、申请、评审、公示、发放、签领或归档；对所有等着这一步的学生，记作一次。")
@click.argument("step", metavar="步骤")
@click.argument("typed", metavar="栏目=值 ……", nargs=-1, type=Pair())
@click.option("--student", multiple=True, help="只对这名学生；可以写几个。")
@_batch
@LINE
def aid_step(line: Line, /, step: str, typed: Sequence[tuple[str, str]], student: Sequence[str], **batch: str) -> None:
    from desktop.work import aid_desk

    def take(office: Any) -> Outcome:
        scope = aid_desk.scope(office, batch["kind"] or "boarding", batch["term"], batch["school"], batch["room"])
        wanted = aid_desk.named(office, step, scope, student) if student else None
        return aid_desk.do(office, step, scope, dict(typed), wanted)

    with_office(line, take)


@main.command("aid-missing", help="应助未助：有困难线索、还没有申请的；和没有证明材料的。")
@_batch
@LINE
def aid_missing(line: Line, kind: str, term: str, school: str, room: str) -> None:
    from desktop.work import aid_desk

    def look(office: Any) -> Outcome:
        scope = aid_desk.scope(office, kind or "boarding", term, school, room)
        unseen = [
            {"id": one.child["id"].hex(), "name": one.child["name"], "class": one.room, "because": one.because}
            for one in aid_desk.not_applied(office, scope)
        ]
        unproved = [
            {"id": one.id.hex(), "name": one.name, "class": one.room} for one in aid_desk.without_proof(office, scope)
        ]
        said = [f"未申请　{one['name']}　{one['class']}　{one['because']}" for one in unseen]
        said += [f"缺证明　{one['name']}　{one['class']}" for one in unproved]
        data = {"not_applied": unseen, "without_proof": unproved}
        return Outcome("\n".join(said) or "没有。", data=data, attention=bool(unseen or unproved))

    with_office(line, look)


@main.command(help="两险投保：各险种多少人、覆盖率、目标。")
@click.option("--year", type=int, help="学年起始年；不写就是本学年。")
@LINE
def insurance(line: Line, year: int | None) -> None:
    from desktop.work import insurances

    def count(office: Any) -> Outcome:
        found = insurances.described(office, year or office.school_year)
        said = [
            f"{one['label']}：{one['insured']}/{one['pupils']} 人，{one['percent']}%，目标 {one['target']}%"
            for one in found
        ]
        return Outcome("\n".join(said), data={"insurance": found}, attention=not all(one["reached"] for one in found))

    with_office(line, count)


@main.command(help="营养改善计划一个月的供餐，按校历、花名册和点名推算；加 --write 就登记。")
@click.argument("month", metavar="年月")
@click.option("--write", is_flag=True, help="登记到台账；已经填过的栏不改。")
@click.option("--food", default="", help="供餐内容。")
@LINE
def meals(line: Line, month: str, write: bool, food: str) -> None:
    from desktop.work import meals as work

    def reckon(office: Any) -> Outcome:
        found = work.reckoned(office, month)
        data = {"meals": [work.described(one) for one in found]}
        if write:
            outcome = work.write_down(office, found, food)
            return Outcome(outcome.sentence, outcome.changed, data)
        said = [f"{one.name}　{one.pupils} 人 {one.days} 天，缺勤 {one.absent}，供餐 {one.meals} 人次" for one in found]
        return Outcome("\n".join(said) or "没有在读学生。", data=data)

    with_office(line, reckon)
