"""Which editor a kind of field gets."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from db.fields import Field
from desktop.ui.editors.choices import ChoiceEditor, YesNoEditor
from desktop.ui.editors.days import DayEditor
from desktop.ui.editors.lines import LineEditor, NoteEditor
from desktop.ui.editors.photos import PhotoEditor

Editor = LineEditor | NoteEditor | DayEditor | ChoiceEditor | YesNoEditor | PhotoEditor
"""All tell `typed`, and know put(text), mark(role) and tell()."""


def editor_of(field: Field, choices: Callable[[Field], Sequence[tuple[Any, str]]], today: date, photos: Any) -> Editor:
    made: Editor
    if field.kind in ("code", "link"):
        made = ChoiceEditor(field, choices)
    elif field.kind == "yesno":
        made = YesNoEditor(field)
    elif field.kind == "day":
        made = DayEditor(field, today)
    elif field.kind == "note":
        made = NoteEditor(field)
    elif field.kind == "photo":
        made = PhotoEditor(field, photos)
    else:
        made = LineEditor(field)
        made.setReadOnly(field.kind == "file")  # kept by the program itself
    made.setAccessibleName(field.label)
    if field.hint:
        made.setToolTip(field.hint)
    return made
