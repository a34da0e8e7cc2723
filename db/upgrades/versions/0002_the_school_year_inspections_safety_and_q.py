"""the school year, inspections, safety and quality"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "absences",
        sa.Column("student_id", sa.BLOB(), nullable=True),
        sa.Column("on", sa.Date(), nullable=True),
        sa.Column("session", sa.Text(), nullable=True),
        sa.Column("class_id", sa.BLOB(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("symptom", sa.Text(), nullable=True),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.Column("explained_by", sa.Text(), nullable=True),
        sa.Column("called_by", sa.Text(), nullable=True),
        sa.Column("called_on", sa.Date(), nullable=True),
        sa.Column("called_at", sa.Text(), nullable=True),
        sa.Column("reached", sa.Boolean(), nullable=True),
        sa.Column("call_result", sa.Text(), nullable=True),
        sa.Column("visited_on", sa.Date(), nullable=True),
        sa.Column("visited_by", sa.Text(), nullable=True),
        sa.Column("visit_result", sa.Text(), nullable=True),
        sa.Column("dean_on", sa.Date(), nullable=True),
        sa.Column("head_on", sa.Date(), nullable=True),
        sa.Column("head_with", sa.Text(), nullable=True),
        sa.Column("report_on", sa.Date(), nullable=True),
        sa.Column("report_to", sa.Text(), nullable=True),
        sa.Column("back_on", sa.Date(), nullable=True),
        sa.Column("id", sa.BLOB(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("school_id", sa.BLOB(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("absences", schema=None) as batch_op:
        batch_op.create_index("absences_by_day", ["on", "class_id", "session", "reason", "deleted"], unique=False)
        batch_op.create_index(batch_op.f("ix_absences_class_id"), ["class_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_absences_student_id"), ["student_id"], unique=False)

    op.create_table(
        "admissions",
        sa.Column("child_id", sa.BLOB(), nullable=True),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("notice_number", sa.Text(), nullable=True),
        sa.Column("notice_id", sa.BLOB(), nullable=True),
        sa.Column("printed_on", sa.Date(), nullable=True),
        sa.Column("delivered_on", sa.Date(), nullable=True),
        sa.Column("delivered_to", sa.Text(), nullable=True),
        sa.Column("recipient_relation", sa.Text(), nullable=True),
        sa.Column("way", sa.Text(), nullable=True),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("delivered_by", sa.Text(), nullable=True),
        sa.Column("receipt_on", sa.Date(), nullable=True),
        sa.Column("refused", sa.Boolean(), nullable=True),
        sa.Column("refused_because", sa.Text(), nullable=True),
        sa.Column("deferral_reason", sa.Text(), nullable=True),
        sa.Column("deferral_office", sa.Text(), nullable=True),
        sa.Column("deferral_number", sa.Text(), nullable=True),
        sa.Column("deferred_on", sa.Date(), nullable=True),
        sa.Column("deferred_until", sa.Integer(), nullable=True),
        sa.Column("elsewhere", sa.Text(), nullable=True),
        sa.Column("elsewhere_proof", sa.Text(), nullable=True),
        sa.Column("kindergarten", sa.Text(), nullable=True),
        sa.Column("registered_on", sa.Date(), nullable=True),
        sa.Column("class_id", sa.BLOB(), nullable=True),
        sa.Column("student_id", sa.BLOB(), nullable=True),
        sa.Column("phone", sa.Text(), nullable=True),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.Column("id", sa.BLOB(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("school_id", sa.BLOB(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("admissions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_admissions_child_id"), ["child_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_admissions_class_id"), ["class_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_admissions_notice_id"), ["notice_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_admissions_student_id"), ["student_id"], unique=False)

    op.create_table(
        "aid_applications",
        sa.Column("student_id", sa.BLOB(), nullable=True),
        sa.Column("class_name", sa.Text(), nullable=True),
        sa.Column("kind_id", sa.BLOB(), nullable=True),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("term", sa.Text(), nullable=True),
        sa.Column("boarding", sa.Text(), nullable=True),
        sa.Column("category", sa.Text(), nullable=True),
        sa.Column("level", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("proof", sa.Text(), nullable=True),
        sa.Column("proof_photo", sa.Text(), nullable=True),
        sa.Column("applicant", sa.Text(), nullable=True),
        sa.Column("applied_on", sa.Date(), nullable=True),
        sa.Column("reviewed_on", sa.Date(), nullable=True),
        sa.Column("votes_for", sa.Integer(), nullable=True),
        sa.Column("votes_against", sa.Integer(), nullable=True),
        sa.Column("result", sa.Text(), nullable=True),
        sa.Column("opinion", sa.Text(), nullable=True),
        sa.Column("posted_from", sa.Date(), nullable=True),
        sa.Column("posted_to", sa.Date(), nullable=True),
        sa.Column("objections", sa.Text(), nullable=True),
        sa.Column("amount", sa.Text(), nullable=True),
        sa.Column("way", sa.Text(), nullable=True),
        sa.Column("paid_by_id", sa.BLOB(), nullable=True),
        sa.Column("paid_on", sa.Date(), nullable=True),
        sa.Column("account", sa.Text(), nullable=True),
        sa.Column("account_name", sa.Text(), nullable=True),
        sa.Column("signed_by", sa.Text(), nullable=True),
        sa.Column("signed_relation", sa.Text(), nullable=True),
        sa.Column("signed_on", sa.Date(), nullable=True),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.Column("id", sa.BLOB(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("school_id", sa.BLOB(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("aid_applications", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_aid_applications_kind_id"), ["kind_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_aid_applications_paid_by_id"), ["paid_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_aid_applications_student_id"), ["student_id"], unique=False)

    op.create_table(
        "aid_kinds",
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("form", sa.Text(), nullable=True),
        sa.Column("period", sa.Text(), nullable=True),
        sa.Column("boarding", sa.Text(), nullable=True),
        sa.Column("review", sa.Boolean(), nullable=True),
        sa.Column("posting", sa.Boolean(), nullable=True),
        sa.Column("basis", sa.Text(), nullable=True),
        sa.Column("stopped", sa.Boolean(), nullable=True),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.Column("code", sa.Text(), nullable=True),
        sa.Column("shipped_as", sa.Text(), nullable=True),
        sa.Column("id", sa.BLOB(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("school_id", sa.BLOB(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "aid_postings",
        sa.Column("matter", sa.Text(), nullable=True),
        sa.Column("posted_from", sa.Date(), nullable=True),
        sa.Column("posted_to", sa.Date(), nullable=True),
        sa.Column("pupils", sa.Integer(), nullable=True),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("contact", sa.Text(), nullable=True),
        sa.Column("photo", sa.Text(), nullable=True),
        sa.Column("objections", sa.Text(), nullable=True),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.Column("id", sa.BLOB(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("school_id", sa.BLOB(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "aid_reviewers",
        sa.Column("review_id", sa.BLOB(), nullable=True),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("role", sa.Text(), nullable=True),
        sa.Column("present", sa.Boolean(), nullable=True),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.Column("id", sa.BLOB(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("school_id", sa.BLOB(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("aid_reviewers", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_aid_reviewers_review_id"), ["review_id"], unique=False)

    op.create_table(
        "aid_reviews",
        sa.Column("held_on", sa.Date(), nullable=True),
        sa.Column("matter", sa.Text(), nullable=True),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("host", sa.Text(), nullable=True),
        sa.Column("recorder", sa.Text(), nullable=True),
        sa.Column("minutes", sa.Text(), nullable=True),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.Column("id", sa.BLOB(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("school_id", sa.BLOB(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "aid_standards",
        sa.Column("kind_id", sa.BLOB(), nullable=True),
        sa.Column("stage", sa.Text(), nullable=True),
        sa.Column("boarding", sa.Text(), nullable=True),
        sa.Column("area", sa.Text(), nullable=True),
        sa.Column("yuan_year", sa.Text(), nullable=True),
        sa.Column("yuan_term", sa.Text(), nullable=True),
        sa.Column("yuan_day", sa.Text(), nullable=True),
        sa.Column("since_year", sa.Integer(), nullable=True),
        sa.Column("since_term", sa.Text(), nullable=True),
        sa.Column("until_year", sa.Integer(), nullable=True),
        sa.Column("until_term", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.Column("shipped_as", sa.Text(), nullable=True),
        sa.Column("id", sa.BLOB(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("school_id", sa.BLOB(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("aid_standards", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_aid_standards_kind_id"), ["kind_id"], unique=False)

    op.create_table(
        "aid_terms",
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("term", sa.Text(), nullable=True),
        sa.Column("announced_on", sa.Date(), nullable=True),
        sa.Column("announced_how", sa.Text(), nullable=True),
        sa.Column("letters", sa.Integer(), nullable=True),
        sa.Column("filed_on", sa.Date(), nullable=True),
        sa.Column("filed_by", sa.Text(), nullable=True),
        sa.Column("filed_at", sa.Text(), nullable=True),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.Column("id", sa.BLOB(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("school_id", sa.BLOB(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "annual_reviews",
        sa.Column("staff_id", sa.BLOB(), nullable=True),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("grade", sa.Text(), nullable=True),
        sa.Column("ethics", sa.Text(), nullable=True),
        sa.Column("score", sa.Text(), nullable=True),
        sa.Column("comment", sa.Text(), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("shown_from", sa.Date(), nullable=True),
        sa.Column("shown_until", sa.Date(), nullable=True),
        sa.Column("objection", sa.Text(), nullable=True),
        sa.Column("id", sa.BLOB(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("school_id", sa.BLOB(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("annual_reviews", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_annual_reviews_staff_id"), ["staff_id"], unique=False)

    op.create_table(
        "appraisal_heads",
        sa.Column("scheme_id", sa.BLOB(), nullable=True),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("section", sa.Text(), nullable=True),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("full", sa.Text(), nullable=True),
        sa.Column("measure", sa.Text(), nullable=True),
        sa.Column("which", sa.Text(), nullable=True),
        sa.Column("wanted", sa.Text(), nullable=True),
        sa.Column("veto", sa.Boolean(), nullable=True),
        sa.Column("award", sa.Text(), nullable=True),
        sa.Column("shipped_as", sa.Text(), nullable=True),
        sa.Column("id", sa.BLOB(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("school_id", sa.BLOB(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("appraisal_heads", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_appraisal_heads_scheme_id"), ["scheme_id"], unique=False)

    op.create_table(
        "appraisal_marks",
        sa.Column("appraisal_id", sa.BLOB(), nullable=True),
        sa.Column("head_id", sa.BLOB(), nullable=True),
        sa.Column("points", sa.Text(), nullable=True),
        sa.Column("by", sa.Text(), nullable=True),
        sa.Column("working", sa.Text(), nullable=True),
        sa.Column("judged_by", sa.Text(), nullable=True),
        sa.Column("appeal", sa.Text(), nullable=True),
        sa.Column("appealed_on", sa.Date(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("id", sa.BLOB(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("school_id", sa.BLOB(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("appraisal_marks", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_appraisal_marks_appraisal_id"), ["appraisal_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_appraisal_marks_head_id"), ["head_id"], unique=False)

    op.create_table(
        "appraisal_schemes",
        sa.Column("sign", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("about", sa.Text(), nullable=True),
        sa.Column("rhythm", sa.Text(), nullable=True),
        sa.Column("excellent", sa.Text(), nullable=True),
        sa.Column("good", sa.Text(), nullable=True),
        sa.Column("passing", sa.Text(), nullable=True),
        sa.Column("award", sa.Text(), nullable=True),
        sa.Column("single", sa.Boolean(), nullable=True),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("stopped", sa.Boolean(), nullable=True),
        sa.Column("shipped_as", sa.Text(), nullable=True),
        sa.Column("id", sa.BLOB(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("school_id", sa.BLOB(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "appraisals",
        sa.Column("scheme_id", sa.BLOB(), nullable=True),
        sa.Column("staff_id", sa.BLOB(), nullable=True),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("term", sa.Text(), nullable=True),
        sa.Column("month", sa.Text(), nullable=True),
        sa.Column("state", sa.Text(), nullable=True),
        sa.Column("settled_on", sa.Date(), nullable=True),
        sa.Column("score", sa.Text(), nullable=True),
        sa.Column("share", sa.Text(), nullable=True),
        sa.Column("grade", sa.Text(), nullable=True),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.Column("id", sa.BLOB(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("school_id", sa.BLOB(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("appraisals", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_appraisals_scheme_id"), ["scheme_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_appraisals_staff_id"), ["staff_id"], unique=False)

    op.create_table(
        "assignments",
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("post", sa.Text(), nullable=True),
        sa.Column("what", sa.Text(), nullable=True),
        sa.Column("from_on", sa.Date(), nullable=True),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("bound", sa.Boolean(), nullable=True),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.Column("id", sa.BLOB(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("school_id", sa.BLOB(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "borderline",
        sa.Column("paper_id", sa.BLOB(), nullable=True),
        sa.Column("exam_id", sa.BLOB(), nullable=True),
        sa.Column("student_id", sa.BLOB(), nullable=True),
        sa.Column("class_id", sa.BLOB(), nullable=True),
        sa.Column("line", sa.Text(), nullable=True),
        sa.Column("at", sa.Text(), nullable=True),
        sa.Column("gap", sa.Text(), nullable=True),
        sa.Column("weak_points", sa.Text(), nullable=True),
        sa.Column("helper_id", sa.BLOB(), nullable=True),
        sa.Column("measures", sa.Text(), nullable=True),
        sa.Column("helped_until", sa.Date(), nullable=True),
        sa.Column("retest", sa.Text(), nullable=True),
        sa.Column("converted", sa.Boolean(), nullable=True),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.Column("id", sa.BLOB(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("school_id", sa.BLOB(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("borderline", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_borderline_class_id"), ["class_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_borderline_exam_id"), ["exam_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_borderline_helper_id"), ["helper_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_borderline_paper_id"), ["paper_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_borderline_student_id"), ["student_id"], unique=False)

    op.create_table(
        "breaches",
        sa.Column("staff_id", sa.BLOB(), nullable=True),
        sa.Column("on", sa.Date(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("came_from", sa.Text(), nullable=True),
        sa.Column("what", sa.Text(), nullable=True),
        sa.Column("looked_into_by", sa.Text(), nullable=True),
        sa.Column("proved", sa.Boolean(), nullable=True),
        sa.Column("facts", sa.Text(), nullable=True),
        sa.Column("handled", sa.Text(), nullable=True),
        sa.Column("handled_on", sa.Date(), nullable=True),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("id", sa.BLOB(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("school_id", sa.BLOB(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("breaches", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_breaches_staff_id"), ["staff_id"], unique=False)

    op.create_table(
        "bus_runs",
        sa.Column("bus_id", sa.BLOB(), nullable=True),
        sa.Column("on", sa.Date(), nullable=True),
        sa.Column("run", sa.Text(), nullable=True),
        sa.Column("up", sa.Integer(), nullable=True),
        sa.Column("down", sa.Integer(), nullable=True),
        sa.Column("attendant", sa.Text(), nullable=True),
        sa.Column("walked", sa.Boolean(), nullable=True),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.Column("id", sa.BLOB(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("school_id", sa.BLOB(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("bus_runs", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_bus_runs_bus_id"), ["bus_id"], unique=False)

    op.create_table(
        "buses",
        sa.Column("plate", sa.Text(), nullable=True),
        sa.Column("seats", sa.Integer(), nullable=True),
        sa.Column("permit_until", sa.Date(), nullable=True),
        sa.Column("inspected_until", sa.Date(), nullable=True),
        sa.Column("insured_until", sa.Date(), nullable=True),
        sa.Column("driver", sa.Text(), nullable=True),
        sa.Column("qualified", sa.Boolean(), nullable=True),
        sa.Column("driver_phone", sa.Text(), nullable=True),
        sa.Column("attendant", sa.Text(), nullable=True),
        sa.Column("route", sa.Text(), nullable=True),
        sa.Column("owner", sa.Text(), nullable=True),
        sa.Column("id", sa.BLOB(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("school_id", sa.BLOB(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "care_contacts",
        sa.Column("care_id", sa.BLOB(), nullable=True),
        sa.Column("on", sa.Date(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("by", sa.Text(), nullable=True),
        sa.Column("with_whom", sa.Text(), nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("content", sa.Text(), nullable=True),
        sa.Column("result", sa.Text(), nullable=True),
        sa.Column("picture", sa.Text(), nullable=True),
        sa.Column("id", sa.BLOB(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("school_id", sa.BLOB(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("care_contacts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_care_contacts_care_id"), ["care_id"], unique=False)

    op.create_table(
        "care_files",
        sa.Column("student_id", sa.BLOB(), nullable=True),
        sa.Column("opened_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("closed_why", sa.Text(), nullable=True),
        sa.Column("left_behind", sa.Text(), nullable=True),
        sa.Column("alone", sa.Boolean(), nullable=True),
        sa.Column("orphan", sa.Boolean(), nullable=True),
        sa.Column("unsupported", sa.Boolean(), nullable=True),
        sa.Column("single_parent", sa.Boolean(), nullable=True),
        sa.Column("seriously_ill", sa.Boolean(), nullable=True),
        sa.Column("poor", sa.Boolean(), nullable=True),
        sa.Column("parent_jailed", sa.Boolean(), nullable=True),
        sa.Column("drifting", sa.Boolean(), nullable=True),
        sa.Column("harmed", sa.Boolean(), nullable=True),
        sa.Column("slow_learner", sa.Boolean(), nullable=True),
        sa.Column("behaviour", sa.Boolean(), nullable=True),
        sa.Column("mind", sa.Boolean(), nullable=True),
        sa.Column("ahead", sa.Boolean(), nullable=True),
        sa.Column("gifted", sa.Text(), nullable=True),
        sa.Column("guardian", sa.Text(), nullable=True),
        sa.Column("guardian_relation", sa.Text(), nullable=True),
        sa.Column("guardian_age", sa.Integer(), nullable=True),
        sa.Column("guardian_health", sa.Text(), nullable=True),
        sa.Column("guardian_able", sa.Text(), nullable=True),
        sa.Column("guardian_phone", sa.Text(), nullable=True),
        sa.Column("entrusted", sa.Boolean(), nullable=True),
        sa.Column("entrusted_on", sa.Date(), nullable=True),
        sa.Column("entrusted_photo", sa.Text(), nullable=True),
        sa.Column("father_work", sa.Text(), nullable=True),
        sa.Column("father_phone", sa.Text(), nullable=True),
        sa.Column("mother_work", sa.Text(), nullable=True),
        sa.Column("mother_phone", sa.Text(), nullable=True),
        sa.Column("parent_contact", sa.Text(), nullable=True),
        sa.Column("home_since", sa.Date(), nullable=True),
        sa.Column("level", sa.Text(), nullable=True),
        sa.Column("warning", sa.Text(), nullable=True),
        sa.Column("warned_on", sa.Date(), nullable=True),
        sa.Column("warning_note", sa.Text(), nullable=True),
        sa.Column("teacher_id", sa.BLOB(), nullable=True),
        sa.Column("rhythm", sa.Text(), nullable=True),
        sa.Column("plan", sa.Text(), nullable=True),
        sa.Column("physical", sa.Text(), nullable=True),
        sa.Column("academic", sa.Text(), nullable=True),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.Column("special_body", sa.Boolean(), nullable=True),
        sa.Column("condition", sa.Text(), nullable=True),
        sa.Column("must_not", sa.Text(), nullable=True),
        sa.Column("medicine", sa.Text(), nullable=True),
        sa.Column("emergency", sa.Text(), nullable=True),
        sa.Column("doctor", sa.Text(), nullable=True),
        sa.Column("informed", sa.Boolean(), nullable=True),
        sa.Column("disability", sa.Text(), nullable=True),
        sa.Column("disability_level", sa.Text(), nullable=True),
        sa.Column("certificate", sa.Text(), nullable=True),
        sa.Column("placement", sa.Text(), nullable=True),
        sa.Column("plan_on", sa.Date(), nullable=True),
        sa.Column("special_plan", sa.Text(), nullable=True),
        sa.Column("teaching_rhythm", sa.Text(), nullable=True),
        sa.Column("id", sa.BLOB(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("school_id", sa.BLOB(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("care_files", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_care_files_student_id"), ["student_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_care_files_teacher_id"), ["teacher_id"], unique=False)

    op.create_table(
        "checklist_items",
        sa.Column("checklist_id", sa.BLOB(), nullable=True),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("section", sa.Text(), nullable=True),
        sa.Column("content", sa.Text(), nullable=True),
        sa.Column("full", sa.Text(), nullable=True),
        sa.Column("way", sa.Text(), nullable=True),
        sa.Column("evidence", sa.Text(), nullable=True),
        sa.Column("usual", sa.Text(), nullable=True),
        sa.Column("step", sa.Text(), nullable=True),
        sa.Column("value_a", sa.Text(), nullable=True),
        sa.Column("value_b", sa.Text(), nullable=True),
        sa.Column("value_c", sa.Text(), nullable=True),
        sa.Column("value_d", sa.Text(), nullable=True),
        sa.Column("line", sa.Text(), nullable=True),
        sa.Column("due", sa.Text(), nullable=True),
        sa.Column("due_label", sa.Text(), nullable=True),
        sa.Column("done_label", sa.Text(), nullable=True),
        sa.Column("counts", sa.Text(), nullable=True),
        sa.Column("bonus", sa.Boolean(), nullable=True),
        sa.Column("veto", sa.Boolean(), nullable=True),
        sa.Column("always", sa.Boolean(), nullable=True),
        sa.Column("needs", sa.Text(), nullable=True),
        sa.Column("center", sa.Boolean(), nullable=True),
        sa.Column("primary", sa.Boolean(), nullable=True),
        sa.Column("point", sa.Boolean(), nullable=True),
        sa.Column("junior", sa.Boolean(), nullable=True),
        sa.Column("kindergarten", sa.Boolean(), nullable=True),
        sa.Column("shipped_as", sa.Text(), nullable=True),
        sa.Column("id", sa.BLOB(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("school_id", sa.BLOB(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("checklist_items", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_checklist_items_checklist_id"), ["checklist_id"], unique=False)

    op.create_table(
        "checklists",
        sa.Column("heading", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=True),
        sa.Column("state", sa.Text(), nullable=True),
        sa.Column("area", sa.Text(), nullable=True),
        sa.Column("target", sa.Text(), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("guide", sa.Text(), nullable=True),
        sa.Column("excellent", sa.Text(), nullable=True),
        sa.Column("good", sa.Text(), nullable=True),
        sa.Column("passing", sa.Text(), nullable=True),
        sa.Column("center", sa.Boolean(), nullable=True),
        sa.Column("primary", sa.Boolean(), nullable=True),
        sa.Column("point", sa.Boolean(), nullable=True),
        sa.Column("junior", sa.Boolean(), nullable=True),
        sa.Column("kindergarten", sa.Boolean(), nullable=True),
        sa.Column("shipped_as", sa.Text(), nullable=True),
        sa.Column("id", sa.BLOB(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("school_id", sa.BLOB(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "class_splits",
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("grade", sa.Text(), nullable=True),
        sa.Column("classes", sa.Integer(), nullable=True),
        sa.Column("seed", sa.Text(), nullable=True),
        sa.Column("split_on", sa.Date(), nullable=True),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("host", sa.Text(), nullable=True),
        sa.Column("witnesses", sa.Text(), nullable=True),
        sa.Column("basis", sa.Text(), nullable=True),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.Column("id", sa.BLOB(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("school_id", sa.BLOB(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "committee_members",
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("committee", sa.Text(), nullable=True),
        sa.Column("post", sa.Text(), nullable=True),
        sa.Column("work", sa.Text(), nullable=True),
        sa.Column("student_id", sa.BLOB(), nullable=True),
        sa.Column("phone", sa.Text(), nullable=True),
        sa.Column("duty", sa.Text(), nullable=True),
        sa.Column("from_on", sa.Date(), nullable=True),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.Column("id", sa.BLOB(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("school_id", sa.BLOB(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("committee_members", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_committee_members_student_id"), ["student_id"], unique=False)

    op.create_table(
        "compared_children",
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("comparison", sa.Text(), nullable=True),
        sa.Column("identity", sa.Text(), nullable=True),
        sa.Column("stands_in", sa.Text(), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("said", sa.Text(), nullable=True),
        sa.Column("checked_on", sa.Date(), nullable=True),
        sa.Column("checked_by", sa.Text(), nullable=True),
        sa.Column("case_id", sa.BLOB(), nullable=True),
        sa.Column("id", sa.BLOB(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("school_id", sa.BLOB(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("compared_children", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_compared_children_case_id"), ["case_id"], unique=False)

    op.create_table(
        "county_figures",
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("stage", sa.Text(), nullable=True),
        sa.Column("indicator", sa.Text(), nullable=True),
        sa.Column("mean", sa.Text(), nullable=True),
        sa.Column("variation", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.Column("id", sa.BLOB(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("school_id", sa.BLOB(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "disputes",
        sa.Column("on", sa.Date(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("what", sa.Text(), nullable=True),
        sa.Column("parties", sa.Text(), nullable=True),
        sa.Column("handled_by", sa.Text(), nullable=True),
        sa.Column("handled", sa.Text(), nullable=True),
        sa.Column("settled_on", sa.Date(), nullable=True),
        sa.Column("result", sa.Text(), nullable=True),
        sa.Column("id", sa.BLOB(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("school_id", sa.BLOB(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "document_asks",
        sa.Column("kind_id", sa.BLOB(), nullable=True),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("place", sa.Integer(), nullable=True),
        sa.Column("input", sa.Text(), nullable=True),
        sa.Column("preset", sa.Text(), nullable=True),
        sa.Column("needed", sa.Boolean(), nullable=True),
        sa.Column("private", sa.Boolean(), nullable=True),
        sa.Column("options", sa.Text(), nullable=True),
        sa.Column("grid", sa.Text(), nullable=True),
        sa.Column("width", sa.Integer(), nullable=True),
        sa.Column("align", sa.Text(), nullable=True),
        sa.Column("hint", sa.Text(), nullable=True),
        sa.Column("shipped_as", sa.Text(), nullable=True),
        sa.Column("id", sa.BLOB(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("school_id", sa.BLOB(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("document_asks", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_document_asks_kind_id"), ["kind_id"], unique=False)

    op.create_table(
        "document_fields",
        sa.Column("document_id", sa.BLOB(), nullable=True),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("line", sa.Integer(), nullable=True),
        sa.Column("value", sa.Text(), nullable=True),
        sa.Column("seal", sa.Text(), nullable=True),
        sa.Column("id", sa.BLOB(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("school_id", sa.BLOB(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("document_fields", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_document_fields_document_id"), ["document_id"], unique=False)

    op.create_table(
        "document_kinds",
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("place", sa.Integer(), nullable=True),
        sa.Column("layout", sa.Text(), nullable=True),
        sa.Column("numbered", sa.Boolean(), nullable=True),
        sa.Column("word", sa.Text(), nullable=True),
        sa.Column("headline", sa.Text(), nullable=True),
        sa.Column("addressee", sa.Text(), nullable=True),
        sa.Column("body", sa.Text(), nullable=True),
        sa.Column("closing", sa.Text(), nullable=True),
        sa.Column("recipient", sa.Text(), nullable=True),
        sa.Column("copies", sa.Text(), nullable=True),
        sa.Column("stub", sa.Text(), nullable=True),
        sa.Column("receipt", sa.Text(), nullable=True),
        sa.Column("form", sa.Text(), nullable=True),
        sa.Column("size", sa.Integer(), nullable=True),
        sa.Column("mark", sa.Text(), nullable=True),
        sa.Column("upward", sa.Boolean(), nullable=True),
        sa.Column("honour", sa.Boolean(), nullable=True),
        sa.Column("basis", sa.Text(), nullable=True),
        sa.Column("shipped_as", sa.Text(), nullable=True),
        sa.Column("id", sa.BLOB(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("school_id", sa.BLOB(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "document_papers",
        sa.Column("document_id", sa.BLOB(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=True),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("signed_by", sa.Text(), nullable=True),
        sa.Column("pages", sa.Integer(), nullable=True),
        sa.Column("file", sa.Text(), nullable=True),
        sa.Column("because", sa.Text(), nullable=True),
        sa.Column("id", sa.BLOB(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("school_id", sa.BLOB(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("document_papers", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_document_papers_document_id"), ["document_id"], unique=False)

    op.create_table(
        "document_recipients",
        sa.Column("document_id", sa.BLOB(), nullable=True),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("relation", sa.Text(), nullable=True),
        sa.Column("target_id", sa.BLOB(), nullable=True),
        sa.Column("delivered_on", sa.Date(), nullable=True),
        sa.Column("how", sa.Text(), nullable=True),
        sa.Column("signed_by", sa.Text(), nullable=True),
        sa.Column("refused", sa.Boolean(), nullable=True),
        sa.Column("served_by", sa.Text(), nullable=True),
        sa.Column("served_at", sa.Text(), nullable=True),
        sa.Column("replied_on", sa.Date(), nullable=True),
        sa.Column("reply", sa.Text(), nullable=True),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.Column("id", sa.BLOB(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("school_id", sa.BLOB(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("document_recipients", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_document_recipients_document_id"), ["document_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_document_recipients_target_id"), ["target_id"], unique=False)

    op.create_table(
        "document_subjects",
        sa.Column("document_id", sa.BLOB(), nullable=True),
        sa.Column("register", sa.Text(), nullable=True),
        sa.Column("row_id", sa.BLOB(), nullable=True),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("id", sa.BLOB(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("school_id", sa.BLOB(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("document_subjects", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_document_subjects_document_id"), ["document_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_document_subjects_row_id"), ["row_id"], unique=False)

    op.create_table(
        "documents",
        sa.Column("kind_id", sa.BLOB(), nullable=True),
        sa.Column("headline", sa.Text(), nullable=True),
        sa.Column("mark", sa.Text(), nullable=True),
        sa.Column("state", sa.Text(), nullable=True),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("signed_by", sa.Text(), nullable=True),
        sa.Column("issuer_id", sa.BLOB(), nullable=True),
        sa.Column("addressee", sa.Text(), nullable=True),
        sa.Column("copies", sa.Text(), nullable=True),
        sa.Column("reply_by", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=True),
        sa.Column("purpose", sa.Text(), nullable=True),
        sa.Column("voided_on", sa.Date(), nullable=True),
        sa.Column("because", sa.Text(), nullable=True),
        sa.Column("word", sa.Text(), nullable=True),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.Column("seal", sa.Text(), nullable=True),
        sa.Column("id", sa.BLOB(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("school_id", sa.BLOB(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("documents", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_documents_issuer_id"), ["issuer_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_documents_kind_id"), ["kind_id"], unique=False)

    op.create_table(
        "dormitory_checks",
        sa.Column("on", sa.Date(), nullable=True),
        sa.Column("room", sa.Text(), nullable=True),
        sa.Column("expected", sa.Integer(), nullable=True),
        sa.Column("present", sa.Integer(), nullable=True),
        sa.Column("absent", sa.Text(), nullable=True),
        sa.Column("checked_at", sa.Text(), nullable=True),
        sa.Column("by", sa.Text(), nullable=True),
        sa.Column("faults", sa.Text(), nullable=True),
        sa.Column("id", sa.BLOB(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("school_id", sa.BLOB(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "drills",
        sa.Column("on", sa.Date(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("topic", sa.Text(), nullable=True),
        sa.Column("led_by", sa.Text(), nullable=True),
        sa.Column("pupils", sa.Integer(), nullable=True),
        sa.Column("staff", sa.Integer(), nullable=True),
        sa.Column("minutes", sa.Text(), nullable=True),
        sa.Column("faults", sa.Text(), nullable=True),
        sa.Column("mended", sa.Text(), nullable=True),
        sa.Column("photo", sa.Text(), nullable=True),
        sa.Column("id", sa.BLOB(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("school_id", sa.BLOB(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "dropout_cases",
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("student_id", sa.BLOB(), nullable=True),
        sa.Column("child_id", sa.BLOB(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("category", sa.Text(), nullable=True),
        sa.Column("sex", sa.Text(), nullable=True),
        sa.Column("born_on", sa.Date(), nullable=True),
        sa.Column("id_number", sa.Text(), nullable=True),
        sa.Column("class_id", sa.BLOB(), nullable=True),
        sa.Column("guardian", sa.Text(), nullable=True),
        sa.Column("guardian_phone", sa.Text(), nullable=True),
        sa.Column("address", sa.Text(), nullable=True),
        sa.Column("village_id", sa.BLOB(), nullable=True),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.Column("found_on", sa.Date(), nullable=True),
        sa.Column("confirmed_on", sa.Date(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("reason_note", sa.Text(), nullable=True),
        sa.Column("found_way", sa.Text(), nullable=True),
        sa.Column("teacher_id", sa.BLOB(), nullable=True),
        sa.Column("official", sa.Text(), nullable=True),
        sa.Column("called_on", sa.Date(), nullable=True),
        sa.Column("visited_on", sa.Date(), nullable=True),
        sa.Column("dean_on", sa.Date(), nullable=True),
        sa.Column("head_on", sa.Date(), nullable=True),
        sa.Column("report_on", sa.Date(), nullable=True),
        sa.Column("reported_to", sa.Text(), nullable=True),
        sa.Column("letter_on", sa.Date(), nullable=True),
        sa.Column("letter_mark", sa.Text(), nullable=True),
        sa.Column("notice_id", sa.BLOB(), nullable=True),
        sa.Column("return_by", sa.Date(), nullable=True),
        sa.Column("township_on", sa.Date(), nullable=True),
        sa.Column("township_note", sa.Text(), nullable=True),
        sa.Column("court_on", sa.Date(), nullable=True),
        sa.Column("court_note", sa.Text(), nullable=True),
        sa.Column("back_on", sa.Date(), nullable=True),
        sa.Column("placement", sa.Text(), nullable=True),
        sa.Column("settled_on", sa.Date(), nullable=True),
        sa.Column("settled_note", sa.Text(), nullable=True),
        sa.Column("id", sa.BLOB(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("school_id", sa.BLOB(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("dropout_cases", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_dropout_cases_child_id"), ["child_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_dropout_cases_class_id"), ["class_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_dropout_cases_id_number"), ["id_number"], unique=False)
        batch_op.create_index(batch_op.f("ix_dropout_cases_notice_id"), ["notice_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_dropout_cases_student_id"), ["student_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_dropout_cases_teacher_id"), ["teacher_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_dropout_cases_village_id"), ["village_id"], unique=False)

    op.create_table(
        "dropout_reports",
        sa.Column("month", sa.Text(), nullable=True),
        sa.Column("at_start", sa.Integer(), nullable=True),
        sa.Column("came", sa.Integer(), nullable=True),
        sa.Column("left", sa.Integer(), nullable=True),
        sa.Column("died", sa.Integer(), nullable=True),
        sa.Column("at_end", sa.Integer(), nullable=True),
        sa.Column("suspended", sa.Integer(), nullable=True),
        sa.Column("of_age", sa.Integer(), nullable=True),
        sa.Column("not_in_school", sa.Integer(), nullable=True),
        sa.Column("suspected_before", sa.Integer(), nullable=True),
        sa.Column("suspected_new", sa.Integer(), nullable=True),
        sa.Column("dropped_before", sa.Integer(), nullable=True),
        sa.Column("dropped_new", sa.Integer(), nullable=True),
        sa.Column("back", sa.Integer(), nullable=True),
        sa.Column("placed", sa.Integer(), nullable=True),
        sa.Column("excluded", sa.Integer(), nullable=True),
        sa.Column("suspected_left", sa.Integer(), nullable=True),
        sa.Column("dropped_left", sa.Integer(), nullable=True),
        sa.Column("visits", sa.Integer(), nullable=True),
        sa.Column("letters", sa.Integer(), nullable=True),
        sa.Column("township", sa.Integer(), nullable=True),
        sa.Column("court", sa.Integer(), nullable=True),
        sa.Column("filler", sa.Text(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.Column("id", sa.BLOB(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("school_id", sa.BLOB(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "duties",
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("area", sa.Text(), nullable=True),
        sa.Column("center", sa.Boolean(), nullable=True),
        sa.Column("primary", sa.Boolean(), nullable=True),
        sa.Column("point", sa.Boolean(), nullable=True),
        sa.Column("junior", sa.Boolean(), nullable=True),
        sa.Column("nine_year", sa.Boolean(), nullable=True),
        sa.Column("kindergarten", sa.Boolean(), nullable=True),
        sa.Column("post", sa.Text(), nullable=True),
        sa.Column("every", sa.Text(), nullable=True),
        sa.Column("weekday", sa.Integer(), nullable=True),
        sa.Column("on_day", sa.Integer(), nullable=True),
        sa.Column("after", sa.Integer(), nullable=True),
        sa.Column("on_month", sa.Integer(), nullable=True),
        sa.Column("week", sa.Integer(), nullable=True),
        sa.Column("within", sa.Integer(), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("proof", sa.Text(), nullable=True),
        sa.Column("register", sa.Text(), nullable=True),
        sa.Column("date_field", sa.Text(), nullable=True),
        sa.Column("where", sa.Text(), nullable=True),
        sa.Column("at_least", sa.Integer(), nullable=True),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("evidence", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("stopped", sa.Boolean(), nullable=True),
        sa.Column("shipped_as", sa.Text(), nullable=True),
        sa.Column("id", sa.BLOB(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("school_id", sa.BLOB(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "duty_marks",
        sa.Column("duty_id", sa.BLOB(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("mark", sa.Text(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("by", sa.Text(), nullable=True),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.Column("photo", sa.Text(), nullable=True),
        sa.Column("id", sa.BLOB(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("school_id", sa.BLOB(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("duty_marks", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_duty_marks_duty_id"), ["duty_id"], unique=False)

    op.create_table(
        "duty_shifts",
        sa.Column("on", sa.Date(), nullable=True),
        sa.Column("shift", sa.Text(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("zone", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("patrols", sa.Integer(), nullable=True),
        sa.Column("situation", sa.Text(), nullable=True),
        sa.Column("handled", sa.Text(), nullable=True),
        sa.Column("handed_to", sa.Text(), nullable=True),
        sa.Column("handed_at", sa.Text(), nullable=True),
        sa.Column("id", sa.BLOB(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("school_id", sa.BLOB(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "early_leaves",
        sa.Column("student_id", sa.BLOB(), nullable=True),
        sa.Column("on", sa.Date(), nullable=True),
        sa.Column("left_at", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("approved_by", sa.Text(), nullable=True),
        sa.Column("fetched_by", sa.Text(), nullable=True),
        sa.Column("relation", sa.Text(), nullable=True),
        sa.Column("phone", sa.Text(), nullable=True),
        sa.Column("guard", sa.Text(), nullable=True),
        sa.Column("back_at", sa.Text(), nullable=True),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.Column("id", sa.BLOB(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("school_id", sa.BLOB(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("early_leaves", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_early_leaves_student_id"), ["student_id"], unique=False)

    op.create_table(
        "emergency_plans",
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("led_by", sa.Text(), nullable=True),
        sa.Column("approved_on", sa.Date(), nullable=True),
        sa.Column("review_on", sa.Date(), nullable=True),
        sa.Column("drilled_on", sa.Date(), nullable=True),
        sa.Column("filed", sa.Boolean(), nullable=True),
        sa.Column("body", sa.Text(), nullable=True),
        sa.Column("paper", sa.Text(), nullable=True),
        sa.Column("id", sa.BLOB(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("school_id", sa.BLOB(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "exam_bases",
        sa.Column("exam_id", sa.BLOB(), nullable=True),
        sa.Column("class_id", sa.BLOB(), nullable=True),
        sa.Column("enrolled", sa.Integer(), nullable=True),
        sa.Column("started", sa.Integer(), nullable=True),
        sa.Column("came", sa.Integer(), nullable=True),
        sa.Column("gone", sa.Integer(), nullable=True),
        sa.Column("id", sa.BLOB(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("school_id", sa.BLOB(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("exam_bases", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_exam_bases_class_id"), ["class_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_exam_bases_exam_id"), ["exam_id"], unique=False)

    op.create_table(
        "exams",
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("term", sa.Text(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("from_grade", sa.Text(), nullable=True),
        sa.Column("to_grade", sa.Text(), nullable=True),
        sa.Column("on", sa.Date(), nullable=True),
        sa.Column("same_paper", sa.Boolean(), nullable=True),
        sa.Column("township_wide", sa.Boolean(), nullable=True),
        sa.Column("senior_line", sa.Text(), nullable=True),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.Column("id", sa.BLOB(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("school_id", sa.BLOB(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "facilities",
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("present", sa.Boolean(), nullable=True),
        sa.Column("count", sa.Integer(), nullable=True),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.Column("id", sa.BLOB(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("school_id", sa.BLOB(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "finding_steps",
        sa.Column("finding_id", sa.BLOB(), nullable=True),
        sa.Column("happened_on", sa.Date(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("by", sa.Text(), nullable=True),
        sa.Column("what", sa.Text(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("photo", sa.Text(), nullable=True),
        sa.Column("id", sa.BLOB(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("school_id", sa.BLOB(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("finding_steps", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_finding_steps_finding_id"), ["finding_id"], unique=False)

    op.create_table(
        "findings",
        sa.Column("number", sa.Text(), nullable=True),
        sa.Column("found_on", sa.Date(), nullable=True),
        sa.Column("what", sa.Text(), nullable=True),
        sa.Column("subject_area", sa.Text(), nullable=True),
        sa.Column("staff_id", sa.BLOB(), nullable=True),
        sa.Column("class_id", sa.BLOB(), nullable=True),
        sa.Column("round_id", sa.BLOB(), nullable=True),
        sa.Column("inspection_id", sa.BLOB(), nullable=True),
        sa.Column("item_number", sa.Integer(), nullable=True),
        sa.Column("id", sa.BLOB(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("school_id", sa.BLOB(), nullable=True),
        sa.Column("found_by", sa.Text(), nullable=True),
        sa.Column("photo_before", sa.Text(), nullable=True),
        sa.Column("responsible", sa.Text(), nullable=True),
        sa.Column("measures", sa.Text(), nullable=True),
        sa.Column("funds", sa.Text(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("plan", sa.Text(), nullable=True),
        sa.Column("notice_number", sa.Text(), nullable=True),
        sa.Column("notice_id", sa.BLOB(), nullable=True),
        sa.Column("notified_on", sa.Date(), nullable=True),
        sa.Column("rectified_on", sa.Date(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("answered_by", sa.Text(), nullable=True),
        sa.Column("photo_after", sa.Text(), nullable=True),
        sa.Column("rechecked_on", sa.Date(), nullable=True),
        sa.Column("rechecked_by", sa.Text(), nullable=True),
        sa.Column("rechecker_school_id", sa.BLOB(), nullable=True),
        sa.Column("recheck_way", sa.Text(), nullable=True),
        sa.Column("recheck_result", sa.Text(), nullable=True),
        sa.Column("recheck_remark", sa.Text(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("from_paper", sa.Boolean(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("findings", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_findings_class_id"), ["class_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_findings_inspection_id"), ["inspection_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_findings_notice_id"), ["notice_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_findings_rechecker_school_id"), ["rechecker_school_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_findings_round_id"), ["round_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_findings_staff_id"), ["staff_id"], unique=False)

    op.create_table(
        "food_samples",
        sa.Column("on", sa.Date(), nullable=True),
        sa.Column("meal", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("grams", sa.Text(), nullable=True),
        sa.Column("kept_at", sa.Text(), nullable=True),
        sa.Column("hours", sa.Integer(), nullable=True),
        sa.Column("by", sa.Text(), nullable=True),
        sa.Column("thrown_at", sa.Text(), nullable=True),
        sa.Column("thrown_by", sa.Text(), nullable=True),
        sa.Column("id", sa.BLOB(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("school_id", sa.BLOB(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "formula_terms",
        sa.Column("formula_id", sa.BLOB(), nullable=True),
        sa.Column("from_grade", sa.Text(), nullable=True),
        sa.Column("to_grade", sa.Text(), nullable=True),
        sa.Column("term", sa.Text(), nullable=True),
        sa.Column("weight", sa.Text(), nullable=True),
        sa.Column("normaliser", sa.Text(), nullable=True),
        sa.Column("shipped_as", sa.Text(), nullable=True),
        sa.Column("id", sa.BLOB(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("school_id", sa.BLOB(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("formula_terms", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_formula_terms_formula_id"), ["formula_id"], unique=False)

    op.create_table(
        "formula_weights",
        sa.Column("formula_id", sa.BLOB(), nullable=True),
        sa.Column("from_grade", sa.Text(), nullable=True),
        sa.Column("to_grade", sa.Text(), nullable=True),
        sa.Column("subject", sa.Text(), nullable=True),
        sa.Column("level", sa.Text(), nullable=True),
        sa.Column("weight", sa.Text(), nullable=True),
        sa.Column("shipped_as", sa.Text(), nullable=True),
        sa.Column("id", sa.BLOB(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("school_id", sa.BLOB(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("formula_weights", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_formula_weights_formula_id"), ["formula_id"], unique=False)

    op.create_table(
        "formulas",
        sa.Column("sign", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("denominator", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.Column("shipped_as", sa.Text(), nullable=True),
        sa.Column("id", sa.BLOB(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("school_id", sa.BLOB(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "growth_levels",
        sa.Column("student_id", sa.BLOB(), nullable=True),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("term", sa.Text(), nullable=True),
        sa.Column("side", sa.Text(), nullable=True),
        sa.Column("level", sa.Text(), nullable=True),
        sa.Column("fact", sa.Text(), nullable=True),
        sa.Column("id", sa.BLOB(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("school_id", sa.BLOB(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("growth_levels", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_growth_levels_student_id"), ["student_id"], unique=False)

    op.create_table(
        "growth_notes",
        sa.Column("student_id", sa.BLOB(), nullable=True),
        sa.Column("class_name", sa.Text(), nullable=True),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("term", sa.Text(), nullable=True),
        sa.Column("conduct", sa.Text(), nullable=True),
        sa.Column("teacher_words", sa.Text(), nullable=True),
        sa.Column("teacher", sa.Text(), nullable=True),
        sa.Column("self_words", sa.Text(), nullable=True),
        sa.Column("parent_words", sa.Text(), nullable=True),
        sa.Column("parent", sa.Text(), nullable=True),
        sa.Column("honours", sa.Text(), nullable=True),
        sa.Column("written_on", sa.Date(), nullable=True),
        sa.Column("id", sa.BLOB(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("school_id", sa.BLOB(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("growth_notes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_growth_notes_student_id"), ["student_id"], unique=False)

    op.create_table(
        "handovers",
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("from_school_id", sa.BLOB(), nullable=True),
        sa.Column("to_school_id", sa.BLOB(), nullable=True),
        sa.Column("side", sa.Text(), nullable=True),
        sa.Column("boys", sa.Integer(), nullable=True),
        sa.Column("girls", sa.Integer(), nullable=True),
        sa.Column("boarders", sa.Integer(), nullable=True),
        sa.Column("counted_on", sa.Date(), nullable=True),
        sa.Column("counted_by", sa.Text(), nullable=True),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.Column("id", sa.BLOB(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("school_id", sa.BLOB(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("handovers", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_handovers_from_school_id"), ["from_school_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_handovers_to_school_id"), ["to_school_id"], unique=False)

    op.create_table(
        "hazard_steps",
        sa.Column("hazard_id", sa.BLOB(), nullable=True),
        sa.Column("happened_on", sa.Date(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("by", sa.Text(), nullable=True),
        sa.Column("what", sa.Text(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("photo", sa.Text(), nullable=True),
        sa.Column("id", sa.BLOB(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("school_id", sa.BLOB(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("hazard_steps", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_hazard_steps_hazard_id"), ["hazard_id"], unique=False)

    op.create_table(
        "hazards",
        sa.Column("number", sa.Text(), nullable=True),
        sa.Column("found_on", sa.Date(), nullable=True),
        sa.Column("what", sa.Text(), nullable=True),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("category", sa.Text(), nullable=True),
        sa.Column("found_way", sa.Text(), nullable=True),
        sa.Column("level", sa.Text(), nullable=True),
        sa.Column("criterion", sa.Text(), nullable=True),
        sa.Column("on_the_spot", sa.Boolean(), nullable=True),
        sa.Column("control", sa.Text(), nullable=True),
        sa.Column("on_board", sa.Boolean(), nullable=True),
        sa.Column("told_whom", sa.Text(), nullable=True),
        sa.Column("told_by", sa.Text(), nullable=True),
        sa.Column("told_at", sa.Text(), nullable=True),
        sa.Column("reported_to", sa.Text(), nullable=True),
        sa.Column("id", sa.BLOB(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("school_id", sa.BLOB(), nullable=True),
        sa.Column("found_by", sa.Text(), nullable=True),
        sa.Column("photo_before", sa.Text(), nullable=True),
        sa.Column("responsible", sa.Text(), nullable=True),
        sa.Column("measures", sa.Text(), nullable=True),
        sa.Column("funds", sa.Text(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("plan", sa.Text(), nullable=True),
        sa.Column("notice_number", sa.Text(), nullable=True),
        sa.Column("notice_id", sa.BLOB(), nullable=True),
        sa.Column("notified_on", sa.Date(), nullable=True),
        sa.Column("rectified_on", sa.Date(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("answered_by", sa.Text(), nullable=True),
        sa.Column("photo_after", sa.Text(), nullable=True),
        sa.Column("rechecked_on", sa.Date(), nullable=True),
        sa.Column("rechecked_by", sa.Text(), nullable=True),
        sa.Column("rechecker_school_id", sa.BLOB(), nullable=True),
        sa.Column("recheck_way", sa.Text(), nullable=True),
        sa.Column("recheck_result", sa.Text(), nullable=True),
        sa.Column("recheck_remark", sa.Text(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("from_paper", sa.Boolean(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("hazards", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_hazards_notice_id"), ["notice_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_hazards_rechecker_school_id"), ["rechecker_school_id"], unique=False)

    op.create_table(
        "head_meals",
        sa.Column("on", sa.Date(), nullable=True),
        sa.Column("meal", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("dishes", sa.Text(), nullable=True),
        sa.Column("opinion", sa.Text(), nullable=True),
        sa.Column("mended", sa.Text(), nullable=True),
        sa.Column("id", sa.BLOB(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("school_id", sa.BLOB(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "home_teaching",
        sa.Column("care_id", sa.BLOB(), nullable=True),
        sa.Column("on", sa.Date(), nullable=True),
        sa.Column("starts_at", sa.Text(), nullable=True),
        sa.Column("ends_at", sa.Text(), nullable=True),
        sa.Column("lessons", sa.Integer(), nullable=True),
        sa.Column("teachers", sa.Text(), nullable=True),
        sa.Column("content", sa.Text(), nullable=True),
        sa.Column("response", sa.Text(), nullable=True),
        sa.Column("homework", sa.Text(), nullable=True),
        sa.Column("signed", sa.Boolean(), nullable=True),
        sa.Column("signer", sa.Text(), nullable=True),
        sa.Column("picture", sa.Text(), nullable=True),
        sa.Column("id", sa.BLOB(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("school_id", sa.BLOB(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("home_teaching", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_home_teaching_care_id"), ["care_id"], unique=False)

    op.create_table(
        "home_visits",
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("on", sa.Date(), nullable=True),
        sa.Column("way", sa.Text(), nullable=True),
        sa.Column("purpose", sa.Text(), nullable=True),
        sa.Column("visitors", sa.Text(), nullable=True),
        sa.Column("met", sa.Text(), nullable=True),
        sa.Column("said", sa.Text(), nullable=True),
        sa.Column("result", sa.Text(), nullable=True),
        sa.Column("result_note", sa.Text(), nullable=True),
        sa.Column("next_on", sa.Date(), nullable=True),
        sa.Column("picture", sa.Text(), nullable=True),
        sa.Column("student_id", sa.BLOB(), nullable=True),
        sa.Column("case_id", sa.BLOB(), nullable=True),
        sa.Column("care_id", sa.BLOB(), nullable=True),
        sa.Column("id", sa.BLOB(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("school_id", sa.BLOB(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("home_visits", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_home_visits_care_id"), ["care_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_home_visits_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_home_visits_student_id"), ["student_id"], unique=False)

    op.create_table(
        "honesty_entries",
        sa.Column("student_id", sa.BLOB(), nullable=True),
        sa.Column("on", sa.Date(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("what", sa.Text(), nullable=True),
        sa.Column("after", sa.Text(), nullable=True),
        sa.Column("written_by", sa.Text(), nullable=True),
        sa.Column("id", sa.BLOB(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("school_id", sa.BLOB(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("honesty_entries", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_honesty_entries_student_id"), ["student_id"], unique=False)

    op.create_table(
        "illnesses",
        sa.Column("student_id", sa.BLOB(), nullable=True),
        sa.Column("began_on", sa.Date(), nullable=True),
        sa.Column("class_id", sa.BLOB(), nullable=True),
        sa.Column("fell_ill_on", sa.Date(), nullable=True),
        sa.Column("symptom", sa.Text(), nullable=True),
        sa.Column("temperature", sa.Text(), nullable=True),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.Column("reported_by", sa.Text(), nullable=True),
        sa.Column("registered_by", sa.Text(), nullable=True),
        sa.Column("hospital", sa.Text(), nullable=True),
        sa.Column("diagnosis", sa.Text(), nullable=True),
        sa.Column("infectious", sa.Boolean(), nullable=True),
        sa.Column("told_on", sa.Date(), nullable=True),
        sa.Column("course", sa.Text(), nullable=True),
        sa.Column("isolated_until", sa.Date(), nullable=True),
        sa.Column("certificate_on", sa.Date(), nullable=True),
        sa.Column("certificate", sa.Text(), nullable=True),
        sa.Column("back_on", sa.Date(), nullable=True),
        sa.Column("id", sa.BLOB(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("school_id", sa.BLOB(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("illnesses", schema=None) as batch_op:
        batch_op.create_index("illnesses_by_day", ["began_on", "class_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_illnesses_class_id"), ["class_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_illnesses_student_id"), ["student_id"], unique=False)

    op.create_table(
        "inspection_marks",
        sa.Column("inspection_id", sa.BLOB(), nullable=True),
        sa.Column("item_id", sa.BLOB(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("points", sa.Text(), nullable=True),
        sa.Column("faults", sa.Integer(), nullable=True),
        sa.Column("due", sa.Text(), nullable=True),
        sa.Column("done", sa.Text(), nullable=True),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.Column("photo", sa.Text(), nullable=True),
        sa.Column("id", sa.BLOB(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("school_id", sa.BLOB(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("inspection_marks", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_inspection_marks_inspection_id"), ["inspection_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_inspection_marks_item_id"), ["item_id"], unique=False)

    op.create_table(
        "inspections",
        sa.Column("checklist_id", sa.BLOB(), nullable=True),
        sa.Column("staff_id", sa.BLOB(), nullable=True),
        sa.Column("class_id", sa.BLOB(), nullable=True),
        sa.Column("subject", sa.Text(), nullable=True),
        sa.Column("inspected_on", sa.Date(), nullable=True),
        sa.Column("inspector", sa.Text(), nullable=True),
        sa.Column("companions", sa.Text(), nullable=True),
        sa.Column("host", sa.Text(), nullable=True),
        sa.Column("round_id", sa.BLOB(), nullable=True),
        sa.Column("serial", sa.Text(), nullable=True),
        sa.Column("state", sa.Text(), nullable=True),
        sa.Column("score", sa.Text(), nullable=True),
        sa.Column("full", sa.Text(), nullable=True),
        sa.Column("share", sa.Text(), nullable=True),
        sa.Column("grade", sa.Text(), nullable=True),
        sa.Column("faults", sa.Integer(), nullable=True),
        sa.Column("merits", sa.Text(), nullable=True),
        sa.Column("advice", sa.Text(), nullable=True),
        sa.Column("id", sa.BLOB(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("school_id", sa.BLOB(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("inspections", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_inspections_checklist_id"), ["checklist_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_inspections_class_id"), ["class_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_inspections_round_id"), ["round_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_inspections_staff_id"), ["staff_id"], unique=False)

    op.create_table(
        "insurances",
        sa.Column("student_id", sa.BLOB(), nullable=True),
        sa.Column("class_name", sa.Text(), nullable=True),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("insurer", sa.Text(), nullable=True),
        sa.Column("policy", sa.Text(), nullable=True),
        sa.Column("paid_on", sa.Date(), nullable=True),
        sa.Column("amount", sa.Text(), nullable=True),
        sa.Column("declined", sa.Boolean(), nullable=True),
        sa.Column("declined_by", sa.Text(), nullable=True),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.Column("id", sa.BLOB(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("school_id", sa.BLOB(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("insurances", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_insurances_student_id"), ["student_id"], unique=False)

    op.create_table(
        "item_results",
        sa.Column("item_id", sa.BLOB(), nullable=True),
        sa.Column("class_id", sa.BLOB(), nullable=True),
        sa.Column("mean", sa.Text(), nullable=True),
        sa.Column("mistake", sa.Text(), nullable=True),
        sa.Column("id", sa.BLOB(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("school_id", sa.BLOB(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("item_results", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_item_results_class_id"), ["class_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_item_results_item_id"), ["item_id"], unique=False)

    op.create_table(
        "layered_plans",
        sa.Column("student_id", sa.BLOB(), nullable=True),
        sa.Column("layer", sa.Text(), nullable=True),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("term", sa.Text(), nullable=True),
        sa.Column("about", sa.Text(), nullable=True),
        sa.Column("stands", sa.Text(), nullable=True),
        sa.Column("goal", sa.Text(), nullable=True),
        sa.Column("measures", sa.Text(), nullable=True),
        sa.Column("helper_id", sa.BLOB(), nullable=True),
        sa.Column("halfway", sa.Text(), nullable=True),
        sa.Column("result", sa.Text(), nullable=True),
        sa.Column("reached", sa.Boolean(), nullable=True),
        sa.Column("id", sa.BLOB(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("school_id", sa.BLOB(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("layered_plans", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_layered_plans_helper_id"), ["helper_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_layered_plans_student_id"), ["student_id"], unique=False)

    op.create_table(
        "meal_months",
        sa.Column("month", sa.Text(), nullable=True),
        sa.Column("pupils", sa.Integer(), nullable=True),
        sa.Column("days", sa.Integer(), nullable=True),
        sa.Column("meals", sa.Integer(), nullable=True),
        sa.Column("per_meal", sa.Text(), nullable=True),
        sa.Column("spent", sa.Text(), nullable=True),
        sa.Column("food", sa.Text(), nullable=True),
        sa.Column("cooks", sa.Integer(), nullable=True),
        sa.Column("checked_by", sa.Text(), nullable=True),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.Column("id", sa.BLOB(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("school_id", sa.BLOB(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "measures",
        sa.Column("student_id", sa.BLOB(), nullable=True),
        sa.Column("on", sa.Date(), nullable=True),
        sa.Column("height", sa.Text(), nullable=True),
        sa.Column("weight", sa.Text(), nullable=True),
        sa.Column("sight_left", sa.Text(), nullable=True),
        sa.Column("sight_right", sa.Text(), nullable=True),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.Column("id", sa.BLOB(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("school_id", sa.BLOB(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("measures", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_measures_student_id"), ["student_id"], unique=False)

    op.create_table(
        "meetings",
        sa.Column("on", sa.Date(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("topic", sa.Text(), nullable=True),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("host", sa.Text(), nullable=True),
        sa.Column("invited", sa.Integer(), nullable=True),
        sa.Column("present", sa.Integer(), nullable=True),
        sa.Column("absent", sa.Text(), nullable=True),
        sa.Column("told", sa.Text(), nullable=True),
        sa.Column("decided", sa.Text(), nullable=True),
        sa.Column("recorder", sa.Text(), nullable=True),
        sa.Column("id", sa.BLOB(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("school_id", sa.BLOB(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "morning_findings",
        sa.Column("student_id", sa.BLOB(), nullable=True),
        sa.Column("on", sa.Date(), nullable=True),
        sa.Column("check", sa.Text(), nullable=True),
        sa.Column("class_id", sa.BLOB(), nullable=True),
        sa.Column("temperature", sa.Text(), nullable=True),
        sa.Column("symptom", sa.Text(), nullable=True),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.Column("action", sa.Text(), nullable=True),
        sa.Column("notified", sa.Text(), nullable=True),
        sa.Column("notified_at", sa.Text(), nullable=True),
        sa.Column("checked_by", sa.Text(), nullable=True),
        sa.Column("id", sa.BLOB(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("school_id", sa.BLOB(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("morning_findings", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_morning_findings_class_id"), ["class_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_morning_findings_student_id"), ["student_id"], unique=False)
        batch_op.create_index("morning_findings_by_day", ["on", "class_id"], unique=False)

    op.create_table(
        "movements",
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("student_id", sa.BLOB(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("happened_on", sa.Date(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("applicant", sa.Text(), nullable=True),
        sa.Column("out_school_id", sa.BLOB(), nullable=True),
        sa.Column("in_school_id", sa.BLOB(), nullable=True),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("region", sa.Text(), nullable=True),
        sa.Column("class_before", sa.Text(), nullable=True),
        sa.Column("class_after", sa.Text(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("proof", sa.Text(), nullable=True),
        sa.Column("proof_photo", sa.Text(), nullable=True),
        sa.Column("old_name", sa.Text(), nullable=True),
        sa.Column("new_name", sa.Text(), nullable=True),
        sa.Column("old_id_number", sa.Text(), nullable=True),
        sa.Column("new_id_number", sa.Text(), nullable=True),
        sa.Column("old_born_on", sa.Date(), nullable=True),
        sa.Column("new_born_on", sa.Date(), nullable=True),
        sa.Column("old_sex", sa.Text(), nullable=True),
        sa.Column("new_sex", sa.Text(), nullable=True),
        sa.Column("asked_on", sa.Date(), nullable=True),
        sa.Column("in_school_on", sa.Date(), nullable=True),
        sa.Column("in_authority_on", sa.Date(), nullable=True),
        sa.Column("out_school_on", sa.Date(), nullable=True),
        sa.Column("out_authority_on", sa.Date(), nullable=True),
        sa.Column("handler", sa.Text(), nullable=True),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.Column("status_before", sa.Text(), nullable=True),
        sa.Column("stage_before", sa.Text(), nullable=True),
        sa.Column("cohort_before", sa.Integer(), nullable=True),
        sa.Column("id", sa.BLOB(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("school_id", sa.BLOB(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("movements", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_movements_in_school_id"), ["in_school_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_movements_out_school_id"), ["out_school_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_movements_student_id"), ["student_id"], unique=False)

    op.create_table(
        "observations",
        sa.Column("heard_on", sa.Date(), nullable=True),
        sa.Column("period", sa.Integer(), nullable=True),
        sa.Column("listener_name", sa.Text(), nullable=True),
        sa.Column("listener_id", sa.BLOB(), nullable=True),
        sa.Column("teacher_name", sa.Text(), nullable=True),
        sa.Column("teacher_id", sa.BLOB(), nullable=True),
        sa.Column("taught_at", sa.Text(), nullable=True),
        sa.Column("taught_to", sa.Text(), nullable=True),
        sa.Column("subject", sa.Text(), nullable=True),
        sa.Column("topic", sa.Text(), nullable=True),
        sa.Column("lesson_kind", sa.Text(), nullable=True),
        sa.Column("process", sa.Text(), nullable=True),
        sa.Column("merits", sa.Text(), nullable=True),
        sa.Column("advice", sa.Text(), nullable=True),
        sa.Column("low_effect", sa.Text(), nullable=True),
        sa.Column("inspection_id", sa.BLOB(), nullable=True),
        sa.Column("id", sa.BLOB(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("school_id", sa.BLOB(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("observations", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_observations_inspection_id"), ["inspection_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_observations_listener_id"), ["listener_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_observations_teacher_id"), ["teacher_id"], unique=False)

    op.create_table(
        "outside_lists",
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("as_of", sa.Date(), nullable=True),
        sa.Column("sex", sa.Text(), nullable=True),
        sa.Column("born_on", sa.Date(), nullable=True),
        sa.Column("id_number", sa.Text(), nullable=True),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("address", sa.Text(), nullable=True),
        sa.Column("householder", sa.Text(), nullable=True),
        sa.Column("phone", sa.Text(), nullable=True),
        sa.Column("attends", sa.Text(), nullable=True),
        sa.Column("room", sa.Text(), nullable=True),
        sa.Column("status", sa.Text(), nullable=True),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.Column("sex_note", sa.Text(), nullable=True),
        sa.Column("id", sa.BLOB(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("school_id", sa.BLOB(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("outside_lists", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_outside_lists_id_number"), ["id_number"], unique=False)

    op.create_table(
        "paper_items",
        sa.Column("paper_id", sa.BLOB(), nullable=True),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("content", sa.Text(), nullable=True),
        sa.Column("full_marks", sa.Text(), nullable=True),
        sa.Column("id", sa.BLOB(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("school_id", sa.BLOB(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("paper_items", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_paper_items_paper_id"), ["paper_id"], unique=False)

    op.create_table(
        "papers",
        sa.Column("exam_id", sa.BLOB(), nullable=True),
        sa.Column("grade", sa.Text(), nullable=True),
        sa.Column("subject", sa.Text(), nullable=True),
        sa.Column("full_marks", sa.Text(), nullable=True),
        sa.Column("course_kind", sa.Text(), nullable=True),
        sa.Column("way", sa.Text(), nullable=True),
        sa.Column("scoring", sa.Text(), nullable=True),
        sa.Column("setter", sa.Text(), nullable=True),
        sa.Column("weak_points", sa.Text(), nullable=True),
        sa.Column("remedies", sa.Text(), nullable=True),
        sa.Column("id", sa.BLOB(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("school_id", sa.BLOB(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("papers", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_papers_exam_id"), ["exam_id"], unique=False)

    op.create_table(
        "parent_meetings",
        sa.Column("topic", sa.Text(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("on", sa.Date(), nullable=True),
        sa.Column("class_id", sa.BLOB(), nullable=True),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("host", sa.Text(), nullable=True),
        sa.Column("speaker", sa.Text(), nullable=True),
        sa.Column("expected", sa.Integer(), nullable=True),
        sa.Column("present", sa.Integer(), nullable=True),
        sa.Column("minutes", sa.Text(), nullable=True),
        sa.Column("opinions", sa.Text(), nullable=True),
        sa.Column("picture", sa.Text(), nullable=True),
        sa.Column("id", sa.BLOB(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("school_id", sa.BLOB(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("parent_meetings", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_parent_meetings_class_id"), ["class_id"], unique=False)

    op.create_table(
        "patrols",
        sa.Column("on", sa.Date(), nullable=True),
        sa.Column("category", sa.Text(), nullable=True),
        sa.Column("result", sa.Text(), nullable=True),
        sa.Column("what", sa.Text(), nullable=True),
        sa.Column("hazard_id", sa.BLOB(), nullable=True),
        sa.Column("by", sa.Text(), nullable=True),
        sa.Column("at", sa.Text(), nullable=True),
        sa.Column("id", sa.BLOB(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("school_id", sa.BLOB(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("patrols", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_patrols_hazard_id"), ["hazard_id"], unique=False)
        batch_op.create_index("patrols_by_day", ["on", "school_id"], unique=False)

    op.create_table(
        "plan_tasks",
        sa.Column("plan_id", sa.BLOB(), nullable=True),
        sa.Column("phase", sa.Text(), nullable=True),
        sa.Column("what", sa.Text(), nullable=True),
        sa.Column("who", sa.Text(), nullable=True),
        sa.Column("from_on", sa.Date(), nullable=True),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("state", sa.Text(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("result", sa.Text(), nullable=True),
        sa.Column("id", sa.BLOB(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("school_id", sa.BLOB(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("plan_tasks", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_plan_tasks_plan_id"), ["plan_id"], unique=False)

    op.create_table(
        "plans",
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("term", sa.Text(), nullable=True),
        sa.Column("aim", sa.Text(), nullable=True),
        sa.Column("body", sa.Text(), nullable=True),
        sa.Column("written_by", sa.Text(), nullable=True),
        sa.Column("approved_by", sa.Text(), nullable=True),
        sa.Column("filed_on", sa.Date(), nullable=True),
        sa.Column("paper", sa.Text(), nullable=True),
        sa.Column("id", sa.BLOB(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("school_id", sa.BLOB(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "projects",
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("size", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("planned", sa.Text(), nullable=True),
        sa.Column("arrived", sa.Text(), nullable=True),
        sa.Column("spent", sa.Text(), nullable=True),
        sa.Column("planned_on", sa.Date(), nullable=True),
        sa.Column("from_on", sa.Date(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("progress", sa.Integer(), nullable=True),
        sa.Column("contractor", sa.Text(), nullable=True),
        sa.Column("responsible", sa.Text(), nullable=True),
        sa.Column("meetings", sa.Text(), nullable=True),
        sa.Column("accepted_on", sa.Date(), nullable=True),
        sa.Column("result", sa.Text(), nullable=True),
        sa.Column("before", sa.Text(), nullable=True),
        sa.Column("after", sa.Text(), nullable=True),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.Column("id", sa.BLOB(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("school_id", sa.BLOB(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "promotions",
        sa.Column("student_id", sa.BLOB(), nullable=True),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("decision", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("approval", sa.Text(), nullable=True),
        sa.Column("to_school_id", sa.BLOB(), nullable=True),
        sa.Column("destination", sa.Text(), nullable=True),
        sa.Column("destination_name", sa.Text(), nullable=True),
        sa.Column("from_school_id", sa.BLOB(), nullable=True),
        sa.Column("left_class", sa.Text(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("id", sa.BLOB(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("school_id", sa.BLOB(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("promotions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_promotions_from_school_id"), ["from_school_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_promotions_student_id"), ["student_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_promotions_to_school_id"), ["to_school_id"], unique=False)

    op.create_table(
        "quota_candidates",
        sa.Column("student_id", sa.BLOB(), nullable=True),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("eligible", sa.Boolean(), nullable=True),
        sa.Column("score", sa.Text(), nullable=True),
        sa.Column("tie", sa.Text(), nullable=True),
        sa.Column("unified", sa.Boolean(), nullable=True),
        sa.Column("wish1_id", sa.BLOB(), nullable=True),
        sa.Column("wish2_id", sa.BLOB(), nullable=True),
        sa.Column("wish3_id", sa.BLOB(), nullable=True),
        sa.Column("admitted_id", sa.BLOB(), nullable=True),
        sa.Column("admitted_on", sa.Date(), nullable=True),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.Column("id", sa.BLOB(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("school_id", sa.BLOB(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("quota_candidates", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_quota_candidates_admitted_id"), ["admitted_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_quota_candidates_student_id"), ["student_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_quota_candidates_wish1_id"), ["wish1_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_quota_candidates_wish2_id"), ["wish2_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_quota_candidates_wish3_id"), ["wish3_id"], unique=False)

    op.create_table(
        "quota_rounds",
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("plan", sa.Integer(), nullable=True),
        sa.Column("share", sa.Text(), nullable=True),
        sa.Column("places", sa.Integer(), nullable=True),
        sa.Column("line", sa.Text(), nullable=True),
        sa.Column("lower", sa.Text(), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("basis", sa.Text(), nullable=True),
        sa.Column("id", sa.BLOB(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("school_id", sa.BLOB(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "quota_shares",
        sa.Column("round_id", sa.BLOB(), nullable=True),
        sa.Column("eligible", sa.Integer(), nullable=True),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.Column("id", sa.BLOB(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("school_id", sa.BLOB(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("quota_shares", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_quota_shares_round_id"), ["round_id"], unique=False)

    op.create_table(
        "roll_calls",
        sa.Column("class_id", sa.BLOB(), nullable=True),
        sa.Column("on", sa.Date(), nullable=True),
        sa.Column("session", sa.Text(), nullable=True),
        sa.Column("expected", sa.Integer(), nullable=True),
        sa.Column("present", sa.Integer(), nullable=True),
        sa.Column("called_by", sa.Text(), nullable=True),
        sa.Column("called_on", sa.Date(), nullable=True),
        sa.Column("called_at", sa.Text(), nullable=True),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.Column("id", sa.BLOB(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("school_id", sa.BLOB(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("roll_calls", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_roll_calls_class_id"), ["class_id"], unique=False)
        batch_op.create_index("roll_calls_by_day", ["on", "class_id", "session"], unique=False)

    op.create_table(
        "roll_check_rows",
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("check_id", sa.BLOB(), nullable=True),
        sa.Column("student_id", sa.BLOB(), nullable=True),
        sa.Column("other", sa.Text(), nullable=True),
        sa.Column("class_id", sa.BLOB(), nullable=True),
        sa.Column("finding", sa.Text(), nullable=True),
        sa.Column("settled", sa.Text(), nullable=True),
        sa.Column("settled_on", sa.Date(), nullable=True),
        sa.Column("movement_id", sa.BLOB(), nullable=True),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.Column("id", sa.BLOB(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("school_id", sa.BLOB(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("roll_check_rows", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_roll_check_rows_check_id"), ["check_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_roll_check_rows_class_id"), ["class_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_roll_check_rows_movement_id"), ["movement_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_roll_check_rows_student_id"), ["student_id"], unique=False)

    op.create_table(
        "roll_checks",
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("term", sa.Text(), nullable=True),
        sa.Column("finished_on", sa.Date(), nullable=True),
        sa.Column("checker", sa.Text(), nullable=True),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.Column("id", sa.BLOB(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("school_id", sa.BLOB(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "rotations",
        sa.Column("staff_id", sa.BLOB(), nullable=True),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("way", sa.Text(), nullable=True),
        sa.Column("from_id", sa.BLOB(), nullable=True),
        sa.Column("to_id", sa.BLOB(), nullable=True),
        sa.Column("to_outside", sa.Text(), nullable=True),
        sa.Column("subject", sa.Text(), nullable=True),
        sa.Column("backbone", sa.Boolean(), nullable=True),
        sa.Column("first_on", sa.Date(), nullable=True),
        sa.Column("last_on", sa.Date(), nullable=True),
        sa.Column("paper", sa.Text(), nullable=True),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.Column("id", sa.BLOB(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("school_id", sa.BLOB(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("rotations", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_rotations_from_id"), ["from_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_rotations_staff_id"), ["staff_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_rotations_to_id"), ["to_id"], unique=False)

    op.create_table(
        "round_lists",
        sa.Column("round_id", sa.BLOB(), nullable=True),
        sa.Column("checklist_id", sa.BLOB(), nullable=True),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.Column("id", sa.BLOB(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("school_id", sa.BLOB(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("round_lists", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_round_lists_checklist_id"), ["checklist_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_round_lists_round_id"), ["round_id"], unique=False)

    op.create_table(
        "round_outcomes",
        sa.Column("round_id", sa.BLOB(), nullable=True),
        sa.Column("analysis", sa.Text(), nullable=True),
        sa.Column("merits", sa.Text(), nullable=True),
        sa.Column("faults", sa.Text(), nullable=True),
        sa.Column("way", sa.Text(), nullable=True),
        sa.Column("confirmed_on", sa.Date(), nullable=True),
        sa.Column("confirmed_by", sa.Text(), nullable=True),
        sa.Column("circular_id", sa.BLOB(), nullable=True),
        sa.Column("none_needed", sa.Boolean(), nullable=True),
        sa.Column("id", sa.BLOB(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("school_id", sa.BLOB(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("round_outcomes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_round_outcomes_circular_id"), ["circular_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_round_outcomes_round_id"), ["round_id"], unique=False)

    op.create_table(
        "round_targets",
        sa.Column("round_id", sa.BLOB(), nullable=True),
        sa.Column("staff_id", sa.BLOB(), nullable=True),
        sa.Column("class_id", sa.BLOB(), nullable=True),
        sa.Column("planned_on", sa.Date(), nullable=True),
        sa.Column("inspector", sa.Text(), nullable=True),
        sa.Column("drawn", sa.Boolean(), nullable=True),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.Column("id", sa.BLOB(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("school_id", sa.BLOB(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("round_targets", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_round_targets_class_id"), ["class_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_round_targets_round_id"), ["round_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_round_targets_staff_id"), ["staff_id"], unique=False)

    op.create_table(
        "rounds",
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("led_by", sa.Text(), nullable=True),
        sa.Column("team", sa.Text(), nullable=True),
        sa.Column("state", sa.Text(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("seed", sa.Integer(), nullable=True),
        sa.Column("draw", sa.Text(), nullable=True),
        sa.Column("scope", sa.Text(), nullable=True),
        sa.Column("id", sa.BLOB(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("school_id", sa.BLOB(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "route_counts",
        sa.Column("route_id", sa.BLOB(), nullable=True),
        sa.Column("on", sa.Date(), nullable=True),
        sa.Column("counted", sa.Integer(), nullable=True),
        sa.Column("left_at", sa.Text(), nullable=True),
        sa.Column("waiting", sa.Text(), nullable=True),
        sa.Column("by", sa.Text(), nullable=True),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.Column("id", sa.BLOB(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("school_id", sa.BLOB(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("route_counts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_route_counts_route_id"), ["route_id"], unique=False)

    op.create_table(
        "routes",
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("leader_id", sa.BLOB(), nullable=True),
        sa.Column("captain", sa.Text(), nullable=True),
        sa.Column("pupils", sa.Integer(), nullable=True),
        sa.Column("way", sa.Text(), nullable=True),
        sa.Column("ends_at", sa.Text(), nullable=True),
        sa.Column("dangers", sa.Text(), nullable=True),
        sa.Column("id", sa.BLOB(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("school_id", sa.BLOB(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("routes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_routes_leader_id"), ["leader_id"], unique=False)

    op.create_table(
        "safety_agreements",
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("layer", sa.Text(), nullable=True),
        sa.Column("wanted", sa.Integer(), nullable=True),
        sa.Column("signed", sa.Integer(), nullable=True),
        sa.Column("signed_on", sa.Date(), nullable=True),
        sa.Column("missing", sa.Text(), nullable=True),
        sa.Column("kept", sa.Text(), nullable=True),
        sa.Column("id", sa.BLOB(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("school_id", sa.BLOB(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "safety_lessons",
        sa.Column("on", sa.Date(), nullable=True),
        sa.Column("class_id", sa.BLOB(), nullable=True),
        sa.Column("topic", sa.Text(), nullable=True),
        sa.Column("subject", sa.Text(), nullable=True),
        sa.Column("teacher", sa.Text(), nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("homework", sa.Text(), nullable=True),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.Column("id", sa.BLOB(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("school_id", sa.BLOB(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("safety_lessons", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_safety_lessons_class_id"), ["class_id"], unique=False)

    op.create_table(
        "safety_months",
        sa.Column("month", sa.Text(), nullable=True),
        sa.Column("days_due", sa.Integer(), nullable=True),
        sa.Column("days_done", sa.Integer(), nullable=True),
        sa.Column("found", sa.Integer(), nullable=True),
        sa.Column("major", sa.Integer(), nullable=True),
        sa.Column("closed", sa.Integer(), nullable=True),
        sa.Column("open", sa.Integer(), nullable=True),
        sa.Column("overdue", sa.Integer(), nullable=True),
        sa.Column("diary", sa.Text(), nullable=True),
        sa.Column("closed_by", sa.Text(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("id", sa.BLOB(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("school_id", sa.BLOB(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "school_resources",
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("stage", sa.Text(), nullable=True),
        sa.Column("as_of", sa.Date(), nullable=True),
        sa.Column("pupils", sa.Integer(), nullable=True),
        sa.Column("classes", sa.Integer(), nullable=True),
        sa.Column("teachers", sa.Integer(), nullable=True),
        sa.Column("above_degree", sa.Integer(), nullable=True),
        sa.Column("middle_title", sa.Integer(), nullable=True),
        sa.Column("backbone", sa.Integer(), nullable=True),
        sa.Column("pe_art", sa.Integer(), nullable=True),
        sa.Column("teaching_area", sa.Text(), nullable=True),
        sa.Column("sports_area", sa.Text(), nullable=True),
        sa.Column("equipment", sa.Text(), nullable=True),
        sa.Column("media_rooms", sa.Integer(), nullable=True),
        sa.Column("computers", sa.Integer(), nullable=True),
        sa.Column("books", sa.Integer(), nullable=True),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.Column("id", sa.BLOB(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("school_id", sa.BLOB(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "score_lines",
        sa.Column("grade", sa.Text(), nullable=True),
        sa.Column("subject", sa.Text(), nullable=True),
        sa.Column("passing", sa.Text(), nullable=True),
        sa.Column("good", sa.Text(), nullable=True),
        sa.Column("excellent", sa.Text(), nullable=True),
        sa.Column("low", sa.Text(), nullable=True),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.Column("id", sa.BLOB(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("school_id", sa.BLOB(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "scores",
        sa.Column("paper_id", sa.BLOB(), nullable=True),
        sa.Column("student_id", sa.BLOB(), nullable=True),
        sa.Column("class_id", sa.BLOB(), nullable=True),
        sa.Column("mark", sa.Text(), nullable=True),
        sa.Column("absence", sa.Text(), nullable=True),
        sa.Column("level", sa.Text(), nullable=True),
        sa.Column("standing", sa.Text(), nullable=True),
        sa.Column("id", sa.BLOB(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("school_id", sa.BLOB(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("scores", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_scores_class_id"), ["class_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_scores_student_id"), ["student_id"], unique=False)
        batch_op.create_index("scores_paper", ["paper_id", "class_id"], unique=False)

    op.create_table(
        "shipped",
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=True),
        sa.Column("taken_on", sa.Date(), nullable=True),
        sa.Column("id", sa.BLOB(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("school_id", sa.BLOB(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "split_places",
        sa.Column("split_id", sa.BLOB(), nullable=True),
        sa.Column("student_id", sa.BLOB(), nullable=True),
        sa.Column("admission_id", sa.BLOB(), nullable=True),
        sa.Column("class_number", sa.Integer(), nullable=True),
        sa.Column("posted", sa.Integer(), nullable=True),
        sa.Column("sex", sa.Text(), nullable=True),
        sa.Column("born_in", sa.Text(), nullable=True),
        sa.Column("spread", sa.Text(), nullable=True),
        sa.Column("siblings", sa.Text(), nullable=True),
        sa.Column("id", sa.BLOB(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("school_id", sa.BLOB(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("split_places", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_split_places_admission_id"), ["admission_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_split_places_split_id"), ["split_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_split_places_student_id"), ["student_id"], unique=False)

    op.create_table(
        "split_teams",
        sa.Column("split_id", sa.BLOB(), nullable=True),
        sa.Column("class_number", sa.Integer(), nullable=True),
        sa.Column("teacher_id", sa.BLOB(), nullable=True),
        sa.Column("others", sa.Text(), nullable=True),
        sa.Column("id", sa.BLOB(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("school_id", sa.BLOB(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("split_teams", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_split_teams_split_id"), ["split_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_split_teams_teacher_id"), ["teacher_id"], unique=False)

    op.create_table(
        "staff_leaves",
        sa.Column("staff_id", sa.BLOB(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("first_on", sa.Date(), nullable=True),
        sa.Column("starts", sa.Text(), nullable=True),
        sa.Column("last_on", sa.Date(), nullable=True),
        sa.Column("ends", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("papers", sa.Text(), nullable=True),
        sa.Column("recognised_by", sa.Text(), nullable=True),
        sa.Column("proof", sa.Text(), nullable=True),
        sa.Column("approved_post", sa.Text(), nullable=True),
        sa.Column("approved_by", sa.Text(), nullable=True),
        sa.Column("approved_on", sa.Date(), nullable=True),
        sa.Column("returned_on", sa.Date(), nullable=True),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.Column("id", sa.BLOB(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("school_id", sa.BLOB(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("staff_leaves", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_staff_leaves_staff_id"), ["staff_id"], unique=False)

    op.create_table(
        "staff_visits",
        sa.Column("staff_id", sa.BLOB(), nullable=True),
        sa.Column("on", sa.Date(), nullable=True),
        sa.Column("occasion", sa.Text(), nullable=True),
        sa.Column("visitors", sa.Text(), nullable=True),
        sa.Column("gift", sa.Text(), nullable=True),
        sa.Column("said", sa.Text(), nullable=True),
        sa.Column("picture", sa.Text(), nullable=True),
        sa.Column("id", sa.BLOB(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("school_id", sa.BLOB(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("staff_visits", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_staff_visits_staff_id"), ["staff_id"], unique=False)

    op.create_table(
        "substitutions",
        sa.Column("leave_id", sa.BLOB(), nullable=True),
        sa.Column("on", sa.Date(), nullable=True),
        sa.Column("period", sa.Text(), nullable=True),
        sa.Column("class_id", sa.BLOB(), nullable=True),
        sa.Column("subject", sa.Text(), nullable=True),
        sa.Column("substitute_id", sa.BLOB(), nullable=True),
        sa.Column("hours", sa.Text(), nullable=True),
        sa.Column("pay", sa.Text(), nullable=True),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.Column("id", sa.BLOB(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("school_id", sa.BLOB(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("substitutions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_substitutions_class_id"), ["class_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_substitutions_leave_id"), ["leave_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_substitutions_substitute_id"), ["substitute_id"], unique=False)

    op.create_table(
        "target_states",
        sa.Column("target_id", sa.BLOB(), nullable=True),
        sa.Column("on", sa.Date(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("value", sa.Text(), nullable=True),
        sa.Column("said", sa.Text(), nullable=True),
        sa.Column("reached", sa.Boolean(), nullable=True),
        sa.Column("gap", sa.Text(), nullable=True),
        sa.Column("working", sa.Text(), nullable=True),
        sa.Column("id", sa.BLOB(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("school_id", sa.BLOB(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("target_states", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_target_states_target_id"), ["target_id"], unique=False)

    op.create_table(
        "targets",
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("term", sa.Text(), nullable=True),
        sa.Column("measure", sa.Text(), nullable=True),
        sa.Column("grade", sa.Text(), nullable=True),
        sa.Column("subject", sa.Text(), nullable=True),
        sa.Column("teacher_id", sa.BLOB(), nullable=True),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("direction", sa.Text(), nullable=True),
        sa.Column("value", sa.Text(), nullable=True),
        sa.Column("wanted", sa.Text(), nullable=True),
        sa.Column("baseline", sa.Text(), nullable=True),
        sa.Column("baseline_source", sa.Text(), nullable=True),
        sa.Column("promised_by", sa.Text(), nullable=True),
        sa.Column("weight", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("document_id", sa.BLOB(), nullable=True),
        sa.Column("judged", sa.Text(), nullable=True),
        sa.Column("judged_reached", sa.Boolean(), nullable=True),
        sa.Column("judged_by", sa.Text(), nullable=True),
        sa.Column("judged_on", sa.Date(), nullable=True),
        sa.Column("judged_why", sa.Text(), nullable=True),
        sa.Column("settled_on", sa.Date(), nullable=True),
        sa.Column("id", sa.BLOB(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("school_id", sa.BLOB(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("targets", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_targets_document_id"), ["document_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_targets_teacher_id"), ["teacher_id"], unique=False)

    op.create_table(
        "teachings",
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("term", sa.Text(), nullable=True),
        sa.Column("class_id", sa.BLOB(), nullable=True),
        sa.Column("subject", sa.Text(), nullable=True),
        sa.Column("teacher_id", sa.BLOB(), nullable=True),
        sa.Column("id", sa.BLOB(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("school_id", sa.BLOB(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("teachings", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_teachings_class_id"), ["class_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_teachings_teacher_id"), ["teacher_id"], unique=False)

    op.create_table(
        "trainings",
        sa.Column("staff_id", sa.BLOB(), nullable=True),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("level", sa.Text(), nullable=True),
        sa.Column("first_on", sa.Date(), nullable=True),
        sa.Column("last_on", sa.Date(), nullable=True),
        sa.Column("hours", sa.Text(), nullable=True),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("certificate", sa.Text(), nullable=True),
        sa.Column("proof", sa.Text(), nullable=True),
        sa.Column("demo_on", sa.Date(), nullable=True),
        sa.Column("demo_topic", sa.Text(), nullable=True),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.Column("id", sa.BLOB(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("school_id", sa.BLOB(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("trainings", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_trainings_staff_id"), ["staff_id"], unique=False)

    op.create_table(
        "vision_checks",
        sa.Column("student_id", sa.BLOB(), nullable=True),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("term", sa.Text(), nullable=True),
        sa.Column("class_id", sa.BLOB(), nullable=True),
        sa.Column("on", sa.Date(), nullable=True),
        sa.Column("left", sa.Text(), nullable=True),
        sa.Column("right", sa.Text(), nullable=True),
        sa.Column("glasses", sa.Boolean(), nullable=True),
        sa.Column("tested_by", sa.Text(), nullable=True),
        sa.Column("told_on", sa.Date(), nullable=True),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.Column("id", sa.BLOB(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("school_id", sa.BLOB(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("vision_checks", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_vision_checks_class_id"), ["class_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_vision_checks_student_id"), ["student_id"], unique=False)

    op.create_table(
        "visitors",
        sa.Column("on", sa.Date(), nullable=True),
        sa.Column("came_at", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("sex", sa.Text(), nullable=True),
        sa.Column("id_number", sa.Text(), nullable=True),
        sa.Column("office", sa.Text(), nullable=True),
        sa.Column("phone", sa.Text(), nullable=True),
        sa.Column("plate", sa.Text(), nullable=True),
        sa.Column("others", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("host", sa.Text(), nullable=True),
        sa.Column("confirmed", sa.Boolean(), nullable=True),
        sa.Column("belongings", sa.Text(), nullable=True),
        sa.Column("guard", sa.Text(), nullable=True),
        sa.Column("left_at", sa.Text(), nullable=True),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.Column("id", sa.BLOB(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("school_id", sa.BLOB(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "waters",
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("village_id", sa.BLOB(), nullable=True),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("metres", sa.Integer(), nullable=True),
        sa.Column("sign", sa.Boolean(), nullable=True),
        sa.Column("rescue", sa.Boolean(), nullable=True),
        sa.Column("answers", sa.Text(), nullable=True),
        sa.Column("phone", sa.Text(), nullable=True),
        sa.Column("pupils", sa.Text(), nullable=True),
        sa.Column("checked_on", sa.Date(), nullable=True),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.Column("id", sa.BLOB(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("school_id", sa.BLOB(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("waters", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_waters_village_id"), ["village_id"], unique=False)

    op.create_table(
        "week_items",
        sa.Column("on", sa.Date(), nullable=True),
        sa.Column("at", sa.Text(), nullable=True),
        sa.Column("what", sa.Text(), nullable=True),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("who", sa.Text(), nullable=True),
        sa.Column("joined", sa.Text(), nullable=True),
        sa.Column("done", sa.Text(), nullable=True),
        sa.Column("id", sa.BLOB(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("school_id", sa.BLOB(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "work_logs",
        sa.Column("on", sa.Date(), nullable=True),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("post", sa.Text(), nullable=True),
        sa.Column("did", sa.Text(), nullable=True),
        sa.Column("found", sa.Text(), nullable=True),
        sa.Column("next", sa.Text(), nullable=True),
        sa.Column("photo", sa.Text(), nullable=True),
        sa.Column("id", sa.BLOB(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("school_id", sa.BLOB(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "works",
        sa.Column("student_id", sa.BLOB(), nullable=True),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("made_on", sa.Date(), nullable=True),
        sa.Column("picture", sa.Text(), nullable=True),
        sa.Column("words", sa.Text(), nullable=True),
        sa.Column("id", sa.BLOB(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("school_id", sa.BLOB(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("works", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_works_student_id"), ["student_id"], unique=False)

    op.create_table(
        "year_turns",
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("turned_on", sa.Date(), nullable=True),
        sa.Column("before", sa.Integer(), nullable=True),
        sa.Column("promoted", sa.Integer(), nullable=True),
        sa.Column("repeated", sa.Integer(), nullable=True),
        sa.Column("skipped", sa.Integer(), nullable=True),
        sa.Column("handed_over", sa.Integer(), nullable=True),
        sa.Column("graduated", sa.Integer(), nullable=True),
        sa.Column("gone", sa.Integer(), nullable=True),
        sa.Column("entered", sa.Integer(), nullable=True),
        sa.Column("after", sa.Integer(), nullable=True),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.Column("id", sa.BLOB(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("school_id", sa.BLOB(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "zones",
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("village_id", sa.BLOB(), nullable=True),
        sa.Column("part", sa.Text(), nullable=True),
        sa.Column("basis", sa.Text(), nullable=True),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.Column("id", sa.BLOB(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("school_id", sa.BLOB(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("zones", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_zones_village_id"), ["village_id"], unique=False)

    with op.batch_alter_table("classes", schema=None) as batch_op:
        batch_op.add_column(sa.Column("goes_up", sa.Boolean(), nullable=True))
        batch_op.add_column(sa.Column("closed_on", sa.Date(), nullable=True))

    with op.batch_alter_table("schools", schema=None) as batch_op:
        batch_op.add_column(sa.Column("document_word", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("successor_id", sa.BLOB(), nullable=True))
        batch_op.create_index(batch_op.f("ix_schools_successor_id"), ["successor_id"], unique=False)
