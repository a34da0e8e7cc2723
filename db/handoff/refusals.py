"""Why a file from a stick is not taken: each cause has its own sentence, and says what to do next."""

from __future__ import annotations

from db.errors import Trouble


class StickTrouble(Trouble):
    """The stick is full, gone or must not be written; the data file is as it was."""

    advice = "数据没有丢失，请换一个U盘或重新插入，再交接一次。"


class Refused(Trouble):
    """A file that is not taken in: nothing of it is kept, the file stays where it is."""

    advice = "请对方重新做一次交接。"


class Cut(Refused):
    advice = "可能是U盘没写完就拔了，请对方重新写一次。"


class Altered(Refused):
    advice = "U盘可能有坏处，请对方换一个U盘重新写一次。"


class UnknownSender(Refused):
    advice = "请用中心学校给的邀请文件加入，再交接。"


class Newcomer(Refused):
    """Its sender waits until a person has compared the four words."""


class Retired(Refused):
    advice = "如果这台机器还在用，请用新的邀请文件重新加入。"


class NewerProgram(Refused):
    advice = "请先把本机的程序升级，再收这个包。"


class TooLarge(Refused):
    advice = "请与对方电话核对，不要再用这个U盘。"


class BadContent(Refused):
    advice = "对方的程序可能有问题，请保留这个文件并联系维护人员。"


class CopiedFile(Refused):
    """The same machine, entry and place with other content: two copies of one data file are both in use."""

    advice = "这所学校有两台电脑在用同一份数据的副本。收到回执后，那台机器会自动换成新的机器号，再交接一次即可。"


class NotForUs(Refused):
    """A parcel for somebody else; it is left alone."""

    advice = "请把它带给收件的学校。"
