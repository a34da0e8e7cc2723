"""Four words by telephone: what two people compare to be sure that a machine is the one they mean."""

from __future__ import annotations

import hashlib

_FIRST = "大小红白青黄黑高长老东西北木石双"
_SECOND = "山水门桥树花马羊鸟鱼车船屋田灯井"
_COST = 2**14
"""Slow on purpose: nobody can try keys until four words happen to agree."""


def fingerprint(sign: bytes, seal: str, site: int) -> str:
    """Four words made of a machine's public keys and its number: 红桥 大田 北门 双鱼."""
    made = hashlib.scrypt(sign + seal.encode() + site.to_bytes(8, "big"), salt=b"xiangxiao", n=_COST, r=8, p=1, dklen=4)
    return " ".join(_FIRST[byte >> 4] + _SECOND[byte & 15] for byte in made)
