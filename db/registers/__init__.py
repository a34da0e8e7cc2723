"""All registers of the program, named one by one: adding a ledger is one file and one line here."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from db.errors import NotFound
from db.fields import Field
from db.register import Register
from db.registers.aid import AidKind, AidStandard
from db.registers.aid_applications import AidApplication
from db.registers.aid_work import AidPosting, AidReview, AidReviewer, AidTerm
from db.registers.appraisals import Appraisal, AppraisalHead, AppraisalMark, AppraisalScheme
from db.registers.attendance import Absence, RollCall
from db.registers.boarding import Bus, BusRun, DormitoryCheck, FoodSample, HeadMeal, Water
from db.registers.borderline import Borderline
from db.registers.breaches import Breach
from db.registers.calendar import Holiday, SchoolYear, Term
from db.registers.care import CareFile
from db.registers.care_work import CareContact, HomeTeaching
from db.registers.checklists import Checklist, ChecklistItem
from db.registers.children import Child
from db.registers.class_splits import ClassSplit, SplitPlace, SplitTeam
from db.registers.classes import SchoolClass
from db.registers.document_kinds import DocumentAsk, DocumentKind
from db.registers.document_parts import DocumentField, DocumentPaper, DocumentRecipient, DocumentSubject
from db.registers.documents import Document
from db.registers.dropout_reports import DropoutReport
from db.registers.dropouts import DropoutCase
from db.registers.duties import Assignment, Duty, DutyMark
from db.registers.entry import Admission, Zone
from db.registers.exams import Exam, Paper
from db.registers.facilities import Facility
from db.registers.families import CommitteeMember, ParentMeeting
from db.registers.findings import Finding, FindingStep
from db.registers.formulas import Formula, FormulaTerm, FormulaWeight, ScoreLine
from db.registers.growth import GrowthLevel, GrowthNote, Honesty, Measure, Work
from db.registers.guarding import DutyShift, EarlyLeave, Route, RouteCount, Visitor
from db.registers.hazards import Hazard, HazardStep
from db.registers.inspections import Inspection, InspectionMark, Observation
from db.registers.insurance import Insurance
from db.registers.layered_plans import LayeredPlan
from db.registers.leave import StaffLeave, Substitution
from db.registers.meals import MealMonth
from db.registers.morning import Illness, MorningFinding
from db.registers.movements import Movement
from db.registers.office import HeadingChoice, NotSame, Setting, Shipped, User
from db.registers.outside import ComparedChild, OutsideLine
from db.registers.paper_items import ItemResult, PaperItem
from db.registers.patrols import Patrol, SafetyMonth
from db.registers.plans import Plan, PlanTask, WeekItem, WorkLog
from db.registers.projects import Project
from db.registers.promotions import Promotion
from db.registers.quota import QuotaCandidate, QuotaRound, QuotaShare
from db.registers.resources import CountyFigure, SchoolResource
from db.registers.roll_checks import RollCheck, RollCheckRow
from db.registers.round_outcomes import RoundOutcome
from db.registers.rounds import Round, RoundList, RoundTarget
from db.registers.safety_work import Dispute, Drill, EmergencyPlan, Meeting, SafetyAgreement, SafetyLesson
from db.registers.schools import School, Village
from db.registers.scores import ExamBase, Score
from db.registers.staff import Staff
from db.registers.staff_files import AnnualReview, Rotation, StaffVisit, Training
from db.registers.students import Student
from db.registers.targets import Target, TargetState
from db.registers.teachings import Teaching
from db.registers.vision import VisionCheck
from db.registers.visits import HomeVisit
from db.registers.year_turns import Handover, YearTurn

REGISTERS: tuple[type[Register], ...] = (
    Student,
    SchoolClass,
    Child,
    Staff,
    StaffLeave,
    Substitution,
    Training,
    Rotation,
    AnnualReview,
    Breach,
    StaffVisit,
    Movement,
    RollCheck,
    RollCheckRow,
    Promotion,
    Handover,
    YearTurn,
    Zone,
    Admission,
    ClassSplit,
    SplitPlace,
    SplitTeam,
    RollCall,
    Absence,
    MorningFinding,
    Illness,
    VisionCheck,
    Teaching,
    GrowthNote,
    GrowthLevel,
    Work,
    Measure,
    Honesty,
    AidApplication,
    AidReview,
    AidReviewer,
    AidPosting,
    AidTerm,
    MealMonth,
    Insurance,
    AidKind,
    AidStandard,
    School,
    Village,
    SchoolYear,
    Term,
    Holiday,
    DropoutCase,
    DropoutReport,
    OutsideLine,
    ComparedChild,
    CareFile,
    CareContact,
    HomeVisit,
    HomeTeaching,
    ParentMeeting,
    CommitteeMember,
    Document,
    DocumentRecipient,
    DocumentKind,
    DocumentAsk,
    WeekItem,
    Plan,
    PlanTask,
    WorkLog,
    Duty,
    DutyMark,
    Assignment,
    Round,
    Inspection,
    Observation,
    Checklist,
    Facility,
    ChecklistItem,
    RoundList,
    RoundTarget,
    InspectionMark,
    RoundOutcome,
    Finding,
    FindingStep,
    Hazard,
    HazardStep,
    Patrol,
    SafetyMonth,
    DutyShift,
    Route,
    RouteCount,
    Visitor,
    EarlyLeave,
    Drill,
    SafetyLesson,
    Meeting,
    SafetyAgreement,
    Dispute,
    EmergencyPlan,
    FoodSample,
    HeadMeal,
    DormitoryCheck,
    Bus,
    BusRun,
    Water,
    DocumentField,
    DocumentSubject,
    DocumentPaper,
    Exam,
    Paper,
    ExamBase,
    Score,
    PaperItem,
    ItemResult,
    Borderline,
    LayeredPlan,
    ScoreLine,
    Formula,
    FormulaTerm,
    FormulaWeight,
    SchoolResource,
    Project,
    CountyFigure,
    Target,
    TargetState,
    Appraisal,
    AppraisalMark,
    AppraisalScheme,
    AppraisalHead,
    QuotaRound,
    QuotaShare,
    QuotaCandidate,
    User,
    Setting,
    Shipped,
    HeadingChoice,
    NotSame,
)

BY_NAME: dict[str, type[Register]] = {register.__tablename__: register for register in REGISTERS}


def register(name: str) -> type[Register]:
    """The register of that name ("students") or title ("学生花名册"). Raises NotFound."""
    found = BY_NAME.get(name) or next((r for r in REGISTERS if name in (r.title, r.one)), None)
    if found is None:
        raise NotFound(f"没有名为“{name}”的台账。", "请用 registers 命令看一看有哪些台账。")
    return found


@dataclass(frozen=True)
class Part:
    """A register whose rows are details of another's: each points to its whole through this link."""

    register: type[Register]
    link: Field


