"""The school year, inspections, safety and quality"""

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
        batch_op.create_index("absences_by_day", ["on", "class_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_absences_class_id"), ["class_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_absences_student_id"), ["student_id"], unique=False)

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
        "document_kinds",
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("place", sa.Integer(), nullable=True),
        sa.Column("layout", sa.Text(), nullable=True),
        sa.Column("word", sa.Text(), nullable=True),
        sa.Column("headline", sa.Text(), nullable=True),
        sa.Column("addressee", sa.Text(), nullable=True),
        sa.Column("body", sa.Text(), nullable=True),
        sa.Column("closing", sa.Text(), nullable=True),
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
        batch_op.create_index(batch_op.f("ix_findings_rechecker_school_id"), ["rechecker_school_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_findings_staff_id"), ["staff_id"], unique=False)

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
        sa.Column("class_before_id", sa.BLOB(), nullable=True),
        sa.Column("class_after_id", sa.BLOB(), nullable=True),
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
        batch_op.create_index(batch_op.f("ix_movements_class_after_id"), ["class_after_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_movements_class_before_id"), ["class_before_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_movements_in_school_id"), ["in_school_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_movements_out_school_id"), ["out_school_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_movements_student_id"), ["student_id"], unique=False)

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
        batch_op.create_index("roll_calls_by_day", ["on", "class_id"], unique=False)

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
        "shipped",
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=True),
        sa.Column("taken_on", sa.Date(), nullable=True),
        sa.Column("id", sa.BLOB(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("school_id", sa.BLOB(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("schools", schema=None) as batch_op:
        batch_op.add_column(sa.Column("successor_id", sa.BLOB(), nullable=True))
        batch_op.create_index(batch_op.f("ix_schools_successor_id"), ["successor_id"], unique=False)
