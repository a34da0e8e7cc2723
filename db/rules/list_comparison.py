"""Comparing lists of children (户籍 × 学籍 × 在校): who stands in which, so that nobody is overlooked.

源：facts 8.1 四查、三比对. Found by ID number, else by the sound of the name with the birth date. Every entry belongs
to exactly one person and every person to exactly one cell, whatever the order of lists and lines.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple


class Entry(NamedTuple):
    """One line of one list. row: where it stands; sound: how the name is spoken."""

    row: bytes
    id_number: str = ""
    sound: str = ""
    born_on: date | None = None


Identity = tuple[str, ...]
"""What makes entries one person: ("number", …), ("name", sound, day) or, for want of both, ("row", …)."""

Cell = frozenset[str]
"""The lists a person stands in."""


@dataclass(frozen=True)
class Person:
    """One person with the entries of each list; a list may name a person twice."""

    identity: Identity
    entries: Mapping[str, tuple[Entry, ...]]

    @property
    def cell(self) -> Cell:
        return frozenset(self.entries)


def compare(lists: Mapping[str, Iterable[Entry]]) -> dict[Cell, list[Person]]:
    """The persons of all lists by the cell they stand in; cells without persons are left out."""
    lines = [(name, entry) for name, entries in lists.items() for entry in entries]
    known = identities([entry for _, entry in lines])
    gathered: dict[Identity, dict[str, list[Entry]]] = defaultdict(lambda: defaultdict(list))
    for name, entry in lines:
        gathered[known[entry]][name].append(entry)
    found: dict[Cell, list[Person]] = defaultdict(list)
    for identity in sorted(gathered):
        entries = {name: tuple(sorted(of, key=lambda e: e.row)) for name, of in sorted(gathered[identity].items())}
        person = Person(identity, entries)
        found[person.cell].append(person)
    return dict(found)


def identities(entries: Sequence[Entry]) -> dict[Entry, Identity]:
    """Who each entry is. One without a number is the numbered person of its sound and day, if there is only one."""
    numbers: dict[tuple[str, str], set[str]] = defaultdict(set)
    for entry in entries:
        if entry.id_number and (spoken := _spoken(entry)):
            numbers[spoken].add(entry.id_number)
    return {entry: _identity(entry, numbers) for entry in entries}


def _identity(entry: Entry, numbers: Mapping[tuple[str, str], set[str]]) -> Identity:
    if entry.id_number:
        return ("number", entry.id_number)
    spoken = _spoken(entry)
    if spoken is None:
        return ("row", entry.row.hex())
    same = numbers.get(spoken, set())
    return ("number", *same) if len(same) == 1 else ("name", *spoken)


def _spoken(entry: Entry) -> tuple[str, str] | None:
    return (entry.sound, entry.born_on.isoformat()) if entry.sound and entry.born_on else None


def alike(persons: Iterable[Person]) -> list[tuple[Person, ...]]:
    """Persons of one sound and birth date that count as several: a number may be wrong in one of the lists."""
    groups: dict[tuple[str, str], dict[Identity, Person]] = defaultdict(dict)
    for person in persons:
        for entries in person.entries.values():
            for entry in entries:
                if spoken := _spoken(entry):
                    groups[spoken][person.identity] = person
    several = [tuple(sorted(group)) for _, group in sorted(groups.items()) if len(group) > 1]
    known = {identity: person for group in groups.values() for identity, person in group.items()}
    return [tuple(known[identity] for identity in together) for together in dict.fromkeys(several)]


__all__ = ["Cell", "Entry", "Identity", "Person", "alike", "compare", "identities"]
