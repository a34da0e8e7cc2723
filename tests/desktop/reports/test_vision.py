"""The statistics of eyesight: by the worse eye, with who was not tested."""

from datetime import date

from db.registers import Student, VisionCheck
from desktop.work import rows
from desktop.work.forms import Form
from tests.desktop.reports.township import Township


def test_each_class_is_counted_by_the_worse_eye(township: Township) -> None:
    room, other = township.room(2022, 1), township.room(2022, 2)
    township.pupils(room, "一", "二", "三", "四")
    township.pupils(other, "五")
    with township.source() as source:
        pupils = [row["id"] for row in source.rows(Student, [("class", room.hex())])]
    eyes = (("5.0", "5.1", False), ("4.9", "5.0", False), ("4.4", "4.8", True))
    words = {"school_id": township.center, "class_id": room, "year": 2026, "term": "1", "on": date(2026, 11, 18)}
    township.add(
        *(
            VisionCheck(student_id=row, left=left, right=right, glasses=glasses, **words)
            for row, (left, right, glasses) in zip(pupils, eyes, strict=False)
        )
    )
    _, paper = township.print("vision")
    line = next(line for line in paper.lines if line.startswith("五（1）班"))
    assert line.split()[1:] == ["4", "3", "75.0", "2", "66.7", "1", "0", "1", "1"]
    assert "还没有检查的班：五（2）班。" in paper.text


def test_a_decimal_record_is_offered_in_points(township: Township) -> None:
    township.pupils(township.room(2022, 1), "李强")
    form = Form.blank(township.office, VisionCheck)
    for name, text in {"student": "李强", "year": "2026", "left": "0.8"}.items():
        form.type(name, text)
    assert form.problems["left"].sentence == "0.8 是小数记录，五分记录是 4.9。"
    offer = form.problems["left"].offer
    assert offer is not None
    form.take(offer)
    assert form.shown("left") == "4.9"
    assert rows.add(township.office, VisionCheck, {"student": "李强", "year": "2026", "left": "4.9"}).data["id"]
