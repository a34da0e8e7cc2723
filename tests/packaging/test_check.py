"""The one check: ends at the first thing that does not hold, and shows what pytest counted."""

import subprocess
import sys
from pathlib import Path

import pytest

import check


def test_the_first_failing_step_ends_it(capsys: pytest.CaptureFixture[str]) -> None:
    done: list[str] = []

    def step(name: str, status: int) -> check.Step:
        return lambda: done.append(name) or check.Result(status)

    assert check.go_through({"one": step("one", 0), "two": step("two", 4), "three": step("three", 0)}) == 1
    assert done == ["one", "two"]
    assert "FAILED: two" in capsys.readouterr().out
    assert check.go_through({"one": step("one", 0)}) == 0


def test_what_pytest_counted_is_among_the_last_lines(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "test_it.py").write_text("def test_a(): pass\ndef test_b(): assert 0\n", encoding="utf8")
    pytest_here = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-c", "/dev/null", str(tmp_path)]
    result = check.call(pytest_here)
    assert result.status == 1
    assert result.summary.startswith("1 failed, 1 passed in ")
    check.go_through({"tests": lambda: result})
    assert capsys.readouterr().out.splitlines()[-1] == result.summary


def test_each_worker_of_the_journeys_has_a_screen_of_its_own(tmp_path: Path) -> None:
    seen = "import os, pathlib\ndef test_a(): pathlib.Path(__file__).with_name('on' + os.environ['DISPLAY']).touch()\n"
    (tmp_path / "test_it.py").write_text(seen, encoding="utf8")
    pytest_here = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-c", "/dev/null", "--dist=each"]
    assert check.in_windows([*pytest_here, str(tmp_path)], 2).status == 0
    assert len(list(tmp_path.glob("on:*"))) == 2


@pytest.mark.parametrize(("committed", "status"), [("db/register.py", 0), ("db/__pycache__/register.pyc", 1)])
def test_a_committed_cache_is_noticed(
    committed: str, status: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / committed).parent.mkdir(parents=True)
    (tmp_path / committed).touch()
    (tmp_path / ".gitignore").write_text("__pycache__/\n", encoding="utf8")
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    subprocess.run(["git", "add", "--force", "."], cwd=tmp_path, check=True)
    monkeypatch.setattr(check, "ROOT", tmp_path)
    assert check.generated_files().status == status
    assert (committed in capsys.readouterr().out) == bool(status)
