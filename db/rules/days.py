"""Days and months as offices write them: 2019.3.22, 2018年10月31日, 20190126, 9月1日, 1980.01."""

import re
from calendar import monthrange
from datetime import date, datetime, timedelta

from db.rules.text import tidy

_CLOCK = re.compile(r"[ T][0-9]{1,2}:[0-9]{2}(:[0-9]{2}(\.[0-9]+)?)?$")
_WEEKDAY = re.compile(r"[（(]?(星期|周|礼拜)[一二三四五六日天][)）]?$")
_BLANK_BESIDE_MARK = re.compile(r" ?([年月日号.\-/、]) ?")
_MARK = r"[.\-/、年月 ]"
_FULL = re.compile(rf"([0-9]{{4}}){_MARK}([0-9]{{1,2}}){_MARK}([0-9]{{1,2}})[日号]?")
_SHORT_YEAR = re.compile(rf"([0-9]{{2}}){_MARK}([0-9]{{1,2}}){_MARK}([0-9]{{1,2}})[日号]?")
_SOLID = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_NO_YEAR = re.compile(r"([0-9]{1,2})[.\-/、月]([0-9]{1,2})[日号]?")
_MONTH = re.compile(r"([0-9]{4})(?:[.\-/、年 ]([0-9]{1,2})月?|([0-9]{2}))")
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
# Workbooks count days from here; 1900-02-29, which never was, makes the day before it useless anyway.
_SERIAL_ZERO = date(1899, 12, 30)
_SERIAL_FIRST, _SERIAL_LAST = 61, (date(_LAST_YEAR, 12, 31) - _SERIAL_ZERO).days

HOW = "请写成2026-09-01这样。"
HOW_MONTH = "请写成2026-09这样。"


def chinese_day(day: date) -> str:
    """2026年9月1日, as documents write it: no leading zeros."""
    return f"{day.year}年{day.month}月{day.day}日"


def read_day(value: object, year_hint: int | None = None, *, serial: bool = False) -> date:
    """The day meant; ValueError with a sentence otherwise.

    `year_hint` lends its year to 9月1日 and its century to 26.9.1; `serial` lets a number be a workbook's day count.
    """
    if isinstance(value, datetime):
        return _day(value.year, value.month, value.day)
    if isinstance(value, date):
        return _day(value.year, value.month, value.day)
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        raise ValueError(f"“{tidy(str(value))}”不是日期。{HOW}")
    if isinstance(value, (int, float)):
        return _day_of_number(value, serial)
    return _day_of_text(value, year_hint)


def _day_of_number(value: float, serial: bool) -> date:
    if abs(value) < 1e9 and value == int(value):
        solid = _SOLID.fullmatch(str(int(value)))
        if solid:
            return _day(*map(int, solid.groups()))
    if serial and _SERIAL_FIRST <= value <= _SERIAL_LAST:
        return _SERIAL_ZERO + timedelta(days=int(value))
    shown = f"{value:.10g}"
    if _MONTH.fullmatch(shown):
        raise ValueError(f"“{shown}”只有年月，缺少日。{HOW}")
    raise ValueError(f"数字{shown}认不出是哪一天。{HOW}")


def _day_of_text(typed: str, year_hint: int | None) -> date:
    text = _tidy_day(typed)
    if not text:
        raise ValueError(f"没有填日期。{HOW}")
    if found := _FULL.fullmatch(text) or _SOLID.fullmatch(text):
        return _day(*map(int, found.groups()))
    if found := _NO_YEAR.fullmatch(text):
        if year_hint is None:
            raise ValueError(f"“{text}”没有年份。{HOW}")
        return _day(year_hint, int(found[1]), int(found[2]))
    if found := _SHORT_YEAR.fullmatch(text):
        if year_hint is None:
            raise ValueError(f"“{text}”的年份请写四位。{HOW}")
        return _day(_in_century(int(found[1]), year_hint), int(found[2]), int(found[3]))
    if _MONTH.fullmatch(text):
        raise ValueError(f"“{text}”只有年月，缺少日。{HOW}")
    raise ValueError(f"“{_short(text)}”认不出是哪一天。{HOW}")


def read_month(value: object) -> str:
    """The month meant, as "2021-09"; a whole day gives its month. ValueError with a sentence otherwise.

    A sheet that keeps 2001.10 as a number shows 2001.1: such a number is refused, never guessed.
    """
    if isinstance(value, date):
        return _month(value.year, value.month)
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        raise ValueError(f"“{tidy(str(value))}”不是年月。{HOW_MONTH}")
    if isinstance(value, (int, float)):
        text = f"{value:.10g}"
        if re.fullmatch(r"[0-9]{4}\.1", text):
            raise ValueError(f"{text}存成了数字，可能是1月，也可能是10月。{HOW_MONTH}")
    else:
        text = _tidy_day(value)
    if not text:
        raise ValueError(f"没有填年月。{HOW_MONTH}")
    if found := _MONTH.fullmatch(text):
        return _month(int(found[1]), int(found[2] or found[3]))
    if found := _FULL.fullmatch(text) or _SOLID.fullmatch(text):
        day = _day(*map(int, found.groups()))
        return _month(day.year, day.month)
    raise ValueError(f"“{_short(text)}”认不出是哪一年哪一月。{HOW_MONTH}")


def show_day(day: date | None) -> str:
    """As lists and sheets show it: 2026-09-01."""
    return day.isoformat() if day else ""


def say_day(day: date | None) -> str:
    """As papers write it: 2026年9月1日 (GB/T 9704: no padding zero)."""
    return f"{day.year}年{day.month}月{day.day}日" if day else ""


def say_month(month: str) -> str:
    """2021-09 as papers write it: 2021年9月."""
    year, _, number = month.partition("-")
    return f"{year}年{int(number)}月" if number else month


def months_after(day: date, months: int) -> date:
    """The same day so many months later; the last of the month where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _tidy_day(typed: str) -> str:
    text = _CLOCK.sub("", _WEEKDAY.sub("", tidy(typed)).strip())
    return _BLANK_BESIDE_MARK.sub(r"\1", text).removesuffix(".")


def _in_century(two: int, year_hint: int) -> int:
    """The latest year with these two last digits that is not beyond next year: 26 → 2026, 85 → 1985."""
    return year_hint + 1 - (year_hint + 1 - two) % 100


def _day(year: int, month: int, number: int) -> date:
    _check_year(year)
    try:
        return date(year, month, number)
    except ValueError:
        raise ValueError(f"没有{year}年{month}月{number}日这一天。{HOW}") from None


def _month(year: int, month: int) -> str:
    _check_year(year)
    if not 1 <= month <= 12:
        raise ValueError(f"{year}年没有{month}月。{HOW_MONTH}")
    return f"{year:04}-{month:02}"


def _check_year(year: int) -> None:
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise ValueError(f"年份{year}不在{_FIRST_YEAR}至{_LAST_YEAR}之间，请核对。")


def _short(text: str) -> str:
    return text if len(text) <= 20 else text[:20] + "…"
