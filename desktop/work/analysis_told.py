"""The analysis in words and as data, for the command line: classes, schools, progress, weak subjects, workings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from db.codes import code_list
from db.errors import NotFound
from db.rules import level_figures
from db.rules.participation import decimal_of
from db.rules.statistics_spread import ranks
from db.rules.working import Figure, Working, signed
from desktop.work import analysis, exams
from desktop.work.analysis import EVERY_WAY, Analysis, Composites, Line
from desktop.work.office import Office
from desktop.work.outcome import Outcome

PLACES = 4
SHOWN = ("avg", "pass", "excel", "low")
COMPOSITE = "composite"
NOBODY = "还没有成绩。"


def opened(office: Office, exam: str, school: str = "") -> Analysis:
    """The analysis of the examination of that title or id (the latest where none is named). Raises NotFound."""
    owner = office.school_called(school) if school else None
    return analysis.of(office, exams.called(office, exam, owner).id, owner)


def subject_code(text: str) -> str:
    """A subject's code; empty for all. Raises NotFound."""
    if not text:
        return ""
    try:
        return code_list("subject").read(text)
    except ValueError as error:
        raise NotFound(str(error).partition("。")[0] + "。", "请写学科名称，如数学。") from None


def figures_data(figures: Mapping[str, Figure], names: Iterable[str] = ()) -> dict[str, str | None]:
    """Figures by name: shares in percent, to four places; null where they cannot be said."""
    return {name: _plain(figures[name]) for name in (names or figures)}


def _plain(figure: Figure) -> str | None:
    return None if figure.value is None else f"{decimal_of(figure.value * figure.scale, PLACES):f}"


def line_data(found: Analysis, line: Line) -> dict[str, Any]:
    reference = found.reference(line)
    return {
        "title": line.title, "school": found.books.context.titles("schools").get(line.school or b"", ""),
        "class_id": line.room.id.hex() if line.room else None, "grade": line.paper.grade,
        "subject": line.paper.label, "paper_id": line.paper.id.hex(), "teacher": line.teacher, "due": line.due,
        "sat": line.sat, "figures": figures_data(line.figures), "levels": dict(line.tally.levels),
        "against": figures_data(reference.figures), "remark": line.remark,
    }  # fmt: skip


def classes(office: Office, exam: str, subject: str, grade: int | None, school: str) -> Outcome:
    """Every class in the subject (or all): figures, levels, and those of what it is compared with."""
    found = opened(office, exam, school)
    lines = found.classes(subject_code(subject), grade)
    said = [_said(line) for line in lines]
    data = {"exam": found.sitting.id.hex(), "title": found.sitting.title, "compared_with": found.whole_words}
    return Outcome(
        "\n".join([found.sitting.title, *said]) if lines else NOBODY,
        data={**data, "lines": [line_data(found, line) for line in lines]},
    )


def _said(line: Line) -> str:
    figures = "　".join(f"{line.figures[n].label}{line.figures[n].with_unit}" for n in SHOWN if n in line.figures)
    levels = "　".join(f"{letter} {count}人" for letter, count in line.tally.levels.items()) if not figures else ""
    return f"{line.title}　{line.paper.label}　应考{line.due}　实考{line.sat}　{figures or levels}" + (
        f"（{line.remark}）" if line.remark else ""
    )


def schools(office: Office, exam: str, subject: str, grade: int | None) -> Outcome:
    """Schools on the same paper, equals sharing the best place; without one paper nothing is compared."""
    found = opened(office, exam)
    if not found.comparable:
        return Outcome(analysis.NOT_COMPARED, data={"comparable": False, "papers": []})
    wanted, papers, said = subject_code(subject), [], []
    for paper in found.papers:
        if paper.levels or wanted not in ("", paper.subject) or grade not in (None, paper.grade):
            continue
        lines = found.of_schools(paper)
        places = ranks([line.figures["avg"].value for line in lines])
        papers.append(
            {
                "grade": paper.grade, "subject": paper.label,
                "schools": [{**line_data(found, line), "place": p} for line, p in zip(lines, places, strict=True)],
            }
        )  # fmt: skip
        said += [f"{paper.grade}年级{paper.label}", *(_said(line) for line in lines)]
    return Outcome("\n".join(said) or NOBODY, data={"comparable": True, "papers": papers})


