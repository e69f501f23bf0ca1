"""Text broken into lines: measured per word, never slower than the text is long, each letter in a face that has it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from desktop.application.i18n import LanguageCode
from desktop.documents import scripts
from desktop.documents.fonts import Face, Faces, Weight, faces
from desktop.documents.text import clean, plain

_LONGEST_HYPHENATED = 80
_HYPHEN = "\xad"
"""Drawn as a hyphen, read as part of the word."""

_SOFT_ENDS = ("@", ".", "_", "-", "/", "\\")

_End: TypeAlias = Literal["", " ", "-"]
"""How a line ends: a word ended there, a word was cut with a hyphen, or the text ends or is cut without a sign."""


@dataclass(frozen=True, slots=True)
class Type:
    """How letters are set: weight, size and distance between lines, in points."""

    weight: Weight
    size: float
    leading: float


@dataclass(frozen=True, slots=True)
class Run:
    """Letters drawn after one another: per face the text as it is drawn.

    ``spoken`` is the text as it is read where that differs (right to left); ``language`` is empty where it is
    that of the document.
    """

    pieces: tuple[tuple[Face, str], ...]
    spoken: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One line, its width in points, and whether its paragraph runs from right to left."""

    runs: tuple[Run, ...]
    width: float
    right_to_left: bool = False


class Typesetter:
    """Breaks the texts of one document into lines; what it remembers of them goes with it."""

    def __init__(self, language: LanguageCode) -> None:
        self.language = language
        self._setters: dict[Weight, _Setter] = {}

    def lines(self, text: str, kind: Type, width: float) -> list[Line]:
        """The lines of a text, each at most ``width`` points wide."""
        setter = self._setter(kind.weight)
        *others, last = clean(text, self.language)
        return [
            *(line for paragraph in others for line in setter.lines(paragraph, kind.size, width, end=" ")),
            *setter.lines(last, kind.size, width),
        ]

    def one_line(self, text: str, kind: Type, width: float) -> Line:
        """The text on one line, shortened with an ellipsis where it does not fit."""
        whole = plain(text, self.language)
        setter = self._setter(kind.weight)
        if setter.width(whole) * kind.size / 1000 > width:
            whole = setter.shortened(whole, width * 1000 / kind.size)
        return next(setter.lines(whole, kind.size, width + 1))

    def label(self, text: str, kind: Type, width: float) -> Line:
        """One line that is read before what stands beside it: a space parts the two for whoever listens."""
        line = self.one_line(text, kind, width)
        return Line((*line.runs, Run(((faces(kind.weight).first, " "),))), line.width, line.right_to_left)

    def longest_word(self, text: str, kind: Type) -> float:
        """The width of the widest part of a text between which no line may end, in points."""
        setter = self._setter(kind.weight)
        parts = (part for line in clean(text, self.language) for word in line.split(" ") for part in setter.parts(word))
        return max(map(setter.width, parts), default=0.0) * kind.size / 1000

    def _setter(self, weight: Weight) -> _Setter:
        if weight not in self._setters:
            self._setters[weight] = _Setter(faces(weight))
        return self._setters[weight]


