"""Keys of this machine, to sign and to open what is sealed to it; in the user's settings, never in the data file."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pyrage
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

from db.errors import FileTrouble

SIGNATURE = 64
"""Bytes of a signature."""


class PublicKeys(NamedTuple):
    """What others know of a machine: `sign` proves what it sent, `seal` closes what only it may read."""

    sign: bytes
    seal: str


class Keys(NamedTuple):
    """The private halves. Whoever has them is this machine."""

    site: int
    signing: Ed25519PrivateKey
    identity: pyrage.x25519.Identity

    @classmethod
    def new(cls, site: int) -> Keys:
        return cls(site, Ed25519PrivateKey.generate(), pyrage.x25519.Identity.generate())

    @property
    def public(self) -> PublicKeys:
        sign = self.signing.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        return PublicKeys(sign, str(self.identity.to_public()))

    def sign(self, digest: bytes) -> bytes:
        return self.signing.sign(digest)

    def unseal(self, body: bytes) -> bytes | None:
        """What was sealed to this machine; None if it cannot be opened."""
        try:
            return bytes(pyrage.decrypt(body, [self.identity]))
        except pyrage.DecryptError:
            return None


def signed_by(sign: bytes, signature: bytes, digest: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(sign).verify(signature, digest)
    except (InvalidSignature, ValueError):
        return False
    return True


def sealed(body: bytes, *seals: str) -> bytes:
    """Closed to everybody but those with these seals."""
    return bytes(pyrage.encrypt(body, [pyrage.x25519.Recipient.from_str(seal) for seal in seals]))


def proper(keys: PublicKeys) -> bool:
    """True if these can be used as keys at all."""
    try:
        Ed25519PublicKey.from_public_bytes(keys.sign)
        pyrage.x25519.Recipient.from_str(keys.seal)
    except (ValueError, pyrage.RecipientError):
        return False
    return True


# -- where they are kept --------------------------------------------------------------------------------------


def settings() -> Path:
    """This user's settings folder: a copied data file does not take it along."""
    import platformdirs

    return Path(platformdirs.user_config_dir("xiangxiao", appauthor=False))


def load(database: str) -> Keys | None:
    """The keys under which this machine uses that data file; None if it has none."""
    kept = read_note("keys", database)
    try:
        seed = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(kept["sign"]))
        return Keys(int(kept["site"]), seed, pyrage.x25519.Identity.from_str(kept["seal"]))
    except (KeyError, TypeError, ValueError, pyrage.IdentityError):
        return None


def all_here() -> Iterator[Keys]:
    """All keys in this user's settings, those of other data files and former numbers too."""
    for file in sorted((settings() / "keys").glob("*.json")):
        kept = load(file.stem)
        if kept is not None:
            yield kept


def of_former(site: int) -> Keys | None:
    """The keys that this machine had under an earlier number: parcels for that may still be under way."""
    return load(f"former-{site}")


def save_former(former: Keys) -> None:
    save(f"former-{former.site}", former)


def save(database: str, keys: Keys) -> None:
    seed = keys.signing.private_bytes(Encoding.Raw, PrivateFormat.Raw, NoEncryption())
    write_note("keys", database, {"site": keys.site, "sign": seed.hex(), "seal": str(keys.identity)})


def read_note(kind: str, database: str) -> dict[str, Any]:
    """What the settings folder holds about a data file under that heading; empty if nothing that can be read."""
    try:
        found = json.loads((settings() / kind / f"{database}.json").read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def write_note(kind: str, database: str, note: dict[str, Any]) -> None:
    """Replaces the note whole; only this user may read it. Raises FileTrouble."""
    try:
        _write_note(settings() / kind, database, note)
    except OSError as error:
        raise FileTrouble("写不进本机的设置文件夹，可能硬盘满了。", "请清理出一些空间，再做一次。") from error


def _write_note(folder: Path, database: str, note: dict[str, Any]) -> None:
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    part = folder / f"{database}.{os.getpid()}.part"
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        json.dump(note, file)
        file.flush()
        os.fsync(file.fileno())
    part.replace(folder / f"{database}.json")
