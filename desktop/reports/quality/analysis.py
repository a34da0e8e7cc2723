"""学业质量分析（内部）: a page for each grade and subject: rates, charts, levels, what was found and will be done."""

from __future__ import annotations

from dataclasses import replace

from db.quality.analysis import Line
from db.quality.sittings import PaperLine
from desktop.reports import blocks
from desktop.reports.options import Chosen, Report
from desktop.reports.press import Press
from desktop.reports.quality import parts
from desktop.reports.quality.asked import (
    EXAM,
    GRADE,
    ONLY_TEACHERS,
    SCHOOL,
    SIGNERS,
    SUBJECT,
    Asked,
    asked,
    rule_words,
    subtitle,
)  # fmt: skip
from desktop.reports.source import Source

FORM, TITLE = "QS-ZL-06", "学业质量分析（内部）"


def write(press: Press, source: Source, chosen: Chosen) -> None:
    about = asked(source, chosen)
    papers = about.papers()
    if not papers:
        parts.nothing(press, about, TITLE, FORM)
    for paper in papers:
        for school in dict.fromkeys(line.school for line in about.lines(paper)):
            _page(press, about, paper, school)


def _page(press: Press, about: Asked, paper: PaperLine, school: bytes | None) -> None:
    """A grade of one school in one subject."""
    lines = [line for line in about.lines(paper) if line.school == school]
    whole = about.found.whole(paper, school)
    title = about.source.context.titles("schools").get(school or b"", about.school)
    sheet = about.sheet(FORM)
    press.begin(replace(sheet, school=title))
    blocks.title(press, TITLE, 1)
    subtitle(press, about.about(paper))
    if paper.levels:
        blocks.heading(press, "一、等级分布", 11.5)
        parts.levels(press, about.found.decided.levels, whole)
        blocks.note(press, "用活动、口头、操作的方式考核，只记等级。")
    else:
        _figures(press, about, lines, whole)
    blocks.gap(press, 2)
    blocks.heading(press, "三、分析与改进" if not paper.levels else "二、分析与改进", 11.5)
    parts.improving(press, paper.weak_points, paper.remedies)
    blocks.signatures(press, *SIGNERS)
    blocks.note(press, ONLY_TEACHERS)


def _figures(press: Press, about: Asked, lines: list[Line], whole: Line) -> None:
    measured = about.progress()
    blocks.heading(press, "一、一分三率", 11.5)
    titled = replace(whole, title="年级")
    parts.rates(press, about, lines, titled, measured)
    rule = rule_words(about.found.counting, [whole.lines])
    matched = ""
    if measured is not None and measured.base_paper(whole.paper) is not None:
        counted = sum(one.matched for one in measured.classes(whole.paper.subject, whole.paper.grade, whole.school))
        words = about.found.whole_words
        matched = (
            f"提升幅度＝（本班−{words}）这次均分−（本班−{words}）上次均分，各折成百分制，"
            f"只计两次都参加的{counted}人（上次：{measured.base.title}）。"
        )
    blocks.note(press, f"口径：{rule}{matched}班级按班号排列，不排名次。{parts.small_words(lines)}")
    blocks.gap(press, 2)
    parts.rate_chart(press, 1, lines)
    parts.mean_chart(press, 2, lines, whole)
    blocks.gap(press, 1)
    blocks.heading(press, "二、等级分布（年级）", 11.5)
    parts.levels(press, about.found.decided.levels, whole)


REPORT = Report(
    "quality-analysis", TITLE, write, (EXAM, GRADE, SUBJECT, SCHOOL), ledgers=("exams", "papers", "scores")
)  # fmt: skip
