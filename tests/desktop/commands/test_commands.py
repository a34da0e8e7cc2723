"""The command line is a contract: shapes of --json, exit statuses, one sentence and advice, and nothing else."""

import json
import logging
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from db.registers import REGISTERS
from desktop import app
from desktop.commands import main as commands

Say = Callable[..., tuple[int, Any]]
ROOT = Path(__file__).resolve().parent.parent.parent.parent
NUMBER = "110105201602290011"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "青石镇 台账.xiangxiao"


@pytest.fixture
def say(file: Path, capsys: pytest.CaptureFixture[str]) -> Say:
    """say("list", "students") answers exit status and what --json printed: one object on one line."""

    def said(*words: str) -> tuple[int, Any]:
        status = app.main(["--data", str(file), "--as", "王老师", "--today", "2026-11-21", *words, "--json"])
        out, err = capsys.readouterr()
        assert out.count("\n") == 1
        assert "Traceback" not in err
        answer = json.loads(out)
        assert isinstance(answer, dict)
        if status == 2:
            assert set(answer) == {"error", "advice"}
            assert answer["error"] in err
        return status, answer

    return said


@pytest.fixture
def founded(say: Say) -> Say:
    assert say("create", "青石镇中心学校", "--kind", "center")[0] == 0
    return say


def pupil(say: Say, *words: str) -> str:
    status, answer = say(
        "add", "students", *(words or ("name=李明", f"id_number={NUMBER}", "member1_phone=13812345678"))
    )
    assert status == 0, answer
    return str(answer["id"])


def test_create_founds_a_township_with_its_calendar(say: Say, file: Path) -> None:
    status, answer = say("create", "青石镇中心学校", "--kind", "中心学校", "--code", "3152012345")
    assert (status, set(answer)) == (0, {"school", "site"})
    assert file.is_file()
    assert say("list", "schools")[1]["rows"][0]["id"] == answer["school"]
    assert say("list", "terms")[1]["count"] == 2
    status, answer = say("create", "另一所学校")
    assert status == 2
    assert "已经存在" in answer["error"]


def test_a_row_is_added_found_changed_and_removed(founded: Say) -> None:
    founded("add", "villages", "name=黑沟村")
    row = pupil(founded, "name=李　明", f"id_number={NUMBER}", "village=黑沟村", "nation=汉", "boarding=住校")
    status, answer = founded("list", "students", "--find", "lm", "--where", "sex=男", "--limit", "5")
    assert (status, answer["count"]) == (0, 1)
    line = answer["rows"][0]
    assert (line["id"], line["name"], line["born_on"], line["nation"]) == (row, "李明", "2016-02-29", "汉族")
    assert (line["village"], len(line["village_id"])) == ("黑沟村", 32)
    assert line["school"] == "青石镇中心学校"
    assert "*" in line["id_number"]
    assert NUMBER not in json.dumps(answer)
    status, answer = founded("change", "students", row, "boarding=走读", "orphan=否")
    assert (status, answer["id"]) == (0, row)
    assert founded("list", "students")[1]["rows"][0]["orphan"] is False
    assert founded("remove", "students", row) == (0, {"id": row})
    assert founded("list", "students")[1] == {"rows": [], "count": 0}
    assert founded("remove", "students", row)[0] == 2
    assert founded("change", "students", row, "name=张三")[0] == 2


def test_count_is_before_the_limit(founded: Say) -> None:
    for name in ("张三", "李四", "王五"):
        pupil(founded, f"name={name}")
    answer = founded("list", "students", "--limit", "2", "--sort", "-name")[1]
    assert ([line["name"] for line in answer["rows"]], answer["count"]) == (["张三", "王五"], 3)


def test_with_an_error_nothing_is_saved_and_every_problem_has_its_field(founded: Say) -> None:
    status, answer = founded("add", "students", "name=", "id_number=11010520160229001X", "sex=无", "village=没有村")
    assert status == 1
    assert set(answer) == {"problems"}
    assert set(answer["problems"]) == {"name", "id_number", "sex", "village"}
    assert founded("list", "students")[1]["count"] == 0


def test_warnings_are_told_and_the_row_is_saved(founded: Say) -> None:
    status, answer = founded("add", "students", "name=李明")
    assert (status, set(answer)) == (0, {"id", "warnings"})
    assert "id_number" in answer["warnings"]


