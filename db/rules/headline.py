"""A document's title over several lines: whole words, and the shape of a trapezoid.

源：GB/T 9704-2012 7.3.1（标题回行时要做到词意完整、排列对称、长短适宜、间距恰当，使用梯形或菱形）。
"""

from __future__ import annotations

import re
from itertools import combinations, pairwise
from math import ceil

_WORDS = """
关于 开展 加强 做好 落实 印发 转发 召开 举行 组织 进行 规范 推进 深入 切实 认真 全面 进一步 有关 若干
检查 情况 通报 通知 通告 公告 公示 意见 方案 办法 规定 制度 报告 请示 批复 纪要 简报 决定 函 名单
结果 学校 小学 中学 初中 学生 教师 教职工 家长 班级 班主任 校长 园长 幼儿 幼儿园 教学点 中心学校 儿童
少年 教学 教育 教研 教导 常规 质量 管理 工作 活动 学期 学年 年度 春季 秋季 上学期 下学期 第一 第二
期中 期末 校园 安全 隐患 整改 排查 专项 消防 食品 卫生 校车 防溺水 交通 宿舍 食堂 责任 责任书 目标
考核 评估 督查 督办 表彰 奖励 先进 优秀 个人 集体 单位 评选 比赛 竞赛 培训 会议 资助 家庭经济困难 困难 补助 招生
入学 学籍 控辍 保学 义务 疫苗 传染病 假期 寒假 暑假 国庆 中秋 春节 期间 问题 意外 保险 收费 公开 均衡
发展 优质 建设 项目 设施 设备
"""
_WHOLE = tuple(_WORDS.split())
_LOOSE_AFTER = "与和及、》："
_NOT_FIRST = "的与和及、，》）〕”了等号们者性化年月日级"
_NOT_LAST = "《（〔“第的关于对在从向把被为各本该"
_SOLID = re.compile(r"[0-9A-Za-z.%／/—\-]+[年月日号级届次个所项%]?|《[^》]{1,14}》|“[^”]{1,8}”")


def lines(title: str, most: int) -> list[str]:
    """The title in as few lines of at most so many characters as it takes; the office's own line breaks stand."""
    if "\n" in title:
        return [line.strip() for line in title.split("\n") if line.strip()]
    text = title.strip()
    count = ceil(width(text) / most)
    while True:
        found = _best(text, count, most)
        if found or count >= len(text):
            return found or [text[i : i + most] for i in range(0, len(text), most)]
        count += 1


def width(text: str) -> float:
    """How many Chinese characters wide: figures and Latin letters are half as wide."""
    return sum(0.5 if char.isascii() else 1.0 for char in text)


def _best(text: str, count: int, most: int) -> list[str]:
    if count <= 1:
        return [text]
    inside = _inside(text)
    places = [place for place in range(2, len(text) - 1) if place not in inside]
    tried = [
        [text[a:b] for a, b in zip((0, *cuts), (*cuts, len(text)), strict=True)]
        for cuts in combinations(places, min(count, 4) - 1)
    ]
    fitting = [parts for parts in tried if max(map(width, parts)) <= most]
    return min(fitting, key=_cost, default=[])


def _inside(text: str) -> set[int]:
    """Places within a word, a figure or a quoted name, where no line may end."""
    taken: set[int] = set()
    for found in _SOLID.finditer(text):
        taken |= set(range(found.start() + 1, found.end()))
    for word in _WHOLE:
        at = text.find(word)
        while at >= 0:
            taken |= set(range(at + 1, at + len(word)))
            at = text.find(word, at + 1)
    return taken


def _cost(parts: list[str]) -> float:
    """Uneven lines, lines that all have one length (no trapezoid), and ends that tear what belongs together."""
    widths = [width(part) for part in parts]
    longest, shortest = max(widths), min(widths)
    cost = longest - shortest + (3.0 if longest == shortest else 0.0)
    if len(parts) > 2 and widths not in (sorted(widths), sorted(widths, reverse=True)) and not _diamond(widths):
        cost += 6.0
    for before, after in pairwise(parts):
        cost -= 3.0 if before[-1] in _LOOSE_AFTER else 0.0
        cost += 8.0 if after[0] in _NOT_FIRST else 0.0
        cost += 8.0 if before[-1] in _NOT_LAST else 0.0
    return cost


def _diamond(widths: list[float]) -> bool:
    return max(widths) not in (widths[0], widths[-1])
