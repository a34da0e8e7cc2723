"""What must not stand on a certificate, an honour roll or any other public paper: a pupil's marks and ranks."""

from __future__ import annotations

import re

ADVICE = "学生的考试成绩、分数和名次不得公布，请改为表彰事迹或等级。"
"""源：未成年人学校保护规定（教育部令第50号）第十条；教育部办公厅 2021年8月30日考试管理通知。"""

_DIGITS = "0-9０-９一二三四五六七八九十百两"
_FORBIDDEN = re.compile(
    "|".join((
        "考试成绩", "学习成绩", "成绩", "分数", "总分", "均分", "平均分", "得分", "排名", "名次", "位次",
        rf"(?:全班|班级|年级|全级|全年级|全校|全镇|全县|同年级)(?:总分)?第[{_DIGITS}]+",
        rf"(?:考试|测试|测验|检测|期中|期末|统考|语文|数学|英语)[^，。；\n]{{0,8}}第[{_DIGITS}]+",
        r"[0-9０-９]+(?:[.．][0-9０-９]+)?\s*分(?!钟|之|校|册|组|部|期|工|别|享|队)",
    ))
)  # fmt: skip
_ALLOWED = re.compile("(?:工作|教学|创建|显著|突出|优异)的?成绩|成绩(?:显著|突出|优异)")


def told(text: str) -> str:
    """The first words of a text that tell a mark or a rank; empty where there are none.

    Places in a sports day or a competition (百米第一名) are no marks; neither is 成绩显著 said of work.
    """
    found = _FORBIDDEN.search(_ALLOWED.sub(lambda allowed: "＿" * len(allowed[0]), text))
    return found[0] if found else ""
