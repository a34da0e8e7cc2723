"""Who takes part: enrolment, staying and dropping out, as exact fractions; None where there is nobody to count.

Source: facts 2.6 (小学净入学率, 毛入学率, 适龄人口入学率, 巩固率, 辍学率, 三残儿童入学率); no figure is ever a float.
"""

from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from fractions import Fraction


def rate(part: int, whole: int) -> Fraction | None:
    """Part of the whole; None for a whole of nobody."""
    return Fraction(part, whole) if whole > 0 else None


def net_enrolment(enrolled_of_age: int, all_of_age: int) -> Fraction | None:
    """净入学率: school-age children enrolled of all school-age children, in and out of school."""
    return rate(enrolled_of_age, all_of_age)


def enrolment_of_age(in_school_of_age: int, suspended: int, all_of_age: int) -> Fraction | None:
    """适龄人口入学率: those on 休学 do not count until they are back."""
    return rate(in_school_of_age - suspended, all_of_age)


def gross_enrolment(in_school: int, all_of_age: int) -> Fraction | None:
    """毛入学率, 毛入园率: pupils of any age against children of age; may pass 100 %."""
    return rate(in_school, all_of_age)


def disabled_enrolment(in_school: int, all_disabled_of_age: int) -> Fraction | None:
    """三残儿童入学率: 随班就读 and 送教上门 are in school."""
    return rate(in_school, all_disabled_of_age)


def year_retention(at_end: int, at_start: int, came: int, left: int, died: int = 0) -> Fraction | None:
    """年巩固率: pupils at the year's end of those at its start, with those who moved."""
    return rate(at_end, at_start + came - left - died)


def junior_retention(in_last_grade: int, entered: int, came: int, left: int, died: int = 0) -> Fraction | None:
    """初中三年巩固率: the graduating grade of those who entered grade seven three years ago, with those who moved."""
    return rate(in_last_grade, entered + came - left - died)


def nine_year_retention(graduated: int, entered: int, came: int, left: int) -> Fraction | None:
    """九年义务教育巩固率: graduates of those who entered, with normal movement."""
    return rate(graduated, entered + came - left)


def dropout(dropped_out: int, at_start: int) -> Fraction | None:
    """辍学率 as counted now: real dropouts of the enrolment at the year's start."""
    return rate(dropped_out, at_start)


def dropout_by_movement(reduced: int, increased: int, last_year_start: int) -> Fraction | None:
    """学年辍学率 (两基口径): all who went less all who came, of the enrolment at the start of the year before."""
    return rate(reduced - increased, last_year_start)


def percent(share: Fraction | None, places: int = 1) -> Decimal | None:
    """The share as a percentage, rounded half up: 1/3 is 33.3."""
    return None if share is None else decimal_of(share * 100, places)


def decimal_of(exact: Fraction, places: int) -> Decimal:
    """A fraction to so many places, half up, without passing through a float."""
    return _to_places(exact, places, ROUND_HALF_UP)


def against(exact: Fraction, threshold: Fraction, places: int) -> Decimal:
    """A figure beside its threshold: one below it is cut off, never rounded up to it (2.299 against 2.3: 2.29)."""
    return _to_places(exact, places, ROUND_DOWN if exact < threshold else ROUND_HALF_UP)


def _to_places(exact: Fraction, places: int, rounding: str) -> Decimal:
    whole, rest = divmod(abs(exact.numerator) * 10**places, exact.denominator)
    if rounding == ROUND_HALF_UP and 2 * rest >= exact.denominator:
        whole += 1
    return Decimal(whole if exact >= 0 else -whole).scaleb(-places)
