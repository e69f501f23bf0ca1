"""The vault: a random data key, wrapped once for each secret that may open it.

``vault.json`` holds slots; each is the data key under AES-256-GCM, bound to the vault, the kind of slot and the costs
of Argon2id, so that lowering the costs in the file is noticed. Changing the passphrase rewrites one slot.
"""

from __future__ import annotations

import json
import secrets
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from typing_extensions import override

from desktop.application.passphrase import RECOVERY_BYTES, check_new, plain, printed_recovery_key, read_recovery_key
from desktop.application.whole_file import write_whole
from desktop.domain.errors import Damaged, Newer, NoWorkspace, Refused, WrongSecret
from desktop.domain.said import N_, Said, said

KEY_BYTES = 32
VERSION = 1
KEPT = 3
"""Older copies of the vault that stay beside it."""

PASSPHRASE = "passphrase"  # noqa: S105 - the name of a kind of slot
RECOVERY = "recovery"
KEYRING = "keyring"
_SERVICE = "Overstap"


class DataKey:
    """The key of the database; it shows itself nowhere."""

    __slots__ = ("_bytes",)

    def __init__(self, value: bytes) -> None:
        if len(value) != KEY_BYTES:
            raise ValueError(f"a data key has {KEY_BYTES} bytes")
        self._bytes = value

    @override
    def __repr__(self) -> str:
        return "DataKey()"

    @override
    def __eq__(self, other: object) -> bool:
        return isinstance(other, DataKey) and secrets.compare_digest(self._bytes, other._bytes)

    @override
    def __hash__(self) -> int:
        return hash(self._bytes)

    def reveal(self) -> bytes:
        """The bytes, for the cipher only."""
        return self._bytes


@dataclass(frozen=True, slots=True)
class Cost:
    """What one try costs with Argon2id: memory in KiB, rounds, lanes."""

    m: int
    t: int
    p: int

    def below(self, floor: Cost) -> bool:
        """Whether any part is cheaper than the floor."""
        return self.m < floor.m or self.t < floor.t or self.p < floor.p

    def above(self, ceiling: Cost) -> bool:
        """Whether any part is dearer than the ceiling."""
        return self.m > ceiling.m or self.t > ceiling.t or self.p > ceiling.p


_CEILING = Cost(m=2 * 1024 * 1024, t=200, p=16)
"""Costs above this would only make the program hang."""


@dataclass(frozen=True, slots=True)
class Hardness:
    """How hard guessing is made: never below ``floor``, and about ``seconds`` for one try on this computer."""

    floor: Cost
    seconds: float

    def calibrated(self) -> Cost:
        """The floor, with as many rounds as fit in the time."""
        start = time.perf_counter()
        _stretched("calibration", bytes(16), self.floor)
        spent = time.perf_counter() - start
        rounds = min(round(self.floor.t * self.seconds / spent), _CEILING.t)
        return Cost(self.floor.m, max(self.floor.t, rounds), self.floor.p)


STRONG = Hardness(Cost(m=64 * 1024, t=3, p=4), seconds=0.5)