def progress(office: Office, exam: str, base: str, subject: str, school: str) -> Outcome:
    """Every class's progress four ways, on the pupils who sat both."""
    found = opened(office, exam, school)
    then = exams.called(office, base, found.sitting.school_id).id if base else None
    measured = analysis.progress(office, found, then)
    if measured is None:
        return Outcome("没有更早的考试，算不出提升幅度。", data={"base": None, "lines": []})
    lines, said = [], [f"{found.sitting.title}，上次：{measured.base.title}"]
    for code, _label in found.subjects:
        if subject_code(subject) not in ("", code):
            continue
        for one in measured.classes(code):
            lines.append(
                {**line_data(found, one.line), "matched": one.matched, "progress": figures_data(one.figures, EVERY_WAY)}
            )
            figure = one.figures["difference"]
            said.append(f"{one.line.title}　{one.line.paper.label}　{one.matched}人　{signed(figure.value)}")
    return Outcome("\n".join(said), data={"base": measured.base.id.hex(), "lines": lines})


def composites(office: Office, exam: str, sign: str, subject: str, school: str) -> Outcome:
    """Composite results of every class by the office's formula, or that of the sign."""
    found = opened(office, exam, school)
    made = analysis.composites(office, found, sign)
    lines, said = [], [f"{found.sitting.title}　{made.title}"]
    for line in found.classes(subject_code(subject)):
        figure = made.figure(line)
        lines.append({"title": line.title, "subject": line.paper.label, "composite": _plain(figure), "why": figure.why})
        said.append(f"{line.title}　{line.paper.label}　{figure.shown}" + (f"（{figure.why}）" if figure.why else ""))
    return Outcome("\n".join(said), data={"formula": made.formula.sign, "lines": lines, "weak": weak_data(made)})


def weak_data(made: Composites) -> list[dict[str, Any]]:
    return [
        {"title": one.title, "subject": one.label, "why": one.why, "composite": _plain(one.composite)}
        for one in (*made.weak_grades, *made.weak_classes)
    ]


def weak(office: Office, exam: str, sign: str, school: str) -> Outcome:
    """Weak subjects of grades and classes, with why."""
    made = analysis.composites(office, opened(office, exam, school), sign)
    found = weak_data(made)
    said = [f"{one['title']}　{one['subject']}　{one['why']}" for one in found]
    return Outcome("\n".join(said) or "没有薄弱学科。", data={"formula": made.formula.sign, "weak": found})


def working(office: Office, exam: str, title: str, subject: str, name: str, school: str) -> Outcome:
    """How one figure of one class comes about: formula, numbers, who was counted and who was not."""
    found = opened(office, exam, school)
    code = subject_code(subject)
    line = next((one for one in found.classes(code) if one.title == title), None)
    levels = level_figures.names(found.decided.levels)
    if line is None or name not in (*line.figures, *EVERY_WAY, COMPOSITE, *levels):
        known = (*SHOWN, "good", "scoreRate", *EVERY_WAY, COMPOSITE, *levels)
        raise NotFound(f"没有{title}{subject}的这个指标。", f"可用的指标：{'、'.join(known)}。")
    if name in EVERY_WAY:
        measured = analysis.progress(office, found)
        if measured is None or measured.base_paper(line.paper) is None:
            raise NotFound("没有更早的同科考试，算不出提升幅度。", "请先登记上一次的成绩。")
        made = measured.working(line, name)
    elif name == COMPOSITE:
        made = analysis.composites(office, found).working(line)
    else:
        made = found.working(line, name)
    office.log_shown(f"{made.title}的计入名单", len(made.counted))
    return Outcome("\n".join(_lines(found, made)), data=working_data(found, made))


def _lines(found: Analysis, made: Working) -> list[str]:
    apart = [
        f"{found.names([student])[0] if found.names([student]) else '（已不在）'}：{why}" for student, why in made.apart
    ]
    return [
        made.title, made.formula, *(f"　{put.label}：{put.value}" for put in made.puts), f"结果：{made.result}",
        *made.notes,
        *([f"计入 {len(made.counted)} 人：{'、'.join(found.names(made.counted))}"] if made.counted else []),
        *([f"没有计入 {len(made.apart)} 人：{'；'.join(apart)}"] if apart else []),
    ]  # fmt: skip


def working_data(found: Analysis, made: Working) -> dict[str, Any]:
    return {
        "title": made.title, "formula": made.formula, "puts": [{"label": p.label, "value": p.value} for p in made.puts],
        "result": made.result, "notes": list(made.notes), "counted": found.names(made.counted),
        "apart": [{"name": (found.names([s]) or [""])[0], "why": why} for s, why in made.apart],
    }  # fmt: skip


__all__ = ["classes", "composites", "opened", "progress", "schools", "subject_code", "weak", "working", "working_data"]
