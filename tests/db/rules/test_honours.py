"""A certificate or an honour roll tells no marks and no ranks of pupils; deeds, competitions and work it may tell."""

from __future__ import annotations

import pytest

from db.rules import honours


@pytest.mark.parametrize(
    "text",
    [
        "期末考试总分年级第一", "语文98分", "数学 99.5 分", "全班第3名", "年级第十", "期末考试第二名",
        "考试成绩优秀", "学习成绩优异奖名次",
        "平均分 92.3", "本学期成绩排名前十", "得分", "全校第一", "语文测试第一名",
    ],
)  # fmt: skip
def test_marks_and_ranks_are_told(text: str) -> None:
    assert honours.told(text)


@pytest.mark.parametrize(
    "text",
    [
        "拾金不昧，乐于助人", "校运动会男子100米第一名", "三好学生", "工作成绩显著", "教学成绩突出",
        "每天阅读30分钟", "第一分校",
        "进步之星", "书法比赛一等奖", "五（2）班", "中心学校第3党小组", "",
    ],
)  # fmt: skip
def test_deeds_competitions_and_work_are_not(text: str) -> None:
    assert honours.told(text) == ""
