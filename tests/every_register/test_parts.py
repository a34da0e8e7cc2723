"""Every register with details shows them below its row, and its file prints with them, whatever they hold."""

from pathlib import Path

import pypdfium2
import pytest

from db.register import Register
from db.registers import REGISTERS, Part, parts_of
from desktop.work import details, papers
from tests.every_register.conftest import Full

PAIRS = [(whole, part) for whole in REGISTERS for part in parts_of(whole)]


def text_of(pdf: Path) -> str:
    document = pypdfium2.PdfDocument(pdf)
    text = "".join(page.get_textpage().get_text_bounded() for page in document)
    document.close()
    return "".join(text.split())


@pytest.mark.parametrize(
    ("whole", "part"), PAIRS, ids=[f"{w.register_name()}-{p.register.register_name()}.{p.link.name}" for w, p in PAIRS]
)
def test_a_detail_stands_below_its_whole_and_in_its_file(
    full: Full, whole: type[Register], part: Part, tmp_path: Path
) -> None:
    office, (detail, _) = full.office, full.made[part.register]
    values = office.linked(part.register.register_name(), detail)
    assert values is not None
    row = values[part.link.column]
    assert row is not None, "the detail points to its whole"
    lines = details.lines(office, part, row)
    assert detail in [line.key for line in lines]
    assert details.whole_of(office, part.register, detail) is not None
    pdf = tmp_path / "档案.pdf"
    made = papers.make(office, "file", pdf, {"register": whole.register_name(), "row": row.hex(), "special": "yes"})
    assert made.data["pages"] >= 1
    assert "".join(part.register.title.split()) in text_of(pdf)