def test_the_same_fact_twice_is_said(founded: Say) -> None:
    assert founded("add", "holidays", "on=2026-10-01", "name=国庆节")[0] == 0
    status, answer = founded("add", "holidays", "on=2026.10.1", "name=国庆节")
    assert (status, set(answer)) == (1, {"problems"})
    assert founded("list", "holidays")[1]["count"] == 1
    row = founded("list", "holidays")[1]["rows"][0]["id"]
    assert founded("change", "holidays", row, "on=2026-10-02")[0] == 0
    assert [line["on"] for line in founded("list", "holidays")[1]["rows"]] == ["2026-10-02"]
    assert founded("add", "holidays", "on=2026-10-01", "name=国庆节")[0] == 0


@pytest.mark.parametrize(
    "words",
    [
        ("add", "pupils", "name=李明"),
        ("add", "students", "nickname=明明"),
        ("add", "students", "grade=一年级"),
        ("add", "students", "name"),
        ("change", "students", "0" * 32, "name=李明"),
        ("change", "students", "no id", "name=李明"),
        ("remove", "students", "0" * 32),
        ("history", "students", "0" * 32),
        ("list", "students", "--where", "nickname=明明"),
        ("list", "students", "--where", "sex=无"),
        ("list", "students", "--sort", "nickname"),
        ("list", "students", "--limit", "-1"),
        ("undo", "99"),
        ("undo",),
        ("restore", "/nowhere/backup.xiangxiao"),
        ("backup", "--to", "/nowhere/at/all/backup.xiangxiao"),
        ("import", "students", "/nowhere/roster.xlsx"),
        ("export", "students", "/nowhere/at/all/roster.xlsx"),
        ("export", "students", "/tmp/roster.doc"),
        ("report", "no-such-report", "/tmp/a.pdf"),
        ("settle", "1", "--keep", "1"),
        ("no-such-command",),
        ("list", "--no-such-option"),
    ],
    ids=" ".join,
)
def test_what_cannot_be_done_is_one_sentence_and_advice(founded: Say, words: tuple[str, ...]) -> None:
    status, answer = founded(*words)
    assert status == 2
    assert answer["error"].endswith("。")
    assert answer["advice"].endswith("。")
    assert not any(word in answer["error"] for word in ("Error", "Errno", "None", "sqlite"))
    assert founded("check")[1]["ok"] is True


def test_without_a_file_the_sentence_says_where_it_was_looked_for(say: Say, file: Path) -> None:
    status, answer = say("list", "students")
    assert status == 2
    assert file.name in answer["error"]


def test_history_says_who_and_why_and_masks_what_is_private(founded: Say, caplog: pytest.LogCaptureFixture) -> None:
    row = pupil(founded)
    founded("change", "students", row, "member1_phone=13900001111", "remark=转来")
    status, answer = founded("history", "students", row)
    assert status == 0
    first, second = answer["entries"]
    assert {"entry", "who", "at", "why", "changes"} <= set(first)
    assert (first["who"], second["why"]) == ("王老师", "修改学生")
    changed = {change["field"]: change for change in second["changes"]}
    assert {"field", "old", "new", "standing"} <= set(changed["remark"])
    assert (changed["remark"]["old"], changed["remark"]["new"], changed["remark"]["standing"]) == ("", "转来", True)
    assert "13900001111" not in json.dumps(answer)
    with caplog.at_level(logging.INFO, "xiangxiao"):
        logging.getLogger("xiangxiao").propagate = True
        shown = json.dumps(founded("history", "students", row, "--show-private")[1])
        founded("list", "students", "--show-private")
    assert "13900001111" in shown
    assert "王老师" in caplog.text
    assert NUMBER not in caplog.text
    assert "李明" not in caplog.text
    assert len(caplog.records) == 2


def test_undo_takes_back_ones_last_work_and_never_the_founding(founded: Say) -> None:
    row = pupil(founded)
    founded("change", "students", row, "remark=一")
    status, answer = founded("undo")
    assert (status, set(answer), answer["left"]) == (0, {"entry", "left"}, [])
    assert founded("list", "students")[1]["rows"][0]["remark"] == ""
    assert founded("undo")[0] == 0
    assert founded("list", "students")[1]["count"] == 0
    status, answer = founded("undo")
    assert status == 2, "the township itself is not taken back"
    assert founded("list", "schools")[1]["count"] == 1


