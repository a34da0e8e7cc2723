"""Serials: the number printed on a blank sheet, short enough to type, with a digit that catches a slip.

Seven digits from the row's own chance and a check digit: any wrong digit, and any two neighbours changed about, are
noticed. 4821-0937.
"""

import re

DIGITS = 7
_DAMM = (
    "0317598642", "7092154863", "4206871359", "1750983426", "6123045978",
    "3674209581", "5869720134", "8945362017", "9438617205", "2581436790",
)  # fmt: skip
"""源：H. M. Damm, Total anti-symmetrische Quasigruppen, 2004."""


def serial_of(row: bytes) -> str:
    """The serial of a row's key. Two sheets in ten million share one; then both are shown."""
    body = f"{int.from_bytes(row[-6:], 'big') % 10**DIGITS:0{DIGITS}}"
    return written(body + check_digit(body))


def check_digit(body: str) -> str:
    """The digit that makes the whole come out at zero."""
    state = "0"
    for digit in body:
        state = _DAMM[int(state)][int(digit)]
    return state


def written(digits: str) -> str:
    return f"{digits[:4]}-{digits[4:]}"


def read_serial(typed: str) -> str:
    """The serial meant by what somebody typed. Raises ValueError, a sentence."""
    digits = re.sub(r"[^0-9]", "", typed)
    if len(digits) != DIGITS + 1:
        raise ValueError("编号是 8 位数字。请看空表右上角，例如 4821-0937。")
    if check_digit(digits) != "0":
        raise ValueError(f"编号 {written(digits)} 对不上，可能看错或打错了一位。请再核对一遍。")
    return written(digits)
