"""Names as people type them: one folding for search columns and queries, one sort key for Dutch lists."""

from __future__ import annotations

import re
import unicodedata

_APOSTROPHES = "'`’‘´′ʹʻʼʽʾʿ"
_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ħ": "h", "ŋ": "n"}
    | dict.fromkeys(_APOSTROPHES, "")
)
_APOSTROPHE = re.compile(f"[{_APOSTROPHES}]")
_AROUND_APOSTROPHE = re.compile(rf"\w+(?:[{_APOSTROPHES}]\s*\w+)+")
_APART = str.maketrans(dict.fromkeys(_APOSTROPHES, " "))
_CJK = re.compile("([\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff])")
BETWEEN = "\x01"
"""Stands between the parts of a sort key: below every letter."""
_GAPS = re.compile(r"[\W_]+")
_ASCII = {n: "" if chr(n) in "'`" else chr(n).lower() if chr(n).isalnum() else " " for n in range(128)}


def fold(text: str) -> str:
    """Lower case, without accents, apostrophes or punctuation; Chinese, Japanese and Korean one sign a word.

    "Yılmaz" and "yilmaz", "O’Connor" and "oconnor", "Weiß" and "weiss" fold to the same; "王小明" folds to "王 小 明".
    """
    if text.isascii():  # the common case, twenty times as fast; a single word is faster still
        if text.isalnum():
            return text.lower()
        return " ".join(text.translate(_ASCII).split())
    parts = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    lowered = "".join(c for c in parts if not unicodedata.combining(c)).casefold().translate(_LETTERS)
    lowered = _CJK.sub(r" \1 ", unicodedata.normalize("NFKC", lowered))
    return _GAPS.sub(" ", lowered).strip()


def found_by(text: str) -> str:
    """The words a text is found by: folded, and what stands around an apostrophe also apart and in one word.

    "O’Connor" is found as oconnor, o connor and connor; "d' Ancona", of which the particle is a field of its own, as
    dancona and ancona.
    """
    if not _APOSTROPHE.search(text):  # the common case
        return fold(text)
    words = [fold(text)]
    for found in _AROUND_APOSTROPHE.findall(text):
        parts = fold(found.translate(_APART)).split()
        words += [*parts, "".join(parts)]
    return " ".join(words)


def sort_key(*parts: str | None) -> str:
    """The key a list is sorted by: folded parts in order, a separator below every letter between them."""
    return BETWEEN.join([fold(part) if part else "" for part in parts])
