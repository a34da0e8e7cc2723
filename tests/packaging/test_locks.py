"""The lock files: whole, without addresses, and the same for the office as for those who build."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PIN = re.compile(r"^([a-z0-9._-]+)==([^ \\]+)(?: ; (.+?))? \\$")


def pins(name: str) -> dict[str, str]:
    lines = (ROOT / "packaging" / name).read_text(encoding="utf8").splitlines()
    return {match[1]: match[2] for line in lines if (match := PIN.match(line))}


def asked_for(*requirements: str) -> set[str]:
    return {re.split(r"[^A-Za-z0-9._-]", requirement)[0].lower() for requirement in requirements}


@pytest.fixture(scope="module")
def project() -> dict:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf8"))


def test_all_that_the_program_asks_for_is_locked(project: dict) -> None:
    assert asked_for(*project["project"]["dependencies"]) <= pins("lock.txt").keys()


def test_all_that_the_checks_ask_for_is_locked_too(project: dict) -> None:
    assert asked_for(*project["dependency-groups"]["dev"]) <= pins("lock-dev.txt").keys()


def test_the_checks_run_on_exactly_what_the_office_gets() -> None:
    assert pins("lock.txt").items() <= pins("lock-dev.txt").items()


@pytest.mark.parametrize("name", ["lock.txt", "lock-dev.txt"])
def test_every_pin_has_hashes_and_no_address_is_in_the_file(name: str) -> None:
    text = (ROOT / "packaging" / name).read_text(encoding="utf8")
    assert not re.search(r"https?:|file:|index-url|find-links|/home|/root", text)
    blocks = re.split(r"\n(?=[a-z])", text)
    assert [block.splitlines()[0] for block in blocks if "--hash=sha256:" not in block] == []
    assert len(blocks) == len(pins(name))


def test_qt_stays_the_one_that_runs_on_the_offices_desktops() -> None:
    assert pins("lock.txt")["pyside6-essentials"] == "6.9.3"
