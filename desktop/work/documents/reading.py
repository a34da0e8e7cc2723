"""Kinds of documents as the office has them: their texts, and what each asks for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from db.errors import NotFound
from db.registers import Document, DocumentAsk, DocumentField, DocumentKind
from db.rules import document_text
from desktop.work.office import Office
from desktop.work.outcome import Outcome

Read = Callable[[str, Sequence[Any]], Sequence[Any]]
"""A question to the file: of a unit of work as it stands inside, else of the file as it was saved."""
TEXTS = ("headline", "addressee", "body", "closing", "stub", "receipt", "copies")


@dataclass(frozen=True)
class Ask:
    """One thing to fill in: see DocumentAsk."""

    name: str
    input: str
    preset: str
    needed: bool
    private: bool
    options: tuple[str, ...]
    grid: str
    width: float
    align: str
    hint: str


@dataclass(frozen=True)
class Kind:
    """A kind with everything it asks for, in order."""

    id: bytes
    row: Mapping[str, Any]
    asks: tuple[Ask, ...]

    def text(self, name: str) -> str:
        return str(self.row[name] or "")

    @property
    def name(self) -> str:
        return self.text("name")

    @cached_property
    def grids(self) -> dict[str, tuple[Ask, ...]]:
        """The tables it has, each with its columns."""
        names = dict.fromkeys(ask.grid for ask in self.asks if ask.grid)
        return {name: tuple(ask for ask in self.asks if ask.grid == name) for name in names}

    @cached_property
    def singles(self) -> tuple[Ask, ...]:
        return tuple(ask for ask in self.asks if not ask.grid)

    def ask(self, name: str) -> Ask | None:
        return next((ask for ask in self.asks if ask.name == name), None)

    @cached_property
    def mentioned(self) -> frozenset[str]:
        """All fields that stand in its texts or in what is preset."""
        texts = [*(self.text(name) for name in TEXTS), *(ask.preset for ask in self.asks)]
        return frozenset(name for text in texts for name in document_text.names(text))


def reader(office: Office) -> Read:
    """Reads the file as it was saved."""

    def read(statement: str, values: Sequence[Any]) -> Sequence[Any]:
        with office.look() as connection:
            return list(connection.exec_driver_sql(statement, tuple(values)))

    return read


def rows(read: Read, register: Any, where: str, values: Sequence[Any]) -> list[dict[str, Any]]:
    """Rows that were not removed, as plain values by column name."""
    columns = register.columns()
    listed = ", ".join(f'"{column}"' for column in columns)
    statement = f'SELECT {listed} FROM "{register.register_name()}" WHERE deleted = 0 AND {where}'
    return [dict(zip(columns, line, strict=True)) for line in read(statement, values)]


def kind_of(read: Read, key: bytes) -> Kind:
    """The kind with its asks. Raises NotFound."""
    found = rows(read, DocumentKind, "id = ?", (key,))
    if not found:
        raise NotFound("这份公文的种类已经删除。", "请在“公文种类”里恢复它。")
    asks = sorted(rows(read, DocumentAsk, "kind_id = ?", (key,)), key=lambda row: (row["place"] or 999, row["name"]))
    return Kind(key, found[0], tuple(_ask(row) for row in asks))


def _ask(row: Mapping[str, Any]) -> Ask:
    return Ask(
        row["name"], row["input"] or "text", row["preset"] or "", bool(row["needed"]), bool(row["private"]),
        tuple(part for part in (row["options"] or "").replace("，", "、").split("、") if part), row["grid"] or "",
        float(row["width"] or 0), row["align"] or "l", row["hint"] or "",
    )  # fmt: skip


def called(read: Read, name: str) -> Kind:
    """The kind of that name in files and scripts ("circular"), or of that title (通报). Raises NotFound."""
    found = rows(read, DocumentKind, "(kind = ? OR name = ?)", (name, name))
    if not found:
        raise NotFound(
            f"没有名为“{name}”的公文种类。", "请用 documents kinds 看一看有哪些；刚加入的学校要先交接一次才有。"
        )
    return kind_of(read, found[0]["id"])


def listed(office: Office) -> Outcome:
    """All kinds with what they ask for, in their own order."""
    read = reader(office)
    found = sorted(rows(read, DocumentKind, "1", ()), key=lambda row: (row["place"] or 999, row["name"]))
    kinds = [kind_of(read, row["id"]) for row in found]
    told = [
        {
            "name": kind.text("kind"), "title": kind.name, "layout": kind.text("layout"),
            "asks": [
                {"name": a.name, "input": a.input, "needed": a.needed, "grid": a.grid, "preset": a.preset}
                | {"hint": a.hint, "options": list(a.options)}
                for a in kind.asks
            ],
        }
        for kind in kinds
    ]  # fmt: skip
    lines = [f"{kind.text('kind')}　{kind.name}：" + "、".join(ask.name for ask in kind.asks) for kind in kinds]
    return Outcome("\n".join(lines) or "还没有公文种类。", data={"kinds": told})


def document(read: Read, key: bytes) -> dict[str, Any]:
    """The document's row. Raises NotFound."""
    found = rows(read, Document, "id = ?", (key,))
    if not found:
        raise NotFound("没有这份公文，或者已经删除。", "请在“公文”里找一找。")
    return found[0]


def fields(read: Read, key: bytes) -> dict[tuple[str, int], str]:
    """What the document says, by field and line (0 where it is no table)."""
    found = rows(read, DocumentField, "document_id = ?", (key,))
    return {(row["name"], int(row["line"] or 0)): str(row["value"] or "") for row in found}


__all__ = ["Ask", "Kind", "Read", "called", "document", "fields", "kind_of", "listed", "reader", "rows"]