class _Setter:
    """Measures and breaks text in the faces of one weight. Widths are in thousandths of the type size."""

    def __init__(self, among: Faces) -> None:
        self._faces = among
        self._first = among.first
        self._plain = frozenset(among.first.advances)
        self._widths: dict[str, float] = {}
        self._space = among.first.advances[" "]
        self._hyphen = among.first.advances[_HYPHEN]

    def lines(self, paragraph: str, size: float, width: float, *, end: _End = "") -> Iterator[Line]:
        """The lines of a paragraph, the last one ending in ``end``."""
        limit = width * 1000 / size
        plain = self._plain.issuperset(paragraph)
        right_to_left = not plain and scripts.starts_right_to_left(paragraph)
        for text, used, ending in self._broken(paragraph, limit, end):
            drawn = text + " " if ending == " " else text
            if plain:
                runs: tuple[Run, ...] = (Run(((self._first, drawn),)),) if drawn else ()
            elif right_to_left:
                runs = (self._backwards(text, drawn),)
            else:
                runs = tuple(self._runs(drawn))
            if ending == "-":
                runs = (*runs, Run(((self._first, _HYPHEN),)))
                used += self._hyphen
            yield Line(runs, used * size / 1000, right_to_left)

    def width(self, word: str) -> float:
        known = self._widths.get(word)
        if known is None:
            known = self._widths[word] = self._measured(word)
        return known

    def parts(self, word: str) -> list[str]:
        return [word] if word.isalnum() and word.isascii() else [part for part in scripts.seams(word) if part]

    def shortened(self, text: str, limit: float) -> str:
        room = limit - self.width("…")
        kept = 0
        for letter in text:
            room -= self.width(letter)
            if room < 0:
                break
            kept += 1
        return text[:kept].rstrip() + "…"

    def _measured(self, word: str) -> float:
        if self._plain.issuperset(word):
            return self._first.width(word)
        if scripts.has_right_to_left(word):
            word = scripts.joined(word).replace("\u200c", "")
        return sum(face.width(text) for face, text in self._pieces(word))

    def _broken(self, paragraph: str, limit: float, last: _End) -> Iterator[tuple[str, float, _End]]:
        """The lines of a paragraph as text, width and way of ending."""
        line: list[str] = []
        used = 0.0
        for word in paragraph.split(" "):
            width = self.width(word)
            gap = self._space if line else 0.0
            if used + gap + width <= limit:
                line.append(word)
                used += gap + width
                continue
            rest = self.parts(word)
            fitting, taken = self._fitting(rest, limit - used - gap) if len(rest) > 1 else (0, 0.0)
            if fitting:
                line.append("".join(rest[:fitting]))
                yield " ".join(line), used + gap + taken, ""
            elif line:
                yield " ".join(line), used, " "
            text, used = "", 0.0
            for start, end in self._fresh(rest[fitting:], limit):
                if end is None:
                    text, used = start, self.width(start)
                else:
                    yield start, self.width(start), end
            line = [text] if text else []
        yield " ".join(line), used, last

    def _fitting(self, parts: list[str], room: float) -> tuple[int, float]:
        taken = 0.0
        for count, part in enumerate(parts):
            width = self.width(part)
            if taken + width > room:
                return count, taken
            taken += width
        return len(parts), taken

    def _fresh(self, parts: list[str], limit: float) -> Iterator[tuple[str, _End | None]]:
        """Parts of a word from the start of a line: full lines with their end, then what remains (end None)."""
        at = 0
        while at < len(parts):
            count, _ = self._fitting(parts[at : at + 400], limit)
            if count == 0:
                *full, last = self._cut(parts[at], limit)
                yield from full
                if at + 1 == len(parts):
                    yield last[0], None
                else:
                    yield last[0], ""
                at += 1
            elif at + count == len(parts):
                yield "".join(parts[at:]), None
                return
            else:
                yield "".join(parts[at : at + count]), ""
                at += count

    def _cut(self, word: str, limit: float) -> list[tuple[str, _End]]:
        """A word that no line can hold, cut into pieces that fit; a shorter one with a hyphen or after a sign."""
        hyphenated = len(word) <= _LONGEST_HYPHENATED
        room = limit - (self._hyphen if hyphenated else 0.0)
        pieces: list[tuple[str, _End]] = []
        start, taken = 0, 0.0
        at = 0
        while at < len(word):
            width = self.width(word[at])
            if taken + width > room and at > start:
                end = self._soft_end(word, start, at) if hyphenated else at
                between_letters = hyphenated and word[end - 1].isalpha() and word[end].isalpha()
                pieces.append((word[start:end], "-" if between_letters else ""))
                start = at = end
                taken = 0.0
                continue
            taken += width
            at += 1
        return [*pieces, (word[start:], "")]

    def _soft_end(self, word: str, start: int, at: int) -> int:
        soft = max(word.rfind(sign, start, at) for sign in _SOFT_ENDS)
        return soft + 1 if soft > start + (at - start) // 2 else at

    def _runs(self, text: str) -> Iterator[Run]:
        for stretch, tongue in scripts.stretches(text):
            if tongue in {"ar", "he"}:
                yield self._backwards(stretch, stretch)
            else:
                yield Run(tuple(self._pieces(stretch)), language=tongue)

    def _backwards(self, text: str, spoken: str) -> Run:
        pieces = tuple(self._pieces(scripts.visual(text)))
        return Run(pieces, spoken, scripts.spoken_language(text))

    def _pieces(self, text: str) -> Iterator[tuple[Face, str]]:
        """The text per face; spaces, signs and accents stay with the letter before them where its face has them."""
        current = self._first
        collected: list[str] = []
        for letter in text:
            for drawn in self._faces.drawable(letter) or letter:
                follows = drawn in current.advances and (collected or current is self._first) and _follows(drawn)
                face = current if follows else self._faces.having(drawn) or self._first
                if face is not current and collected:
                    yield current, "".join(collected)
                    collected = []
                current = face
                collected.append(drawn)
        if collected:
            yield current, "".join(collected)


def _follows(letter: str) -> bool:
    return unicodedata.category(letter)[0] in "MNPZ"
