"""Starting the program with one command: straight through when all is there, a plain sentence when not."""

import ast
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import environment
import libraries
import run

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = '''"""Says what it was given, and ends with 3."""
import json, os, sys
print(json.dumps({"words": sys.argv[1:], "folder": os.getcwd(), "screen": os.environ.get("QT_QPA_PLATFORM")}))
raise SystemExit(3)
'''


def without_screen(**more: str) -> dict[str, str]:
    left_out = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    kept = {name: value for name, value in os.environ.items() if name not in left_out and not name.startswith("PIP_")}
    return {**kept, "PYTHONUTF8": "1", **more}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A checkout whose program only tells what it was given; its environment is not made yet."""
    folder = tmp_path / "乡校 台账"
    shutil.copytree(ROOT / "packaging", folder / "packaging", ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "desktop").mkdir()
    (folder / "desktop/__main__.py").write_text(PROGRAM, encoding="utf8")
    return folder


@pytest.fixture
def made(project: Path) -> Path:
    """The same with an environment that says it is made from the present lock."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", project / ".venv"], check=True)
    tell = "import environment as e, json; e.tell_where_the_project_is()\n"
    tell += "e.MARK.write_text(json.dumps({'python': e.version(), 'libraries': 'window', e.RUN: e.fingerprint(e.RUN)}))"
    subprocess.run([sys.executable, "-c", tell], cwd=project / "packaging", check=True)
    return project


def start(project: Path, *words: str, cwd: Path, **settings: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(project / "packaging/run.py"), *words]
    return subprocess.run(
        command, cwd=cwd, env=without_screen(**settings), capture_output=True, encoding="utf8", check=False
    )


def test_the_program_gets_the_words_the_folder_and_gives_its_status(made: Path, tmp_path: Path) -> None:
    answer = start(made, "list", "学生", "--json", cwd=tmp_path)
    assert (answer.returncode, answer.stderr) == (3, "")
    assert json.loads(answer.stdout)["words"] == ["list", "学生", "--json"]
    assert json.loads(answer.stdout)["folder"] == str(tmp_path)


def test_a_folder_of_the_user_that_has_the_programs_name_is_not_taken_for_it(made: Path, tmp_path: Path) -> None:
    (tmp_path / "desktop").mkdir()
    (tmp_path / "desktop/__init__.py").touch()
    (tmp_path / "desktop/__main__.py").write_text("raise SystemExit('wrong one')", encoding="utf8")
    assert start(made, cwd=tmp_path).returncode == 3


@pytest.mark.skipif(os.name == "nt", reason="there is always a screen")
def test_without_a_screen_the_sample_township_goes_into_a_fresh_folder(made: Path, tmp_path: Path) -> None:
    (tmp_path / "xiangxiao-demo").mkdir()
    answer = start(made, cwd=tmp_path)
    told = json.loads(answer.stdout)
    assert told["words"] == ["demo", str(tmp_path / "xiangxiao-demo-2"), "--no-window"]
    assert told["screen"] == "offscreen"
    assert str(tmp_path / "xiangxiao-demo-2") in answer.stderr


def test_with_a_screen_the_window_is_opened(made: Path, tmp_path: Path) -> None:
    answer = start(made, cwd=tmp_path, DISPLAY=":99")
    assert json.loads(answer.stdout) == {"words": [], "folder": str(tmp_path), "screen": None}


def test_a_half_made_environment_is_noticed_and_without_network_a_sentence_says_so(made: Path, tmp_path: Path) -> None:
    (made / ".venv/made-from.json").unlink()
    nowhere = {"PIP_INDEX_URL": "http://127.0.0.1:9/", "PIP_RETRIES": "0", "PIP_CONFIG_FILE": os.devnull}
    answer = start(made, cwd=tmp_path, **nowhere, PIP_NO_CACHE_DIR="1")
    assert answer.returncode == 2
    assert "连不上软件仓库" in answer.stderr
    assert "Traceback" not in answer.stderr
    assert answer.stdout == ""
    assert not (made / ".venv/made-from.json").exists()


def test_a_changed_lock_or_another_python_means_the_environment_no_longer_agrees() -> None:
    here = {
        "python": environment.version(),
        "libraries": "window",
        environment.RUN: environment.fingerprint("lock.txt"),
    }
    assert environment.agrees(here, environment.RUN, "screenless")
    assert not environment.agrees(here, environment.DEVELOP, "window")
    for change in ({"python": "3.9"}, {environment.RUN: "0" * 64}, {"libraries": "screenless"}):
        assert not environment.agrees({**here, **change}, environment.RUN, "window")


def test_an_old_python_can_read_far_enough_to_say_what_is_needed() -> None:
    for name in ("run.py", "interpreter.py"):
        ast.parse((ROOT / "packaging" / name).read_text(encoding="utf8"), feature_version=(3, 8))
    ask = "import interpreter; interpreter.FITTING = ((9, 1),); interpreter.require()"
    answer = subprocess.run(
        [sys.executable, "-c", ask],
        cwd=ROOT / "packaging",
        env=without_screen(),
        capture_output=True,
        encoding="utf8",
        check=False,
    )
    assert answer.returncode == 2
    assert answer.stderr.startswith("需要 Python 3.11 或更新的版本")


def test_where_nothing_may_be_installed_the_one_command_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "apt-get").touch(mode=0o755)
    monkeypatch.setenv("PATH", str(tmp_path))  # an apt-get, but no sudo
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(libraries.CannotPrepare, match="sudo apt-get install -y libegl1"):
        libraries.provide(lambda: ["libegl1"])


def test_where_there_is_no_apt_the_packages_are_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(libraries.CannotPrepare, match="libegl1"):
        libraries.provide(lambda: ["libegl1"])


def test_a_library_is_found_by_loading_it() -> None:
    assert not libraries.loads("libof-nobody.so.1")
    if sys.platform.startswith("linux"):
        assert libraries.loads("libc.so.6")


def test_the_folder_for_the_sample_is_temporary_where_nothing_can_be_written(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(os, "access", lambda *_: False)
    folder = run.fresh_folder()
    assert not folder.is_relative_to(tmp_path)
    assert not folder.exists()
    folder.parent.rmdir()
