"""义务教育均衡监测表: every school against the thresholds, grey where it is short, mean and difference coefficient.

源：教督〔2017〕6号、教督〔2012〕3号。A figure below its threshold is cut off, never rounded up to it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from db.balance import stands as standing
from db.balance.indicators import Indicator, sets
from db.balance.shown import coefficient, gap, mean_of, rounded, shown
from db.balance.stands import Line, Stand
from db.rules.aid_standards import yuan as plain
from db.rules.balance import ENOUGH, FAR_BELOW
from db.rules.grades import school_year_label
from desktop.reports import balance_workings, blocks
from desktop.reports.furniture import Sheet, chinese_day
from desktop.reports.options import Chosen, Option, Report
from desktop.reports.press import Press
from desktop.reports.roster import spread
from desktop.reports.rows import Cell, Column, Style
from desktop.reports.source import Source
from desktop.reports.tables import Table

FORM = "QS-JH-01"
SHORT, FAR, TINT = 0.86, 0.72, 0.93
YEAR = Option("year", "学年", hint="起始年，如 2026；不填就是最近一年")
SET = Option("set", "口径", default="2017", hint="2017 为优质均衡（7项），2012 为基本均衡（8项）")
WORKINGS = Option("workings", "附算式", "yesno", default="no")
NUMBERS = "一二"
TEXT = Style(size=8.5)
SIGNERS = (
    "填表人：______________",
    "审核人：______________",
    "校长（签字）：______________",
    "（盖章）　____年____月____日",
)


def write(press: Press, source: Source, chosen: Chosen) -> None:
    year = year_of(source, chosen)
    found = standing.stands(source.connection, source.context, year, set_of(chosen))
    press.begin(Sheet(source.school, head_of(source, year), FORM, source.today, landscape=True))
    title = sets()[set_of(chosen)].title
    blocks.title(press, f"义务教育{title}资源配置监测表", 1)
    blocks.ends(press, f"填报单位：{source.school}", f"统计时点：{_as_of(found, year)}")
    if not found:
        blocks.nothing(press, "这一年还没有办学条件数据。请在“办学条件”台账里填写或导入。")
        return
    least = source.context.setting("balance.least_met")
    for number, stand in enumerate(found):
        blocks.heading(press, f"{NUMBERS[number]}、{stand.title}", 11, 120)
        _stand(press, stand, least)
        blocks.gap(press, 2)
    for text in notes(found, source):
        blocks.note(press, text)
    blocks.signatures(press, *SIGNERS)
    if chosen.yes(WORKINGS.name):
        balance_workings.write(press, source, found)


def year_of(source: Source, chosen: Chosen) -> int:
    asked = chosen.text(YEAR.name)
    known = standing.years(source.connection)
    return int(asked) if asked.isdigit() else known[0] if known else source.context.school_year


def head_of(source: Source, year: int) -> str:
    """The term of printing over this year's figures, the school year over those of another."""
    return source.term if year == source.context.school_year else school_year_label(year)


def set_of(chosen: Chosen) -> str:
    return chosen.text(SET.name) if chosen.text(SET.name) in sets() else "2017"


def _as_of(found: Sequence[Stand], year: int) -> str:
    days = [str(line.row["as_of"]) for stand in found for line in stand.lines if line.row["as_of"]]
    return chinese_day(date.fromisoformat(max(days))) if days else f"{year}年9月1日"


