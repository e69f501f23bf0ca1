"""What people type to unlock: the rules for a new passphrase, and the recovery key as it is printed and read back."""

from __future__ import annotations

import base64
import re
import unicodedata

from desktop.domain.errors import Invalid
from desktop.domain.said import Said, said

SHORTEST = 12
RECOVERY_BYTES = 20
"""160 bits: too many to guess, short enough to copy from paper."""

_GUESSED_FIRST = (
    "wachtwoord", "wachtzin", "password", "passphrase", "welkom", "welcome", "geheim", "leerwerkloket", "overstap",
    "qwerty", "azerty", "asdfgh", "zxcvbn", "letmein", "admin", "abcdef", "voorjaar", "zomer", "herfst", "winter",
)  # fmt: skip


def passphrase_problem(typed: str) -> Said | None:
    """What is wrong with a new passphrase, or nothing."""
    text = plain(typed)
    if len(text) < SHORTEST:
        return said(
            "A passphrase has at least {least} characters. Take four words that only you put together.", least=SHORTEST
        )
    rest = text.casefold()
    for word in _GUESSED_FIRST:
        rest = rest.replace(word, "")
    letters = re.sub(r"[\W\d_]", "", rest)
    if len(letters) < SHORTEST // 2 or len(set(letters)) < SHORTEST // 3:
        return said("This passphrase is easy to guess. Take four words that only you put together.")
    return None


def check_new(typed: str) -> None:
    """Refuse a new passphrase that breaks the rules, beside its field."""
    if (problem := passphrase_problem(typed)) is not None:
        raise Invalid({"passphrase": problem})


def plain(typed: str) -> str:
    """The same text from every keyboard: a letter with its accent is one character."""
    return unicodedata.normalize("NFC", typed)


def printed_recovery_key(secret: bytes) -> str:
    """The recovery key in groups of four, to print and to copy by hand."""
    text = base64.b32encode(secret).decode()
    return "-".join(text[i : i + 4] for i in range(0, len(text), 4))


def read_recovery_key(typed: str) -> str | None:
    """The recovery key in what was typed, with its usual slips mended; nothing where it is not one."""
    text = re.sub(r"[\s\-\u2010-\u2015]", "", typed).upper().replace("0", "O").replace("1", "I")
    return text if re.fullmatch(r"[A-Z2-7]{32}", text) else None
