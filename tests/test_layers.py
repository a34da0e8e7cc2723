"""Who may import whom: two storeys, arrows only go down, and every file says first what it is for."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).resolve().parent.parent


class May(NamedTuple):
    """What the files of one layer may import besides the standard library and each other."""

    project: set[str]
    foreign: set[str]


LAYERS = {
    "db.rules": May(set(), set()),
    "db.stamps": May(set(), set()),
    "db.errors": May(set(), set()),
    "db": May({"db"}, {"sqlalchemy", "alembic", "sqlcipher3", "pypinyin", "pyrage", "cryptography", "platformdirs"}),
    "desktop.sheets": May({"db"}, {"python_calamine", "openpyxl"}),
    "desktop.reports": May({"db"}, {"reportlab", "pypdfium2"}),
    "desktop.work": May(
        {"db", "desktop.sheets", "desktop.reports"}, {"sqlalchemy", "platformdirs", "pypdfium2", "pypinyin"}
    ),
    "desktop.ui": May(
        {"desktop.work", "db.fields", "db.kinds", "db.register", "db.registers", "db.rules", "db.errors"},
        {"PySide6", "shiboken6"},
    ),
    "desktop.commands": May({"desktop.work", "db.errors"}, {"click"}),
    "desktop.app": May({"db", "desktop"}, {"PySide6", "click", "platformdirs"}),
    "desktop.__main__": May({"desktop.app"}, set()),
    "desktop": May(set(), set()),
}
# Within db the later may import the earlier, never the other way round.
UPWARDS = [
    *("db.errors", "db.rules", "db.stamps", "db.fields", "db.register", "db.registers"),
    *("db.journal", "db.workspace", "db.merge", "db.handoff"),
]


class Import(NamedTuple):
    importer: str
    target: str
    line: int

    def __str__(self) -> str:
        return f"{self.importer}, line {self.line}: {self.target}"


def files(root: Path, *folders: str) -> Iterator[Path]:
    for folder in folders:
        yield from (file for file in sorted((root / folder).rglob("*.py")) if "__pycache__" not in file.parts)


def module_of(file: Path, root: Path) -> str:
    parts = file.relative_to(root).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def running(node: ast.AST) -> Iterator[ast.AST]:
    """All that ever runs below a node; what only the type checker reads (`if TYPE_CHECKING:`) binds nothing."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.If) and ast.unparse(child.test) in ("TYPE_CHECKING", "typing.TYPE_CHECKING"):
            continue
        yield child
        yield from running(child)


def imports(root: Path) -> list[Import]:
    """Every import of the two storeys, also those inside functions."""
    found = []
    modules = {module_of(file, root): file for file in files(root, "db", "desktop")}
    for module, file in modules.items():
        for node in running(ast.parse(file.read_text(encoding="utf8"))):
            if isinstance(node, ast.Import):
                found += [Import(module, name.name, node.lineno) for name in node.names]
            elif isinstance(node, ast.ImportFrom):
                assert node.level == 0, f"{module}, line {node.lineno}: write the whole name"
                whole = [f"{node.module}.{name.name}" for name in node.names]
                found += [Import(module, name if name in modules else str(node.module), node.lineno) for name in whole]
    return found


def within(module: str, layer: str) -> bool:
    return module == layer or module.startswith(layer + ".")


def layer_of(module: str) -> str:
    return max((layer for layer in LAYERS if within(module, layer)), key=len)


def forbidden(root: Path) -> list[str]:
    wrong = []
    for one in imports(root):
        layer = layer_of(one.importer)
        top = one.target.partition(".")[0]
        if top in ("db", "desktop"):
            own = set() if layer == "desktop" else {layer}  # a new part of desktop must first find its place above
            allowed = any(within(one.target, other) for other in LAYERS[layer].project | own)
        else:
            allowed = top in sys.stdlib_module_names or top in LAYERS[layer].foreign
        if not allowed:
            wrong.append(str(one))
    return wrong


def upward(root: Path) -> list[str]:
    def height(module: str) -> int | None:
        return next((height for height, part in enumerate(UPWARDS) if within(module, part)), None)

    pairs = [(one, height(one.importer), height(one.target)) for one in imports(root)]
    return [str(one) for one, low, high in pairs if low is not None and high is not None and high > low]


def test_no_layer_imports_what_it_must_not_know() -> None:
    wrong = forbidden(ROOT)
    assert not wrong, "\n".join(wrong)


def test_within_db_arrows_only_go_down() -> None:
    wrong = upward(ROOT)
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    ("file", "line"),
    [
        ("db/rules/days.py", "import sqlalchemy"),
        ("db/workspace.py", "from PySide6.QtCore import QObject"),
        ("desktop/work/rows.py", "def show():\n    from desktop.ui import window"),
        ("desktop/ui/table.py", "def read():\n    import sqlalchemy.orm"),
        ("desktop/ui/table.py", "from db import workspace"),
        ("desktop/commands.py", "from db.workspace import Workspace"),
        ("desktop/reports/roster.py", "import openpyxl"),
        ("desktop/late.py", "import desktop.work"),
    ],
)
def test_a_forbidden_import_is_seen_also_inside_a_function(tmp_path: Path, file: str, line: str) -> None:
    for name in ("db/workspace.py", "desktop/ui/window.py", file):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(f'"""Planted."""\n{line if name == file else ""}\n', encoding="utf8")
    assert len(forbidden(tmp_path)) == 1


def test_an_arrow_that_goes_up_is_seen(tmp_path: Path) -> None:
    (tmp_path / "db").mkdir()
    (tmp_path / "db/journal.py").write_text('"""Planted."""\n', encoding="utf8")
    (tmp_path / "db/register.py").write_text('"""Planted."""\nfrom db import journal\n', encoding="utf8")
    assert upward(tmp_path) == ["db.register, line 2: db.journal"]


def test_every_file_says_first_what_it_is_for() -> None:
    everything = [*files(ROOT, "db", "desktop", "tests", "packaging")]
    texts = {file.relative_to(ROOT).as_posix(): file.read_text(encoding="utf8") for file in everything}
    assert [name for name, text in texts.items() if text and not text.startswith('"""')] == []


def test_no_file_is_longer_than_one_can_keep_in_mind() -> None:
    read = [
        file
        for file in files(ROOT, "db", "desktop")
        if file.parent.name != "versions"  # steps are written for us
        and file != ROOT / "db/registers/__init__.py"  # a catalogue, one name a line
    ]
    lengths = {file: file.read_text(encoding="utf8").count("\n") for file in read}
    assert [f"{file.relative_to(ROOT)}: {lines}" for file, lines in lengths.items() if lines > 250] == []


def test_our_packaging_folder_does_not_hide_the_library_of_that_name() -> None:
    assert not (ROOT / "packaging/__init__.py").exists()
