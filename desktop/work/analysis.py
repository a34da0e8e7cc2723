"""The door to the analysis of examinations: figures of classes, grades and schools, each with its working.

    found = analysis.of(office, exam)            # an Analysis
    found.classes("03")                          # lines of all classes in mathematics
    line.figures["pass"].value                   # an exact share; .shown as it is printed; .working how it comes about
    found.working(line, "pass")                  # the same with who was counted and who was not
    analysis.progress(office, found)             # measured from the examination before
    analysis.composites(office, found)           # by the office's formula

Targets, agreements and appraisal stand on these and on nothing below them.
"""

from __future__ import annotations

from db.quality import analysis as engine
from db.quality.analysis import COMPOSITE, NOT_COMPARED, SMALL, Analysis, Line
from db.quality.composite import Composites, Weak
from db.quality.progress import EVERY_WAY, ClassProgress, Progress
from db.quality.sittings import Sitting
from desktop.work import exams
from desktop.work.office import Office


def of(office: Office, exam: bytes, school: bytes | None = None) -> Analysis:
    """The analysis of an examination; of one school's classes where it is named. Raises NotFound."""
    return Analysis(exams.books(office), exam, school)


def before(office: Office, one: Sitting) -> Sitting | None:
    """The examination progress is measured from, where there is one."""
    return engine.before(exams.books(office), one)


def progress(office: Office, found: Analysis, base: bytes | None = None) -> Progress | None:
    """Progress from that examination, else from the one before; None where there is none."""
    chosen = exams.sitting(office, base) if base else before(office, found.sitting)
    return Progress(found, chosen) if chosen else None


def composites(office: Office, found: Analysis, sign: str = "") -> Composites:
    """Composite results by the formula of that sign, else by the office's own. Raises NotFound."""
    return Composites(found, found.decided.formula(sign), progress(office, found))


__all__ = [
    "COMPOSITE", "EVERY_WAY", "NOT_COMPARED", "SMALL", "Analysis", "ClassProgress", "Composites", "Line", "Progress",
    "Weak", "before", "composites", "of", "progress",
]  # fmt: skip
