"""Scores and their analysis from the command line."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from desktop.commands.line import FILE, LINE, Commands, Line, Pair, main, with_office

EXAM = click.option("--exam", default="", help="考试的名称或 id；不写就是最近一次。")
SCHOOL = click.option("--school", default="", help="学校；不写就是本校。")
SUBJECT = click.option("--subject", default="", help="学科；不写就是全部。")
GRADE = click.option("--grade", type=click.IntRange(1, 9), help="年级，1—9。")
FORMULA = click.option("--formula", default="", help="综合公式的代号；不写就按设置。")
FULL = click.option("--full", type=Pair(), multiple=True, help="满分：学科=分数，可以写几个。")


@main.group("scores", cls=Commands, help="考试成绩：建试卷、导入、登记、临界生。")
def scores() -> None:
    """Commands of scores."""


@scores.command("papers", help="为一次考试的各年级建立试卷。")
@EXAM
@SCHOOL
@FULL
@LINE
def papers(line: Line, exam: str, school: str, full: Sequence[tuple[str, str]]) -> None:
    from desktop.work import score_told

    with_office(line, lambda office: score_told.lay_out(office, exam, school, dict(full)))


@scores.command("rolls", help="取各班的学籍人数、起始人数、转入、转出，登记为考试基数；已填的不改。")
@EXAM
@SCHOOL
@click.option("--anew", is_flag=True, help="已填的（包括手工填的）也重算。")
@LINE
def rolls(line: Line, exam: str, school: str, anew: bool) -> None:
    from desktop.work import score_told

    with_office(line, lambda office: score_told.rolls(office, exam, school, anew=anew))


@scores.command("import", help="导入成绩册（每班一张工作表）；没有的考试和试卷一并建立。")
@click.argument("sheet", metavar="文件", type=FILE)
@EXAM
@SCHOOL
@FULL
@click.option("--dry-run", is_flag=True, help="只看结果，不导入。")
@click.option("--marked", type=FILE, help="把存疑的行写成标好颜色的工作簿。")
@LINE
def import_scores(
    line: Line, sheet: Path, exam: str, school: str, full: Sequence[tuple[str, str]], dry_run: bool, marked: Path | None
) -> None:
    from desktop.work import score_told

    out = marked.absolute() if marked else None
    with_office(
        line,
        lambda office: score_told.take(
            office, sheet.absolute(), exam, school, dict(full), line.progress, dry=dry_run, marked=out
        ),
    )


@scores.command("put", help="登记一名学生的成绩：班级 姓名 学科=分数 ……（缺考q、免考m、缓考h）")
@click.argument("room", metavar="班级")
@click.argument("name", metavar="姓名")
@click.argument("typed", metavar="学科=分数 ……", nargs=-1, type=Pair())
@EXAM
@SCHOOL
@LINE
def put(line: Line, room: str, name: str, typed: Sequence[tuple[str, str]], exam: str, school: str) -> None:
    from desktop.work import score_told

    with_office(line, lambda office: score_told.put(office, exam, room, school, name, dict(typed)))


@scores.command("show", help="一个班的成绩册；分数遮住，除非加 --show-private。")
@click.argument("room", metavar="班级")
@EXAM
@SCHOOL
@click.option("--show-private", is_flag=True, help="显示分数；会记下是谁看的。")
@LINE
def show(line: Line, room: str, exam: str, school: str, show_private: bool) -> None:
    from desktop.work import score_told

    with_office(line, lambda office: score_told.show(office, exam, room, school, show_private))


@scores.command("borderline", help="把临界生列入帮扶名单（只供教师）。")
@EXAM
@SCHOOL
@SUBJECT
@click.option("--line", "which", default="及格线", help="及格线、优秀线或高中线（九年级总分）。")
@click.option("--total", is_flag=True, help="按总分：各科都参加的学生，总分线上下10分。")
@LINE
def borderline(line: Line, exam: str, school: str, subject: str, which: str, total: bool) -> None:
    from desktop.work import score_told

    with_office(line, lambda office: score_told.borderline(office, exam, school, subject, which, total=total))


@main.group("analysis", cls=Commands, help="学业质量分析（内部）：班级、校际、提升、薄弱学科、算式。")
def analysis() -> None:
    """Commands of the analysis."""


@analysis.command("classes", help="各班的一分三率和等级。")
@EXAM
@SUBJECT
@GRADE
@SCHOOL
@LINE
def classes(line: Line, exam: str, subject: str, grade: int | None, school: str) -> None:
    from desktop.work import analysis_told

    with_office(line, lambda office: analysis_told.classes(office, exam, subject, grade, school))


@analysis.command("schools", help="各校同卷的考试，学校之间比较；不是同卷的不比。")
@EXAM
@SUBJECT
@GRADE
@LINE
def schools(line: Line, exam: str, subject: str, grade: int | None) -> None:
    from desktop.work import analysis_told

    with_office(line, lambda office: analysis_told.schools(office, exam, subject, grade))


@analysis.command("progress", help="各班比上一次提升多少，只计两次都参加的学生。")
@EXAM
@click.option("--base", default="", help="和哪一次比；不写就是上一次。")
@SUBJECT
@SCHOOL
@LINE
def progress(line: Line, exam: str, base: str, subject: str, school: str) -> None:
    from desktop.work import analysis_told

    with_office(line, lambda office: analysis_told.progress(office, exam, base, subject, school))


@analysis.command("composite", help="按综合公式计算各班各科。")
@EXAM
@FORMULA
@SUBJECT
@SCHOOL
@LINE
def composite(line: Line, exam: str, formula: str, subject: str, school: str) -> None:
    from desktop.work import analysis_told

    with_office(line, lambda office: analysis_told.composites(office, exam, formula, subject, school))


@analysis.command("circular", help="起草质量通报：只有年级和学科，没有班级、教师和学生；再用 issue 签发。")
@EXAM
@LINE
def circular(line: Line, exam: str) -> None:
    from desktop.work import exams, quality_circular

    with_office(line, lambda office: quality_circular.draft(office, [exams.called(office, exam).id]))


@analysis.command("weak", help="薄弱学科和原因。")
@EXAM
@FORMULA
@SCHOOL
@LINE
def weak(line: Line, exam: str, formula: str, school: str) -> None:
    from desktop.work import analysis_told

    with_office(line, lambda office: analysis_told.weak(office, exam, formula, school))


@analysis.command("working", help="一个指标怎么算出来的：班级 学科 指标（avg pass excel low difference composite …）")
@click.argument("room", metavar="班级")
@click.argument("subject", metavar="学科")
@click.argument("figure", metavar="指标")
@EXAM
@SCHOOL
@LINE
def working(line: Line, room: str, subject: str, figure: str, exam: str, school: str) -> None:
    from desktop.work import analysis_told

    with_office(line, lambda office: analysis_told.working(office, exam, room, subject, figure, school))
