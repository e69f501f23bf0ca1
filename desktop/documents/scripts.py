"""Other scripts than Latin: which language a stretch of letters is in, joined letters, right-to-left order."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import Any

_RTL = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
_HAN = "\u2e80-\u2fdf\u3001-\u303f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
_KANA = "\u3040-\u30ff\u31f0-\u31ff"
_BETWEEN = "[^\\w()\\[\\]]*"
_LETTERS = {
    "ko": "\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3",
    "zh": _HAN + _KANA,
    "th": "\u0e00-\u0e7f",
    "hi": "\u0900-\u097f",
    "ka": "\u10a0-\u10ff\u1c90-\u1cbf",
    "hy": "\u0530-\u058f",
    "am": "\u1200-\u139f",
}
"""The letters of a script and the language they most likely are: enough for a screen reader to choose a voice."""

_OPENING, _CLOSING = "([{<«‹", ")]}>»›"
_MIRROR = dict(zip(_OPENING + _CLOSING, _CLOSING + _OPENING, strict=True))
_STRETCH = re.compile(
    f"(?P<rtl>[{_RTL}](?:{_BETWEEN}(?:[0-9]+{_BETWEEN})?(?:[{_RTL}]|[(\\[][{_RTL}](?:{_BETWEEN}[{_RTL}])*[)\\]]))*)"
    + "".join(f"|(?P<{tag}>[{letters}]+(?: [{letters}]+)*)" for tag, letters in _LETTERS.items())
)
_KANA_LETTER = re.compile(f"[{_KANA}]")
_HEBREW = re.compile("[^\u0600-\u08ff\ufb50-\ufefc]*[\u0590-\u05ff\ufb1d-\ufb4f]")
_ANY_RTL = re.compile(f"[{_RTL}]")
_SEAM = re.compile(
    f"(?<=[{_HAN}{_KANA}])(?![\u3001\u3002\uff01\uff0c\uff09\uff1a\uff1b\uff1f\u300d\u300f\u3011])|(?=[{_HAN}{_KANA}])"
    "|(?<=[^\\W\\d_]{2}[-/\u2013\u2014])(?=[^\\W\\d_]{2})"
)


def stretches(text: str) -> Iterator[tuple[str, str]]:
    """The text in pieces, each with the language a screen reader should say it in (empty: that of the document)."""
    at = 0
    for found in _STRETCH.finditer(text):
        if found.start() > at:
            yield text[at : found.start()], ""
        yield found[0], spoken_language(found[0], str(found.lastgroup))
        at = found.end()
    if at < len(text):
        yield text[at:], ""


def spoken_language(text: str, group: str = "rtl") -> str:
    """The language of letters of one script, as well as the script alone can tell."""
    if group == "rtl":
        return "he" if _HEBREW.match(text) else "ar"
    return "ja" if group == "zh" and _KANA_LETTER.search(text) else group


def has_right_to_left(text: str) -> bool:
    """Whether some of the text runs from right to left."""
    return _ANY_RTL.search(text) is not None


def starts_right_to_left(text: str) -> bool:
    """Whether a paragraph as a whole runs from right to left: its first letter decides (Unicode UAX 9, P2)."""
    for letter in text:
        direction = unicodedata.bidirectional(letter)
        if direction in {"L", "R", "AL"}:
            return direction != "L"
    return False


def visual(text: str) -> str:
    """Right-to-left text as it is drawn from left to right, with Arabic letters joined."""
    from bidi import get_display

    return _mirrored(str(get_display(joined(text), base_dir="R")).replace("\u200c", ""))


def _mirrored(drawn: str) -> str:
    """Brackets turned round where their pair runs from right to left: python-bidi orders letters, it turns none."""
    letters = list(drawn)
    waiting: list[int] = []
    for at, letter in enumerate(drawn):
        other = _MIRROR.get(letter)
        if other is None:
            continue
        if not waiting or drawn[waiting[-1]] != other:
            waiting.append(at)
        elif letter in _OPENING:
            letters[at], letters[waiting.pop()] = other, letter
        else:
            waiting.pop()
    return "".join(letters)


def joined(text: str) -> str:
    """Arabic letters in the form they have next to their neighbours."""
    return str(_reshaper().reshape(text))


def seams(word: str) -> list[str]:
    """A word in the parts between which a line may end: Chinese characters, and the halves of "werk-naar-werk"."""
    return _SEAM.split(word)


@cache
def _reshaper() -> Any:
    from arabic_reshaper import ArabicReshaper

    return ArabicReshaper({"delete_harakat": True, "support_ligatures": True})
