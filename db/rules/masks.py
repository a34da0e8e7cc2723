"""What lists and papers show of a private number or address, unless somebody asks for all of it and says why.

Source: 个人信息保护法 Art. 28, 31; the measure of each mask is the paper plan's.
"""

import re

STARS = "*" * 12
# A house is named after its village group; what stands before is the group, and is shown.
_GROUP = re.compile(r".*?(?:村|社区|屯|寨|街道|镇|乡).*?[0-9一二三四五六七八九十]+(?:组|队|社)")
_VILLAGE = re.compile(r".*(?:村|社区|居委会|屯|寨)")
_TOWN = re.compile(r".*?(?:街道|镇|乡|县|区|市)")
_MASKED = re.compile(r"\*{3,}")


def is_masked(text: str) -> bool:
    """Whether this is our own mask read back from a sheet: such a cell counts as empty."""
    return _MASKED.search(text) is not None


def mask_id(text: str) -> str:
    """First six, then twelve stars: with the birth month beside it, the last four would give the number away."""
    if not text or is_masked(text):
        return text
    return text[:6] + STARS if len(text) >= 15 else text[:1] + STARS[: max(len(text) - 1, 4)]


def mask_enrolment_number(text: str) -> str:
    """学籍号: letter and province, then six stars, as the roster shows it."""
    return text if not text or is_masked(text) else text[: 3 if len(text) >= 15 else 1] + "*" * 6


def mask_phone(text: str) -> str:
    """First three and last four; of a short number the last four only."""
    if not text or is_masked(text):
        return text
    if "、" in text:
        return "、".join(mask_phone(number) for number in text.split("、"))
    return text[:3] + "****" + text[-4:] if len(text) >= 10 else "****" + text[-4:] if len(text) >= 7 else "****"


def mask_address(text: str) -> str:
    """To the village group, not the house; where nothing is left out, the address stands as it is."""
    if not text or is_masked(text):
        return text
    for kept in (_GROUP, _VILLAGE, _TOWN):
        if found := kept.match(text):
            return found[0] if found[0] == text else found[0] + "***"
    return text[:2] + "***"


def mask_whole(text: str) -> str:
    """A mark or a level: even its first digit says too much."""
    return text if not text or is_masked(text) else "***"


def mask_account(text: str) -> str:
    """A bank card: its last four, as banks print it."""
    return text if not text or is_masked(text) else "****" + text[-4:] if len(text) >= 12 else "****"


def mask_text(text: str) -> str:
    """Anything else that is private: its first character."""
    return text if not text or is_masked(text) else text[0] + "***"
