"""Writes the next schema step from what the registers declare now: `python packaging/new_step.py "what changes"`.

What all earlier steps build is compared with the declarations; the difference becomes db/upgrades/versions/NNNN_*.py,
to be read and, where rows must be filled, completed by hand. `--again` writes the last step anew, as long as no
release has it.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

ROOT = Path(__file__).resolve().parent.parent
VERSIONS = ROOT / "db/upgrades/versions"
STEP = '''"""{subject}"""

import sqlalchemy as sa
from alembic import op

revision = "{revision}"
down_revision = {before!r}


def upgrade() -> None:
    {body}
'''


def main(words: list[str]) -> int:
    again = "--again" in words
    subject = " ".join(word for word in words if word != "--again").strip()
    known = sorted(VERSIONS.glob("[0-9]*.py"))
    if again and known:
        last = known.pop()
        subject = subject or last.read_text(encoding="utf8").split('"""')[1]
        last.unlink()
    if not subject:
        print(__doc__, file=sys.stderr)
        return 2
    number = f"{len(known) + 1:04}"
    before = f"{len(known):04}" if known else None
    body = difference(known)
    if body == "pass":
        print("nothing has changed since the last step")
        return 1
    words_of_name = re.sub(r"[^a-z0-9]+", "_", subject.lower()).strip("_")[:40].strip("_")
    file = VERSIONS / f"{number}_{words_of_name or 'step'}.py"
    file.write_text(STEP.format(subject=subject, revision=number, before=before, body=body), encoding="utf8")
    subprocess.run([sys.executable, "-m", "ruff", "format", "-q", str(file)], cwd=ROOT, check=True)
    print(f"written: {file.relative_to(ROOT)}; read it before committing")
    return 0


def difference(known: list[Path]) -> str:
    """What is missing in a file built by these steps, as the body of a step."""
    from alembic.autogenerate import api, produce_migrations
    from alembic.operations.ops import MigrationScript
    from alembic.runtime.migration import MigrationContext

    from db.registers import REGISTERS
    from db.tables import metadata

    assert REGISTERS
    with built(known) as connection:
        options = {"render_as_batch": True, "compare_type": False, "render_item": plainly}
        context = MigrationContext.configure(connection, opts=options)
        script: MigrationScript = produce_migrations(context, metadata)
        assert script.upgrade_ops is not None
        body = api.render_python_code(
            script.upgrade_ops, render_as_batch=True, render_item=plainly, migration_context=context
        )
    return "\n".join(line for line in body.splitlines() if "# ###" not in line).strip()


@contextmanager
def built(known: list[Path]) -> Iterator[Any]:
    """A connection to a throw-away file that all these steps have built."""
    from sqlalchemy import create_engine

    from db import driver, upgrades

    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "steps.xiangxiao"
        if known:
            upgrades.create_by_steps(file)
        engine = create_engine("sqlite://", creator=lambda: driver.sqlite.connect(str(file)), module=driver.sqlite)
        with engine.connect() as connection:
            yield connection
        engine.dispose()


def plainly(kind: str, item: Any, _context: Any) -> str | Literal[False]:
    """Our own types by what the file holds, so that a step stays true when they change."""
    from db.fields import ExactNumber, RowId

    if kind == "type" and isinstance(item, RowId):
        return "sa.BLOB()"
    return "sa.Text()" if kind == "type" and isinstance(item, ExactNumber) else False


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    raise SystemExit(main(sys.argv[1:]))