@cache
def parts_of(whole: type[Register]) -> tuple[Part, ...]:
    """What a row of this register consists of besides its own fields. Raises LookupError for a wrong declaration."""
    return tuple(_part(whole, named) for named in whole.parts)


@cache
def wholes_of(part: type[Register]) -> tuple[tuple[type[Register], Field], ...]:
    """The registers that have this one among their parts, each with the link to it."""
    return tuple((whole, p.link) for whole in REGISTERS for p in parts_of(whole) if p.register is part)


def _part(whole: type[Register], named: str) -> Part:
    name, _, link = named.partition(".")
    fits = [f for f in BY_NAME[name].links() if f.target == whole.register_name() and link in ("", f.name)]
    if len(fits) != 1:
        raise LookupError(f"{whole.__name__}.parts: {named} has {len(fits)} links to it")
    return Part(BY_NAME[name], fits[0])


__all__ = [
    "BY_NAME",
    "REGISTERS",
    "Absence",
    "Admission",
    "AidApplication",
    "AidKind",
    "AidPosting",
    "AidReview",
    "AidReviewer",
    "AidStandard",
    "AidTerm",
    "AnnualReview",
    "Appraisal",
    "AppraisalHead",
    "AppraisalMark",
    "AppraisalScheme",
    "Assignment",
    "Borderline",
    "Breach",
    "Bus",
    "BusRun",
    "CareContact",
    "CareFile",
    "Checklist",
    "ChecklistItem",
    "Child",
    "ClassSplit",
    "CommitteeMember",
    "ComparedChild",
    "CountyFigure",
    "Dispute",
    "Document",
    "DocumentAsk",
    "DocumentField",
    "DocumentKind",
    "DocumentPaper",
    "DocumentRecipient",
    "DocumentSubject",
    "DormitoryCheck",
    "Drill",
    "DropoutCase",
    "DropoutReport",
    "Duty",
    "DutyMark",
    "DutyShift",
    "EarlyLeave",
    "EmergencyPlan",
    "Exam",
    "ExamBase",
    "Facility",
    "Finding",
    "FindingStep",
    "FoodSample",
    "Formula",
    "FormulaTerm",
    "FormulaWeight",
    "GrowthLevel",
    "GrowthNote",
    "Handover",
    "Hazard",
    "HazardStep",
    "HeadMeal",
    "HeadingChoice",
    "Holiday",
    "HomeTeaching",
    "HomeVisit",
    "Honesty",
    "Illness",
    "Inspection",
    "InspectionMark",
    "Insurance",
    "ItemResult",
    "LayeredPlan",
    "MealMonth",
    "Measure",
    "Meeting",
    "MorningFinding",
    "Movement",
    "NotSame",
    "Observation",
    "OutsideLine",
    "Paper",
    "PaperItem",
    "ParentMeeting",
    "Patrol",
    "Plan",
    "PlanTask",
    "Project",
    "Promotion",
    "QuotaCandidate",
    "QuotaRound",
    "QuotaShare",
    "RollCall",
    "RollCheck",
    "RollCheckRow",
    "Rotation",
    "Round",
    "RoundList",
    "RoundOutcome",
    "RoundTarget",
    "Route",
    "RouteCount",
    "SafetyAgreement",
    "SafetyLesson",
    "SafetyMonth",
    "School",
    "SchoolClass",
    "SchoolResource",
    "SchoolYear",
    "Score",
    "ScoreLine",
    "Setting",
    "Shipped",
    "SplitPlace",
    "SplitTeam",
    "Staff",
    "StaffLeave",
    "StaffVisit",
    "Student",
    "Substitution",
    "Target",
    "TargetState",
    "Teaching",
    "Term",
    "Training",
    "User",
    "Village",
    "VisionCheck",
    "Visitor",
    "Water",
    "WeekItem",
    "Work",
    "WorkLog",
    "YearTurn",
    "Zone",
    "parts_of",
    "register",
    "wholes_of",
]
