"""Everything that ships as files and becomes common rows, named one a line."""

from __future__ import annotations

from db import aid_files, checklist_files, document_files, duty_files, formula_files
from db.appraisals import files as appraisal_files
from db.shipped import Shipment

SHIPMENTS: tuple[Shipment, ...] = (
    Shipment("document-kinds", "公文种类", 1, document_files.rows),
    Shipment("aid-standards", "资助项目与标准", 1, aid_files.rows),
    Shipment("checklists", "检查表", 1, checklist_files.rows, keeps=True),
    Shipment("duties", "常规职责", 1, duty_files.rows),
    Shipment("appraisals", "考核方案", 1, appraisal_files.rows, keeps=True),
    Shipment("formulas", "综合公式", 1, formula_files.rows),
)
