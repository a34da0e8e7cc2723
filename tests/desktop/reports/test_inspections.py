"""Papers of inspections: a blank sheet is entered again by its number, in its order; nothing ranks anybody."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from db import checklist_files
from db.errors import PaperTrouble
from db.registers import Checklist, ChecklistItem, Observation
from db.rules.marks import written
from desktop.work import checklists, inspections, lessons, lots, papers, pictures, round_state, rounds, rows
from desktop.work.inspecting import Filling
from desktop.work.inspections import Whom
from desktop.work.office import Office
from tests.desktop import founding
from tests.desktop.reports.reading import Paper
from tests.desktop.work.inspected import begun, fill, teacher

TODAY = date(2026, 11, 20)
LISTS = [row for row in checklist_files.rows() if isinstance(row, Checklist)]
LONG = "阿卜杜热依木·阿卜杜克热木"
JPEG = bytes.fromhex(
    "ffd8ffe000104a46494600010100000100010000ffdb004300030202020202030202020303030304060404040404080606050609080a0a090809"
    "090a0c0f0c0a0b0e0b09090d110d0e0f101011100a0c12131210130f101010ffc9000b080001000101011100ffcc000600101005ffda000801"
    "01"
    "00003f00d2cf20ffd9"
)


def printed(office: Office, name: str, folder: Path, **options: str) -> Paper:
    papers.make(office, name, folder / "纸.pdf", options)
    paper = Paper(folder / "纸.pdf")
    assert paper.outside == []
    return paper


def flat(text: str) -> str:
    return "".join(text.split())


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """All lists blank in one printing: the pages of each by its title."""
    folder = tmp_path_factory.mktemp("样表")
    made = founding.found(folder / "台账.xiangxiao", "青石镇中心学校", "center", "", "王秀兰", TODAY)
    paper = printed(made, "inspection-sheet", folder, checklist=",".join(row.id.hex() for row in LISTS))
    made.workspace.changed = False
    made.close()
    found: dict[str, list[str]] = {}
    for page in map(flat, paper.pages):
        title = next(row.heading for row in LISTS if flat(row.heading) + "受检学校" in page)
        found.setdefault(title, []).append(page)
    return found


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = founding.found(tmp_path / "台账.xiangxiao", "青石镇中心学校", "center", "", "王秀兰", TODAY)
    yield made
    made.workspace.changed = False
    made.close()


def test_a_blank_sheet_bears_its_number_and_its_lines_in_the_order_of_entry(office: Office, tmp_path: Path) -> None:
    of = Whom(office.school_id or b"", teacher(office, LONG))
    key = inspections.begin(office, checklists.called(office, "homework"), of, blank=True)
    sheet = Filling.open(office, key)
    paper = printed(office, "inspection-sheet", tmp_path, sheet=sheet.sheet.row["serial"])
    text = flat(paper.text)
    assert sheet.sheet.row["serial"] in text
    assert LONG in text
    places = [text.index(flat(line.content)) for line in sheet.sheet.lines]
    assert places == sorted(places)
    assert "一、数量（35分）" in text
    assert "※一、二年级没有书面家庭作业" in text, "what can fail the sheet alone is marked"
    assert "检查人（签字）" in text
    assert "班级人数" in text


def test_a_filled_sheet_prints_sums_remarks_and_photographs(office: Office, tmp_path: Path) -> None:
    of = Whom(office.school_id or b"", teacher(office, "陈大勇"))
    sheet = fill(begun(office, "homework", of), share=3)
    line = sheet.line(4)
    photo = pictures.keep(office, JPEG)
    sheet.put(line, sheet.sheet.marks[4], remark="抽查四（2）班10月15日的作业", photo=photo)
    sheet.set("advice", "评语要落到每个孩子。" * 60)
    sheet.finish()
    text = flat(printed(office, "inspection-sheet", tmp_path, sheet=sheet.key.hex()).text)
    result = sheet.result
    assert f"一、数量（35分）得{written(result.sections['数量'].score)}分" in text
    assert f"得分率{result.share}%" in text
    assert "抽查四（2）班10月15日的作业" in text
    assert text.count("评语要落到每个孩子。") == 60
    assert "第4项" in text


@pytest.mark.parametrize("made", LISTS, ids=lambda made: made.name)
def test_every_shipped_list_prints_blank(samples: dict[str, list[str]], made: Checklist) -> None:
    pages = samples[made.heading]
    lines = [row for row in checklist_files.rows() if isinstance(row, ChecklistItem) and row.checklist_id == made.id]
    assert [line.content for line in lines if flat(line.content) not in "".join(pages)] == []
    assert len(pages) <= 1 + len(lines) // 15
    assert "（签字）" in pages[-1]
    assert flat(lines[-1].content) in pages[-1], "the places to sign never stand alone overleaf"


def test_a_list_of_an_office_with_very_long_lines_prints_too(office: Office, tmp_path: Path) -> None:
    draft = checklists.new_version(office, checklists.called(office, "fees")).data["id"]
    item = {"checklist": draft, "number": "50", "section": "长" * 60, "content": "查" * 900, "full": "5"}
    rows.add(office, ChecklistItem, item | {"way": "扣分", "evidence": "材料" * 90})
    text = flat(printed(office, "inspection-sheet", tmp_path, checklist=draft).text)
    assert text.count("查" * 20) >= 1
    assert text.count("查") >= 900


def a_round(office: Office) -> bytes:
    for name in ("陈大勇", "李文静", LONG):
        teacher(office, name)
    lists = tuple(checklists.called(office, name) for name in ("lesson-plans", "homework"))
    plan = rounds.Plan("11月月查", "monthly", date(2026, 11, 9), date(2026, 11, 20), lists=lists, led_by="王秀兰")
    key = bytes.fromhex(rounds.new(office, plan).data["id"])
    lots.draw(office, key, "teacher", 3, seed=482109)
    for place, due in enumerate(round_state.state(office, key).due):
        if place != 2:
            sheet = Filling.open(office, inspections.begin(office, due.checklist, due.of, round_=key))
            fill(sheet, share=place + 2).finish()
    return key


def test_the_plan_of_a_round_says_how_names_were_drawn_and_who_is_left(office: Office, tmp_path: Path) -> None:
    a_round(office)
    text = flat(printed(office, "round-plan", tmp_path, round="11月月查").text)
    assert "应查6份，已查5份" in text
    assert "种子482109" in text
    assert text.count("未查") == 1
    assert "监督人" in text
    with pytest.raises(PaperTrouble, match="没有叫"):
        printed(office, "round-plan", tmp_path, round="没有的")


def test_results_stand_by_school_and_nobody_is_ranked(office: Office, tmp_path: Path) -> None:
    key = a_round(office)
    paper = printed(office, "round-results", tmp_path, round=key.hex())
    text = flat(paper.text)
    assert "内部资料不得公开" in text
    assert "青石镇中心学校5份，平均得分率" in text
    assert "名次" not in text.replace("不排名次", "")
    for due in round_state.state(office, key).due:
        if due.sheet:
            assert f"{Decimal(due.sheet['share']):.1f}%" in text


def test_line_by_line_it_shows_which_lines_fail_most(office: Office, tmp_path: Path) -> None:
    key = a_round(office)
    paper = printed(office, "round-items", tmp_path, round="11月月查", checklist="作业批改检查表")
    faults = [0] * 12
    for due in round_state.state(office, key).due:
        if due.sheet and due.checklist == checklists.called(office, "homework"):
            for number in Filling.open(office, due.sheet["id"]).result.faulty:
                faults[number] += 1
    said = next(line for line in paper.lines if line.startswith("有问题的份数"))
    assert said.split()[1:] == [str(count) for count in faults if count]


def test_a_teachers_term_is_one_page_of_counts_sheets_and_lessons(office: Office, tmp_path: Path) -> None:
    a_round(office)
    for day, listener in (("2026-10-12", "李文静"), ("2026-10-12", LONG), ("2026-04-01", "李文静")):
        typed = {
            "heard_on": day,
            "period": "3",
            "listener_name": listener,
            "teacher_name": "陈大勇",
            "topic": "分数的意义",
        }
        rows.add(office, Observation, typed)
    teachers = {title: row for row, title in office.titles("staff").items()}
    scored = fill(begun(office, "observation-c", Whom(office.school_id or b"", teachers["陈大勇"])))
    lessons.write(office, scored.sheet, "topic", "平行四边形的面积")
    scored.finish()
    paper = printed(office, "teacher-routine", tmp_path, teacher="陈大勇")
    text = flat(paper.text)
    assert len(paper.pages) == 1
    assert "听课节数50差5" in text
    assert "三、被听课2节；听课0节" in text
    assert f"李文静、{LONG}" in text
    assert "100.00%" in text
    assert re.search("二、检查[12]次", text)
    mine = flat(printed(office, "teacher-routine", tmp_path, teacher="李文静").text)
    assert "听课节数51差4" in mine, "the lesson of April belongs to last term"
    last = flat(printed(office, "teacher-routine", tmp_path, teacher="李文静", day="2026-04-01").text)
    assert "2025—2026学年度第二学期" in last
    assert "听课节数51差4" in last
    whole = printed(office, "teacher-routine", tmp_path)
    assert len(whole.pages) == 3, "one page each"


def test_lessons_heard_are_counted_for_each_teacher_of_the_school(office: Office, tmp_path: Path) -> None:
    for name in ("陈大勇", "李文静"):
        teacher(office, name, post="教导主任" if name == "李文静" else None)
    rows.add(office, Observation, {"heard_on": "2026-10-12", "listener_name": "李文静", "teacher_name": "陈大勇"})
    text = flat(printed(office, "lessons-heard", tmp_path).text)
    assert "李文静教导主任语文251差24" in text
    assert "陈大勇语文50差51" in text, "five due, none heard, one of theirs heard"
    assert "合计301" in text