def test_undo_of_what_was_changed_since_needs_a_person(founded: Say) -> None:
    row = pupil(founded)
    founded("change", "students", row, "remark=一")
    entry = founded("history", "students", row)[1]["entries"][-1]["entry"]
    founded("change", "students", row, "remark=二")
    status, answer = founded("undo", str(entry))
    assert status == 1
    assert answer["left"] == [{"register": "students", "id": row, "title": "李明", "field": "remark"}]


def test_registers_are_described_by_their_declaration(founded: Say) -> None:
    status, answer = founded("registers")
    assert status == 0
    assert [r["name"] for r in answer["registers"]] == [r.register_name() for r in REGISTERS]
    for register in answer["registers"]:
        assert {"name", "title", "tab", "fields"} <= set(register)
        for field in register["fields"]:
            assert {"name", "label", "kind", "required", "private", "codes"} <= set(field)
    students = {f["name"]: f for f in answer["registers"][0]["fields"]}
    assert {"code": "1", "label": "男"} in students["sex"]["codes"]
    assert students["id_number"]["private"]


def test_check_names_rows_that_break_a_rule_without_calling_the_file_broken(founded: Say) -> None:
    row = pupil(founded, "name=李明")
    status, answer = founded("check")
    assert (status, answer["ok"], answer["findings"]) == (0, True, [])
    problem = next(p for p in answer["rows"] if p["id"] == row)
    assert set(problem) == {"register", "id", "field", "problem"}
    assert problem["field"] == "id_number"


def test_backup_and_restore_go_back_and_keep_the_present_aside(founded: Say, tmp_path: Path) -> None:
    pupil(founded, "name=李明")
    status, answer = founded("backup", "--to", str(tmp_path))
    assert (status, set(answer)) == (0, {"file"})
    assert Path(answer["file"]).is_file()
    pupil(founded, "name=张三")
    status, restored = founded("restore", answer["file"])
    assert status == 0
    assert [line["name"] for line in founded("list", "students", "--find", "lm")[1]["rows"]] == ["李明"]
    assert founded("list", "students")[1]["count"] == 1
    assert Path(restored["aside"]).is_file()
    assert founded("restore", restored["aside"])[0] == 0
    assert founded("list", "students")[1]["count"] == 2


def test_workbooks_out_and_in_and_paper(founded: Say, tmp_path: Path) -> None:
    pupil(founded)
    status, answer = founded("export", "students", str(tmp_path / "out.xlsx"), "--show-private")
    assert (status, answer["rows"]) == (0, 1)
    status, answer = founded("import", "students", str(tmp_path / "out.xlsx"), "--dry-run")
    assert status == 0
    assert {"rows", "added", "updated", "same", "refused", "problems", "columns", "skipped_tabs"} <= set(answer)
    assert founded("doubts", "students")[1]["doubts"] == []
    reports = founded("reports")[1]["reports"]
    assert {"name", "title", "options"} <= set(reports[0])
    status, answer = founded("report", "list", str(tmp_path / "out.pdf"), "register=students")
    assert (status, answer["pages"]) == (0, 1)


def test_rows_that_wait_are_listed_with_private_cells_masked(founded: Say, tmp_path: Path) -> None:
    sheet = tmp_path / "一年级.csv"
    sheet.write_text(f"姓名,身份证号,联系电话\n李明,{NUMBER[:-1]}2,13812345678\n", "utf-8")
    assert founded("import", "students", str(sheet))[0] == 1
    status, answer = founded("doubts")
    assert (status, len(answer["doubts"])) == (0, 1)
    waits = answer["doubts"][0]
    assert {"id", "register", "sheet", "tab", "row", "school", "title", "cells", "problems", "at"} == set(waits)
    assert waits["cells"]["身份证号"]["value"] == f"{NUMBER[:-1]}2"
    assert waits["cells"]["联系电话"]["value"] == "138****5678"
    marked = tmp_path / "标注.xlsx"
    assert founded("doubts", "--marked", str(marked))[0] == 2
    assert founded("doubts", "students", "--marked", str(marked)) == (0, {"rows": 1, "file": str(marked)})