class Vault:
    """The file with the wrapped data key."""

    def __init__(self, path: Path, hardness: Hardness = STRONG) -> None:
        self.path = path
        self._hardness = hardness

    def create(self, passphrase: str) -> tuple[DataKey, str]:
        """A new data key and its recovery key, which is shown once; `Invalid` for a weak passphrase."""
        check_new(passphrase)
        key, recovery = (
            DataKey(secrets.token_bytes(KEY_BYTES)),
            printed_recovery_key(secrets.token_bytes(RECOVERY_BYTES)),
        )
        content: dict[str, Any] = {"v": VERSION, "id": secrets.token_hex(16), "slots": []}
        cost = self._hardness.calibrated()
        self._put(content, PASSPHRASE, plain(passphrase), key, cost)
        self._put(content, RECOVERY, read_recovery_key(recovery), key, cost)
        self._save(content)
        return key, recovery

    @property
    def identity(self) -> str:
        """Which vault this is; copies of it bear the same."""
        return str(self._load()["id"])

    def unlock(self, secret: str) -> DataKey:
        """The data key, by passphrase or recovery key; `WrongSecret` where neither fits."""
        content = self._load()
        tries = [(PASSPHRASE, plain(secret))]
        if (recovery := read_recovery_key(secret)) is not None:
            tries.insert(0, (RECOVERY, recovery))
        for kind, text in tries:
            for slot in _slots(content, kind):
                key = self._open(content, slot, text)
                if key is not None:
                    return key
        raise WrongSecret(
            said(
                "This passphrase does not fit. Check caps lock and try again, or use the recovery key "
                "that was printed when the workspace was made."
            )
        )

    def change_passphrase(self, secret: str, new: str) -> None:
        """Give the vault another passphrase; the database stays as it is."""
        check_new(new)
        self._replace(self.unlock(secret), PASSPHRASE, plain(new))

    def renew_recovery(self, secret: str) -> str:
        """A new recovery key; the old one no longer opens the vault."""
        recovery = printed_recovery_key(secrets.token_bytes(RECOVERY_BYTES))
        self._replace(self.unlock(secret), RECOVERY, read_recovery_key(recovery))
        return recovery

    def remember(self, secret: str) -> str:
        """Let this computer's keyring open the vault too; the name of the keyring, to show."""
        backend = keyring_name()
        if backend is None:
            raise Refused(no_keyring())
        key, content = self.unlock(secret), self._load()
        import keyring
        from keyring.errors import KeyringError

        token = secrets.token_hex(KEY_BYTES)
        try:
            keyring.set_password(_SERVICE, content["id"], token)
        except KeyringError:
            sentence = N_("The key store {name} did not take the key. Unlock it, or go on with the passphrase.")
            raise Refused(said(sentence, name=backend)) from None
        content["slots"] = [s for s in content["slots"] if s["kind"] != KEYRING]
        self._put(content, KEYRING, token, key, None)
        self._save(content)
        return backend

    @property
    def is_remembered(self) -> bool:
        """Whether a keyring may open the vault."""
        return bool(_slots(self._load(), KEYRING))

    def forget(self) -> None:
        """Take the keyring slot away again."""
        content = self._load()
        content["slots"] = [s for s in content["slots"] if s["kind"] != KEYRING]
        self._save(content)
        if keyring_name() is not None:
            import keyring
            from keyring.errors import KeyringError

            try:
                keyring.delete_password(_SERVICE, content["id"])
            except KeyringError:
                return  # somebody emptied the keyring, or keeps it shut; the slot is gone either way

    def unlock_from_keyring(self) -> DataKey | None:
        """The data key without asking, where this computer remembers it."""
        content = self._load()
        if not _slots(content, KEYRING) or keyring_name() is None:
            return None
        import keyring
        from keyring.errors import KeyringError

        try:
            token = keyring.get_password(_SERVICE, content["id"])
        except KeyringError:
            return None  # the person closed the keyring's question: ask for the passphrase
        return self._open(content, _slots(content, KEYRING)[0], token) if token else None

    def _replace(self, key: DataKey, kind: str, text: str | None) -> None:
        content = self._load()
        content["slots"] = [s for s in content["slots"] if s["kind"] != kind]
        self._put(content, kind, text, key, self._hardness.calibrated())
        self._save(content)

    def _put(self, content: dict[str, Any], kind: str, text: str | None, key: DataKey, cost: Cost | None) -> None:
        salt, nonce, prm = secrets.token_bytes(16), secrets.token_bytes(12), asdict(cost) if cost else {}
        wrapped = AESGCM(_wrapping_key(text or "", salt, cost)).encrypt(nonce, key.reveal(), _bound(content, kind, prm))
        slot = {"kind": kind, "prm": prm, "salt": salt.hex(), "nonce": nonce.hex(), "ct": wrapped.hex()}
        content["slots"].append(slot)

    def _open(self, content: dict[str, Any], slot: dict[str, Any], text: str) -> DataKey | None:
        try:
            cost = None if slot["kind"] == KEYRING else Cost(**{k: int(v) for k, v in slot["prm"].items()})
            salt, nonce, ct = (bytes.fromhex(slot[name]) for name in ("salt", "nonce", "ct"))
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise self._damaged() from error
        if cost is not None and (cost.below(self._hardness.floor) or cost.above(_CEILING)):
            raise self._damaged()
        bound = _bound(content, slot["kind"], slot["prm"])
        try:
            return DataKey(AESGCM(_wrapping_key(text, salt, cost)).decrypt(nonce, ct, bound))
        except (InvalidTag, ValueError):
            return None

    def _load(self) -> dict[str, Any]:
        try:
            content = json.loads(self.path.read_bytes())
            if content["v"] > VERSION:
                raise newer()
            if not isinstance(content["id"], str) or not all(isinstance(s["kind"], str) for s in content["slots"]):
                raise self._damaged()
        except FileNotFoundError:
            raise NoWorkspace(
                said(
                    "The key file {file} is missing, so the workspace cannot be opened. Put a copy back under "
                    "this name: copies end in .1, .2 and .3, or lie in the backups folder.",
                    file=str(self.path),
                )
            ) from None
        except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
            raise self._damaged() from error
        return content  # type: ignore[no-any-return] # the shape was checked above

    def _save(self, content: dict[str, Any]) -> None:
        for number in range(KEPT, 0, -1):
            older = self._copy(number - 1)
            if older.exists():
                write_whole(self._copy(number), older.read_bytes())
        write_whole(self.path, json.dumps(content, indent=1).encode())

    def _copy(self, number: int) -> Path:
        return self.path.with_name(f"{self.path.name}.{number}") if number else self.path

    def _damaged(self) -> Damaged:
        return Damaged(
            said(
                "The key file {file} is damaged or was altered. Nothing was changed: put back a copy, which ends in "
                ".1, .2 or .3 or lies in the backups folder.",
                file=str(self.path),
            )
        )


def newer() -> Newer:
    """The sentence for a workspace that a newer program made."""
    return Newer(said("This workspace was made by a newer Overstap. Install the newest version, then open it again."))


def no_keyring() -> Said:
    """The sentence for a computer on which only the passphrase opens a vault."""
    return said("This computer has no key store that keeps secrets. Unlock with the passphrase.")


def keyring_name() -> str | None:
    """What this computer's keyring is called, or nothing where there is none that keeps secrets."""
    import keyring

    backend = keyring.get_keyring()
    return backend.name if backend.priority > 0 else None


def _slots(content: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    return [slot for slot in content["slots"] if slot["kind"] == kind]


def _bound(content: dict[str, Any], kind: str, prm: dict[str, int]) -> bytes:
    return f"{content['id']}|{kind}|{json.dumps(prm, sort_keys=True)}".encode()


def _wrapping_key(text: str, salt: bytes, cost: Cost | None) -> bytes:
    return _stretched(text, salt, cost) if cost else bytes.fromhex(text)


def _stretched(text: str, salt: bytes, cost: Cost) -> bytes:
    return hash_secret_raw(text.encode(errors="surrogatepass"), salt, cost.t, cost.m, cost.p, KEY_BYTES, Type.ID)
