"""Paper: the catalogue of what can be printed, and the press that prints it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from db.errors import NotFound
from desktop.reports import (
    absence_follow_up,
    aid_form,
    aid_index,
    aid_missing,
    aid_posting,
    aid_review,
    aid_signatures,
    aid_summary,
    appraisal_results,
    appraisal_sheet,
    attendance_grid,
    attendance_month,
    balance_shortage,
    balance_table,
    balance_years,
    booklet,
    care_ledger,
    care_sums,
    children_by_village,
    class_list,
    class_sizes,
    conflict_sheet,
    delivery_register,
    destinations,
    document_ledger,
    dropout_ledgers,
    dropout_month,
    entry_summary,
    filed,
    handover_list,
    hazard_ledger,
    home_teaching,
    illness_register,
    inspection_sheet,
    insurance_cover,
    kindergarten_entry,
    lessons_heard,
    list_comparison,
    listing,
    manual,
    meal_month,
    movement_list,
    movement_month,
    movement_term,
    parcel_ledger,
    patrol_month,
    patrol_sheet,
    quality,
    quota_result,
    receipt,
    reminder,
    retention,
    roll_check,
    round_items,
    round_plan,
    round_results,
    safety_operations,
    school_closing,
    split_result,
    staff_attendance,
    staff_leave,
    staff_roster,
    staff_structure,
    student_roster,
    target_table,
    teacher_files,
    teacher_routine,
    teacher_training,
    vision,
    week_plan,
    work_handbook,
    year_account,
)
from desktop.reports.furniture import Missing
from desktop.reports.options import REASON, Option, Report
from desktop.reports.press import Press
from desktop.reports.source import Source

REPORTS: tuple[Report, ...] = (
    student_roster.REPORT,
    class_sizes.REPORT,
    attendance_grid.REPORT,
    attendance_month.WEEK,
    attendance_month.MONTH,
    absence_follow_up.REPORT,
    illness_register.ILLNESS,
    illness_register.CHECKED,
    vision.REPORT,
    class_list.REPORT,
    staff_roster.REPORT,
    staff_structure.REPORT,
    staff_leave.LEAVE,
    staff_leave.SUBSTITUTES,
    staff_attendance.MONTH,
    staff_attendance.LIST,
    teacher_training.HOURS,
    teacher_training.REGISTRATIONS,
    teacher_files.EXCHANGE,
    teacher_files.REVIEWS,
    teacher_files.VISITED,
    children_by_village.REPORT,
    movement_list.REPORT,
    movement_month.REPORT,
    movement_term.REPORT,
    year_account.REPORT,
    handover_list.REPORT,
    destinations.REPORT,
    delivery_register.REPORT,
    entry_summary.REPORT,
    split_result.REPORT,
    booklet.REPORT,
    aid_form.REPORT,
    aid_review.REPORT,
    aid_posting.REPORT,
    aid_signatures.REPORT,
    aid_summary.REPORT,
    aid_missing.REPORT,
    aid_index.REPORT,
    meal_month.REPORT,
    insurance_cover.REPORT,
    inspection_sheet.REPORT,
    round_plan.REPORT,
    round_results.REPORT,
    round_items.REPORT,
    lessons_heard.REPORT,
    teacher_routine.REPORT,
    roll_check.REPORT,
    roll_check.SUMMARY,
    school_closing.REPORT,
    care_ledger.REPORT,
    care_sums.REPORT,
    home_teaching.REPORT,
    dropout_ledgers.REPORT,
    dropout_month.REPORT,
    retention.REPORT,
    list_comparison.REPORT,
    document_ledger.LEDGER_REPORT,
    document_ledger.DELIVERY_REPORT,
    balance_table.REPORT,
    balance_shortage.REPORT,
    balance_years.REPORT,
    target_table.REPORT,
    appraisal_sheet.SHEETS,
    appraisal_results.RESULT,
    appraisal_results.SUMMARY,
    kindergarten_entry.REPORT,
    quota_result.REPORT,
    *quality.REPORTS,
    listing.REPORT,
    filed.REPORT,
    receipt.REPORT,
    conflict_sheet.REPORT,
    reminder.REPORT,
    parcel_ledger.REPORT,
    hazard_ledger.REPORT,
    patrol_sheet.REPORT,
    patrol_month.REPORT,
    safety_operations.REPORT,
    week_plan.REPORT,
    work_handbook.REPORT,
    manual.REPORT,
)
BY_NAME: dict[str, Report] = {report.name: report for report in REPORTS}


@dataclass(frozen=True)
class Printed:
    """What came of a printing. `missing` names each character that no face has, whose it is and in which column;
    `private` and `reason` are for the log of who had private fields printed in full."""

    pages: int
    missing: tuple[Missing, ...]
    private: bool
    reason: str


def report(name: str) -> Report:
    """The report of that name or title. Raises NotFound."""
    found = BY_NAME.get(name) or next((r for r in REPORTS if r.title == name), None)
    if found is None:
        raise NotFound(f"没有名为“{name}”的报表。", "请用 reports 命令看一看有哪些报表。")
    return found


def make(
    name: str,
    source: Source,
    target: Path,
    given: Mapping[str, str],
    on_page: Callable[[int], None] | None = None,
) -> Printed:
    """Print a report into a PDF file. Raises NotFound, PaperTrouble, and whatever `on_page` raises to stop."""
    asked = report(name)
    chosen = asked.choose(given)
    with Press(target, asked.title, source.school, on_page) as press:
        asked.write(press, source, chosen)
        pages = press.finish()
    return Printed(pages, tuple(dict.fromkeys(press.missing)), chosen.private, chosen.text(REASON.name))


__all__ = ["REPORTS", "Missing", "Option", "Printed", "Report", "Source", "make", "report"]