def test_a_sheet_of_teachers_is_not_taken_for_pupils(founded: Say, tmp_path: Path) -> None:
    sheet = tmp_path / "教师.csv"
    sheet.write_text(
        "姓名,性别,出生年月,身份证号码,参加工作时间,学历,职称,是否在编,任教学科,周课时\n李明,男,1980.01,,2001.09,本科,一级教师,是,语文,16\n",
        "utf-8",
    )
    status, answer = founded("import", "students", str(sheet))
    assert (status, "教职工" in answer["error"]) == (2, True)
    assert founded("import", "staff", str(sheet))[1]["added"] == 1


def test_a_mistake_of_ours_is_one_sentence_too_and_the_log_names_nobody(
    founded: Say, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    child = f"何{chr(0x4F73)}慧"

    def broken(*_: Any) -> None:
        raise ValueError(child)

    monkeypatch.setattr("desktop.work.rows.key_of", broken)
    with caplog.at_level(logging.ERROR, "xiangxiao"):
        status, answer = founded("history", "students", "00")
    assert (status, "程序出错了" in answer["error"]) == (2, True)
    assert "ValueError" in caplog.text
    assert child not in caplog.text


def test_places_that_will_not_do_are_said(founded: Say, file: Path, tmp_path: Path) -> None:
    pupil(founded)
    assert founded("backup", "--to", str(file))[0] == 2
    assert founded("list", "students")[1]["count"] == 1
    (tmp_path / "a.txt").write_text("", "utf-8")
    status, answer = founded("demo", str(tmp_path / "a.txt" / "样例"), "--no-window")
    assert (status, "不能建立文件夹" in answer["error"]) == (2, True)


def test_without_json_there_are_plain_sentences(founded: Say, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert app.main(["--data", str(file), "add", "students", "name=李明"]) == 0
    assert "已保存：李明" in capsys.readouterr().out
    assert app.main(["--data", str(file), "list", "students"]) == 0
    assert "共 1 行" in capsys.readouterr().out
    assert app.main(["--data", str(file), "add", "students", "sex=男"]) == 1
    assert "没有填姓名" in capsys.readouterr().out
    assert app.main(["--data", str(file), "list", "pupils"]) == 2
    out, err = capsys.readouterr()
    assert (out, "没有名为“pupils”的台账" in err) == ("", True)


@pytest.mark.parametrize("name", sorted(commands.commands))
def test_every_command_explains_itself_in_chinese(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert app.main([name, "--help"]) == 0
    said = capsys.readouterr().out
    assert said.startswith(f"用法：xiangxiao {name}")
    assert "--json" in said
    english = ("Usage", "Options", "Show this", "TEXT", "PATH", "INTEGER", "ARGS", "[x")
    assert [word for word in english if word in said] == []


def test_as_a_program_of_its_own_it_prints_utf8_and_needs_no_window_sheet_or_paper_library(tmp_path: Path) -> None:
    file = tmp_path / "a.xiangxiao"
    start = [sys.executable, "-X", "importtime", "-m", "desktop", "--data", str(file)]
    settings = {**os.environ, "PYTHONPATH": str(ROOT), "LC_ALL": "C", "PYTHONIOENCODING": "", "HOME": str(tmp_path)}

    def run(*words: str) -> tuple[int, str, set[str]]:
        done = subprocess.run([*start, *words], capture_output=True, env=settings, cwd=tmp_path, check=False)
        loaded = {line.rpartition("|")[2].strip() for line in done.stderr.decode().splitlines()}
        return done.returncode, done.stdout.decode("utf-8"), {name.partition(".")[0] for name in loaded}

    slow = {"PySide6", "openpyxl", "reportlab", "alembic", "pypinyin", "pypdfium2", "python_calamine", "cryptography"}
    status, said, loaded = run("--help")
    assert (status, "乡校台账" in said, loaded & slow) == (0, True, set())
    assert run("create", "青石镇中心学校", "--json")[0] == 0
    status, said, loaded = run("list", "schools", "--json")
    assert json.loads(said)["rows"][0]["name"] == "青石镇中心学校"
    assert (status, loaded & slow) == (0, set())
    status, said, _ = run("--today", "三月", "list", "schools", "--json")
    assert (status, set(json.loads(said))) == (2, {"error", "advice"})
