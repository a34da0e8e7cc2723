"""What can be done with chosen rows of a ledger besides changing them: one line each, beside the ledger's tools."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Literal

Rows = Literal["any", "some", "one"]


@dataclass(frozen=True)
class Action:
    """One thing to do, e.g. 出具通知书…… (three dots: it asks first).

    page    module.Class below desktop.ui.pages, opened over the ledger: Class(host, keys of the rows chosen)
    work    module.function of desktop.work, done at once: function(office, keys) -> Outcome
    rows    how many rows must be chosen: any (none is fine), some, one
    ask     a question to agree to before work is done; {n} is how many rows
    writes  not offered where the file can only be read
    adds    takes the place of 新增: this ledger's rows are made by a page of their own
    """

    label: str
    icon: str
    page: str = ""
    work: str = ""
    rows: Rows = "some"
    ask: str = ""
    writes: bool = True
    adds: bool = False

    @property
    def does(self) -> Callable[..., Any]:
        """The page's class or the work's function, read when it is wanted first."""
        folder, name = ("desktop.ui.pages", self.page) if self.page else ("desktop.work", self.work)
        module, _, found = name.rpartition(".")
        does: Callable[..., Any] = getattr(import_module(f"{folder}.{module}"), found)
        return does

    def missing(self, chosen: int) -> str:
        """Why it cannot be done with so many rows; empty if it can."""
        if self.rows == "one" and chosen != 1:
            return "请先选中一行。" if not chosen else "这件事一次只能办一行，请只选一行。"
        return "请先选中要办的行；按住 Shift 可以选多行。" if self.rows == "some" and not chosen else ""


COUNT_ANEW = "选中的 {n} 次考试，各班的人数全部重算，手工填的也会改？"
LETTERS = "给选中的 {n} 人出具劝学（复学）通知书？编号后不能改。"

ACTIONS: dict[str, tuple[Action, ...]] = {
    "exams": (
        Action("建立试卷", "clipboard-check", work="exams.lay_out_all"),
        Action("取考试基数", "users", work="exams.count_rolls"),
        Action("重取考试基数", "rotate-ccw", work="exams.count_rolls_anew", ask=COUNT_ANEW),
        Action("起草质量通报", "megaphone", work="quality_circular.draft", rows="one"),
    ),
    "documents": (
        Action("写公文……", "file-pen-line", page="document_desk.write", rows="any", adds=True),
        Action("打开公文", "eye", page="document_desk.open_chosen", writes=False),
    ),
    "document_recipients": (
        Action("今天签收", "circle-check", work="documents.signed_today", ask="选中的 {n} 份，今天受文人签收了？"),
    ),
    "students": (
        Action("办理异动……", "arrow-left-right", page="movement.for_students", rows="one"),
        Action("建关爱档案", "heart-handshake", work="care.open_files", ask="给选中的 {n} 人建关爱档案？"),
        Action("出具公文……", "stamp", page="document_desk.for_students"),
        Action("升学年决定……", "target", page="year_decide.DecidePage"),
    ),
    "staff": (Action("出具公文……", "stamp", page="document_desk.for_staff"),),
    "children": (Action("出具公文……", "stamp", page="document_desk.for_children"),),
    "movements": (
        Action("办理异动……", "arrow-left-right", page="movement.begin", rows="any", adds=True),
        Action("办结申请……", "check", page="movement.finish", rows="one"),
        Action("出具公文……", "stamp", page="document_desk.for_movements"),
    ),
    "hazards": (
        Action("下达整改通知书……", "stamp", page="notice.for_hazards"),
        Action("出具公文……", "file-pen-line", page="document_desk.for_hazards"),
    ),
    "findings": (
        Action("下达整改通知书……", "stamp", page="notice.for_findings"),
        Action("出具公文……", "file-pen-line", page="document_desk.for_findings"),
    ),
    "absences": (
        Action("登记疑似辍学", "footprints", work="dropouts.from_absences", ask="把选中的 {n} 条缺勤登记为疑似辍学？"),
    ),
    "staff_leaves": (Action("今天销假", "circle-check", work="leave.returned", ask="选中的 {n} 人今天销假？"),),
    "dropout_cases": (
        Action("出具劝学通知书", "stamp", work="dropout_letters.letters", ask=LETTERS),
        Action("认定为辍学", "flag", work="dropouts.confirm", ask="把选中的 {n} 人认定为辍学？"),
        Action("今天已返校", "circle-check", work="dropouts.back", ask="选中的 {n} 人今天返校了？"),
    ),
    "dropout_reports": (
        Action("重新计算", "rotate-ccw", work="dropouts.refresh_reports", rows="any"),
        Action("关账", "lock", work="dropouts.close_reports", ask="关账后数字不再变。选中的月份关账？"),
    ),
    "checklists": (
        Action("用它检查……", "clipboard-check", page="inspect_begin.BeginPage", rows="one"),
        Action("另存新版", "pencil", work="checklists.new_versions", rows="one"),
        Action(
            "启用", "check", work="checklists.put_all_in_use", rows="one", ask="启用后不能再改，旧版停用。启用这张表？"
        ),
    ),
    "inspections": (
        Action("填写", "clipboard-check", page="inspect.open_sheet", rows="one", writes=False),
        Action("开始检查、按编号录入……", "plus", page="inspect_begin.BeginPage", rows="any"),
    ),
    "rounds": (
        Action("打开轮次", "clipboard-check", page="round.RoundPage", rows="one", writes=False),
        Action("六有……", "list-checks", page="six_results.SixResultsPage", rows="one", writes=False),
        Action("新建轮次……", "plus", page="round_new.NewRoundPage", rows="any"),
    ),
    "appraisals": (
        Action("从台账取分", "rotate-ccw", work="appraising.refresh"),
        Action("定等次", "check", work="appraising.settle", ask="选中的 {n} 份考核，得分和等次定下来？"),
        Action("重新考核", "undo", work="appraising.reopen", ask="选中的 {n} 份考核重新打开？"),
        Action("起草公示", "megaphone", work="appraisal_honours.publish"),
        Action(
            "出具证书", "award", work="appraisal_honours.certify", ask="给选中的 {n} 份里得奖的出具证书？编号后不能改。"
        ),
        Action("记入年度考核", "clipboard-check", work="appraising.review", ask="选中的 {n} 份记入教师的年度考核？"),
    ),
    "targets": (
        Action(
            "出具责任书",
            "stamp",
            work="target_agreements.for_rows",
            ask="给选中的 {n} 个目标出具责任书？编号后不能改。",
        ),
        Action("取基数", "rotate-ccw", work="targets.take_baselines"),
        Action("取消兑现", "undo", work="targets.reopen", ask="取消选中的 {n} 个目标的兑现？"),
    ),
    "meal_months": (Action("推算本月…", "calendar", page="meal_month.MealMonthPage", rows="any"),),
}
"""By the name of the ledger."""


def actions_of(place: str) -> tuple[Action, ...]:
    return ACTIONS.get(place, ())
