"""The headers that are known for a kind of list, and how much a header looks like them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

from rapidfuzz import fuzz, process

from desktop.application.i18n import language
from desktop.application.imports.headers import header_key
from desktop.application.imports.synonyms import ASIDE, HEADERS
from desktop.application.imports.targets import targets
from desktop.domain.folding import fold

_BRACKETS = re.compile(r"[(\[].*?[)\]]")
_NUMBERED = re.compile(r"\d+$")
_SHORT = 4  # shorter words look alike by accident
_LIKE = 80


class Vocabulary:
    """Words that stand above columns, each with the targets it may mean."""

    def __init__(self, words: Iterable[tuple[str, str]]) -> None:
        self._meant: dict[str, list[str]] = {}
        for word, key in words:
            meant = self._meant.setdefault(header_key(word), [])
            if key not in meant:
                meant.append(key)
        self._meant.pop("", None)
        self._long = [word for word in self._meant if len(word) >= _SHORT]
        self._seen: dict[str, Mapping[str, float]] = {}

    def likeness(self, text: str) -> float:
        """How much a cell looks like any known header, from 0 to 1."""
        return max(self.meanings(text).values(), default=0.0)

    def meanings(self, text: str) -> Mapping[str, float]:
        """The targets a header may mean, each with its likeness from 0 to 1."""
        if text not in self._seen:
            self._seen[text] = self._meanings(text)
        return self._seen[text]

    def _meanings(self, text: str) -> Mapping[str, float]:
        found: dict[str, float] = {}
        for weight, spelling in _spellings(text):
            for word, likeness in self._alike(spelling):
                for place, key in enumerate(self._meant[word]):
                    # where one word means several columns, the earlier record comes first
                    found[key] = max(found.get(key, 0.0), weight * likeness - place * 0.01)
        return found

    def _alike(self, spelling: str) -> list[tuple[str, float]]:
        if spelling in self._meant:
            return [(spelling, 1.0)]
        if len(spelling) < _SHORT:
            return []
        near = process.extract(spelling, self._long, scorer=fuzz.ratio, score_cutoff=_LIKE, limit=4)
        return [(word, score / 100 * 0.97) for word, score, _ in near]


def _spellings(text: str) -> list[tuple[float, str]]:
    """The header as it stands, and without what says nothing: brackets, a number behind it, words like “uw”."""
    whole = header_key(text)
    bare = [word for word in fold(_BRACKETS.sub(" ", text)).split() if word not in ASIDE]
    shorter = _NUMBERED.sub("", "".join(bare))
    return [(1.0, whole), (0.98, shorter)] if shorter and shorter != whole else [(1.0, whole)]


@cache
def vocabulary(kind: str) -> Vocabulary:
    """What columns of this kind of list are called: synonyms, labels in both languages, names of the dictionary."""
    words: list[tuple[str, str]] = []
    for key, target in targets(kind).items():
        words += [(word, key) for word in HEADERS.get(key, "").split(",")]
        labels = {target.name(language("nl")), target.name(language("en"))}
        names = set() if target.label else {target.fields[0].name}
        words += [(word, key) for word in sorted(labels | names)]
    return Vocabulary(words)