def _stand(press: Press, stand: Stand, least: int) -> None:
    judged = any(one.threshold for one in stand.indicators.each)
    ends = (Column("达标\n项数", 12), Column("结论", 13)) if judged else ()
    columns = [
        Column("学校", 54, "l"), Column("学生数", 15),
        *(Column(f"{one.number} {one.head}", 28) for one in stand.indicators.each), *ends,
    ]  # fmt: skip
    table = Table(press, spread(columns, press.width), style=TEXT, row_height=15, head_height=40)
    for line in stand.lines:
        cells = [_cell(stand, one, line, n) for n, one in enumerate(stand.indicators.each)]
        verdict = [f"{line.met}/{len(cells)}", _verdict(line)] if judged else []
        table.row([line.name, str(line.pupils), *cells, *verdict])
    if judged:
        limits = [plain(one.threshold[stand.stage]) for one in stand.indicators.each]
        table.row(["标准（不低于）", "", *limits, f"≥{least}", ""], grey=TINT)
    means = [mean_of(one, found) for one, found in zip(stand.indicators.each, stand.spreads, strict=True)]
    blank = ["", ""] if judged else []
    table.row(["本镇平均", str(stand.pupils), *means, *blank], grey=TINT)
    table.row(_coefficients(stand, judged), grey=TINT)
    if not judged and stand.composite is not None:
        text = f"{rounded(stand.composite, stand.limit)}　{ENOUGH if stand.composite <= stand.limit else '超过'}"
        table.row([f"综合差异系数（不高于{stand.limit}）", "", Cell(text, len(stand.spreads), strong=True)], grey=TINT)
    for row in _published(stand):
        table.row([*row, *blank], grey=TINT)
    table.close()


def _published(stand: Stand) -> Iterator[list[str]]:
    """Two rows of what the county published, where it did."""
    if any(one.mean is not None for one in stand.county):
        yield ["全县平均", "", *("—" if one.mean is None else plain(one.mean) for one in stand.county)]
    if any(one.variation is not None for one in stand.county):
        yield ["全县差异系数", "", *("—" if one.variation is None else plain(one.variation) for one in stand.county)]


def _verdict(line: Line) -> str:
    return "缺数据" if line.passed is None else ENOUGH if line.passed else "未达标"


def _cell(stand: Stand, one: Indicator, line: Line, number: int) -> Cell:
    """The figure, and how far it is from the threshold; light grey below it, dark with ▼ below the floor."""
    value, state = line.values[number], line.states[number]
    if value is None:
        return Cell("—")
    if state in ("", ENOUGH):
        return Cell(shown(value, one, stand.stage))
    far = state == FAR_BELOW
    text = f"{'▼' if far else ''}{shown(value, one, stand.stage)}　差{gap(value, one, stand.stage)}"
    return Cell(text, strong=far, grey=FAR if far else SHORT)


def _coefficients(stand: Stand, judged: bool) -> list[str | Cell]:
    cells: list[str | Cell] = [f"差异系数（不高于{stand.limit}）" if judged else "差异系数", ""]
    for found in stand.spreads:
        text = coefficient(found, stand.limit)
        if judged and found is not None and found.variation is not None:
            kept = found.within(stand.limit)
            cells.append(Cell(f"{text}　{ENOUGH if kept else '超过'}", grey=TINT if kept else SHORT, strong=not kept))
        else:
            cells.append(text)
    kept_all = sum(bool(found and found.within(stand.limit)) for found in stand.spreads)
    return [*cells, *([f"{kept_all}/{len(stand.spreads)}", ""] if judged else [])]


def notes(found: Sequence[Stand], source: Source) -> list[str]:
    one = found[0].indicators
    least, floor = source.context.setting("balance.least_met"), plain(source.context.setting("balance.floor"))
    said = [f"说明：1. 依据{one.source}。"]
    if one.name == "2017":
        said[0] += (
            f"每校至少{least}项达标，余项不低于标准的{floor}%。"
            f"浅灰格未达标但不低于{floor}%，深灰格（▼）低于{floor}%；“差”为距标准的缺口。"
        )
    else:
        said[0] += "综合差异系数是8项差异系数的平均，不高于限额为达标。"
    left = [name for stand in found for name in stand.left_out]
    small = source.context.setting("balance.small_point")
    out = f"3. 不参加计算：{'、'.join(left)}（无学生，或不足{small}人的教学点）。" if left else ""
    own = "2. 差异系数按学生数加权，以本镇学校计算，只供自查；全县差异系数以县级监测为准。"
    return [*said, f"{own}九年一贯制学校按学部分算。{out}"]


REPORT = Report("balance", "均衡监测表", write, (YEAR, SET, WORKINGS), ("school_resources",))
