"""The one way in which text reaches paper: cleaned here, then only measured, broken into lines and drawn.

Nothing is ever parsed: what looks like markup is printed as it is written. Letters that no installed face has are
printed as their name or code point between brackets, so that nothing disappears without a trace.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from desktop.application.i18n import LanguageCode, language
from desktop.application.paper import Document, texts
from desktop.documents.fonts import Faces, faces
from desktop.domain.said import N_

LONGEST = 500_000
"""Letters of one text that are printed; no honest field comes near it."""

_SHORTENED = N_("… (shortened)")
_LINE_ENDS = re.compile("\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_SPACES = re.compile("[ \t\x1f\u1680\u2000-\u200a\u205f\u3000]+")
# Control characters; marks that turn or hide text (a name could read backwards); joiners and selectors of emoji.
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u061c\u180b-\u180f\u200b\u200d-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
    "\ufff9-\ufffb\U0001f3fb-\U0001f3ff\U000e0000-\U000e0fff]"
)
_IDLE_NON_JOINER = re.compile("(?<![\u0620-\u06ff])\u200c|\u200c(?![\u0620-\u06ff])")
_FLAG_LETTERS = re.compile("[\U0001f1e6-\U0001f1ff]")
_PLAIN = re.compile("[\n -~\xa1-\xac\xae-\u02ff]*")


def clean(text: str, tag: LanguageCode) -> list[str]:
    """The lines of a text as they can be printed: composed letters, single spaces, no control characters."""
    if len(text) > LONGEST:
        text = text[:LONGEST] + language(tag).text(_SHORTENED)
    if _PLAIN.fullmatch(text) is None:
        text = _LINE_ENDS.sub("\n", text)
        text = _IDLE_NON_JOINER.sub("", _UNSEEN.sub("", text))
        text = _FLAG_LETTERS.sub(lambda found: chr(ord(found[0]) - 0x1F1E6 + ord("A")), text)
        text = unicodedata.normalize("NFC", text)
        text = _printable(text, faces("regular"))
    return [_SPACES.sub(" ", line).strip(" ") for line in text.split("\n")]


def plain(text: str, tag: LanguageCode) -> str:
    """The text on one line, for where a file names something."""
    return " ".join(clean(text, tag))


def _printable(text: str, among: Faces) -> str:
    shown = {letter: _shown(letter, among) for letter in set(text)}
    changed = {ord(letter): instead for letter, instead in shown.items() if instead != letter}
    return text.translate(changed) if changed else text


def _shown(letter: str, among: Faces) -> str:
    if letter in "\n\u200c" or _SPACES.fullmatch(letter):
        return letter
    return among.drawable(letter) or named(letter)


def named(letter: str) -> str:
    """What is printed for a letter that no face has: the name of a symbol, the code point of anything else."""
    name = unicodedata.name(letter, "") if unicodedata.category(letter).startswith("S") else ""
    return f"[{name.lower() or f'U+{ord(letter):04X}'}]"


def uncovered(text: str | Iterable[str]) -> set[str]:
    """The letters of a text (or texts) that cannot be printed as they are written, so that a window can warn.

    Also those of a script whose letters should join and do not on our paper.
    """
    parts = (text,) if isinstance(text, str) else text
    letters = set().union(*(unicodedata.normalize("NFC", part) for part in parts))
    quiet = "".join(letters)
    for pattern in (_UNSEEN, _LINE_ENDS, _FLAG_LETTERS, _SPACES):
        quiet = pattern.sub("", quiet)
    return {letter for letter in quiet.replace("\u200c", "") if not _as_written(letter)}


def _as_written(letter: str) -> bool:
    return faces("regular").drawable(letter) is not None and not "\u0900" <= letter <= "\u0d7f"


def uncovered_in(document: Document) -> set[str]:
    """The letters of a document that cannot be printed as they are written."""
    return uncovered(texts(document))
