"""Papers of examinations: the internal analysis and its parts, the score register, what a pupil and the parents get."""

from __future__ import annotations

from desktop.reports.options import Report
from desktop.reports.quality import (
    analysis,
    borderline_list,
    class_page,
    level_slip,
    register,
    schools_page,
    subject_page,
    working_page,
)

REPORTS: tuple[Report, ...] = (
    analysis.REPORT,
    class_page.REPORT,
    subject_page.REPORT,
    schools_page.REPORT,
    level_slip.REPORT,
    register.REPORT,
    borderline_list.REPORT,
    working_page.REPORT,
)
