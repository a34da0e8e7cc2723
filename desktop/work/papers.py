"""Papers: what can be printed, printing it into a PDF, and its pages as pictures for the preview."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from db.errors import PaperTrouble
from desktop.work.office import Office
from desktop.work.outcome import Outcome, Progress, silent

ANY_LEDGER = ("list", "file")
"""Papers that print the rows of any ledger."""


def reports() -> list[dict[str, object]]:
    """All reports with their options, as the command `reports` prints them."""
    from desktop.reports import REPORTS

    return [
        {
            "name": report.name,
            "title": report.title,
            "ledgers": list(report.ledgers),
            "options": [
                {"name": o.name, "label": o.label, "kind": o.kind, "required": o.required, "default": o.default}
                | {"hint": o.hint, "target": o.target, "codes": o.codes}
                for o in report.options
            ],
        }
        for report in REPORTS
    ]


def offered(register: str) -> list[tuple[str, str]]:
    """(name, title) of every report: first those of this ledger, then its list and files, then the others."""
    from desktop.reports import REPORTS

    own = [(r.name, r.title) for r in REPORTS if register in r.ledgers]
    any_ = [(r.name, r.title) for r in REPORTS if register and r.name in ANY_LEDGER]
    known = {name for name, _ in (*own, *any_)}
    others = [(r.name, f"其他：{r.title}" if register else r.title) for r in REPORTS if r.name not in known]
    return [*own, *any_, *others]


def make(office: Office, name: str, target: Path, options: Mapping[str, str], progress: Progress = silent) -> Outcome:
    """Prints a report into a PDF; the file is there whole or not at all. Raises PaperTrouble, NotFound, Stopped."""
    from desktop import reports as paper

    title = paper.report(name).title
    if not target.parent.is_dir():
        raise PaperTrouble(f"没有文件夹 {target.parent}。", "请换一个文件夹，或检查U盘是否插好。")
    with office.look() as connection:
        source = paper.Source(connection, office.context, office.school_id, office.school)
        printed = paper.make(name, source, target, options, lambda page: progress(f"打印{title}", page, 0))
    if printed.private:
        office.log_shown(f"{title}（打印，用途：{printed.reason}）", printed.pages)
    said = f"{title}已生成，共 {printed.pages} 页：{target}"
    missing = [f"{m.who}的“{m.field}”里的“{m.char}”" for m in printed.missing]
    advice = "这些字印不出来，页上印成〓：" + "、".join(missing[:20]) + "。请手工补写。" if missing else ""
    return Outcome(said, data={"pages": printed.pages}, attention=bool(missing), advice=advice)


def picture(pdf: Path, page: int, width: int) -> bytes:
    """A page (from 0) of a PDF as PNG, so many pixels wide."""
    from io import BytesIO

    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        sheet = document[page]
        image = sheet.render(scale=width / sheet.get_width()).to_pil()
        body = BytesIO()
        image.save(body, "PNG")
        return body.getvalue()
    finally:
        document.close()


def sizes(pdf: Path) -> list[tuple[float, float]]:
    """Width and height of each page in points."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        return [document.get_page_size(number) for number in range(len(document))]
    finally:
        document.close()
