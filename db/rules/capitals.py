"""Sums of money in Chinese capital figures (大写), as a signature sheet and a receipt must carry them.

源：中国人民银行《支付结算办法》附件一《正确填写票据和结算凭证的基本规定》（银发〔1997〕393号）。
"""

from decimal import Decimal

DIGITS = "零壹贰叁肆伍陆柒捌玖"
_PLAIN = "〇一二三四五六七八九"
UNITS = ("", "拾", "佰", "仟")
GROUPS = ("", "万", "亿")
MOST = Decimal(10) ** 12


def capitals(amount: Decimal) -> str:
    """1409.50 is 壹仟肆佰零玖元伍角整. ValueError for less than nothing, parts of a 分, or a thousand billions."""
    if not 0 <= amount < MOST or amount * 100 != (amount * 100).to_integral():
        raise ValueError(f"{amount}写不成大写金额。请填不小于零、最多两位小数的金额。")
    yuan, cents = divmod(int(amount * 100), 100)
    tenths, hundredths = divmod(cents, 10)
    if not cents:
        return f"{_whole(yuan) or DIGITS[0]}元整"
    said = f"{_whole(yuan)}元" if yuan else ""
    if yuan and (not tenths or yuan % 10 == 0):
        said += DIGITS[0]
    said += f"{DIGITS[tenths]}角" if tenths else ""
    return said + (f"{DIGITS[hundredths]}分" if hundredths else "整")


def _whole(yuan: int) -> str:
    """Digit by digit from the left; wanting digits are one 零 before the next that is there, none at a group's end."""
    said, wanting, digits = "", False, str(yuan)
    for place, mark in zip(range(len(digits) - 1, -1, -1), digits, strict=True):
        group, unit = divmod(place, 4)
        if mark != "0":
            said += (DIGITS[0] if wanting else "") + DIGITS[int(mark)] + UNITS[unit]
            wanting = False
        elif said:
            wanting = True
        if unit == 0 and yuan // 10**place % 10_000:
            said += GROUPS[group]
            wanting = False
    return said


def ordinal(number: int) -> str:
    """一、二 … 十、十一 … 九十九, as headings are numbered."""
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else f"{_PLAIN[tens]}十") + (_PLAIN[ones] if ones else "")
