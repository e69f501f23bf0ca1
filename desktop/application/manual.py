"""The manual: one text in each language, cut into chapters that know which screens they are about."""

from __future__ import annotations

import re
from dataclasses import dataclass

from desktop.application.i18n import LanguageCode
from desktop.application.resources import resource
from desktop.domain.folding import fold

_ABOUT = re.compile(r"^<!-- *(.*?) *-->\n", re.MULTILINE)
_PICTURE = re.compile(r"^!\[(.*?)\]\((.*?)\)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter: its title, its text as Markdown, and the screens and parts of a dossier that it is about."""

    id: str
    title: str
    text: str
    about: tuple[str, ...]

    @property
    def pictures(self) -> tuple[str, ...]:
        """The files it shows, as paths below the folder of the manual."""
        return tuple(path for _, path in _PICTURE.findall(self.text))

    def captioned(self) -> str:
        """The text with the words of each picture below it: for everybody, not only for who cannot see it."""
        return _PICTURE.sub(r"![\1](\2)\n\n*\1*", self.text)

    def holds(self, typed: str) -> bool:
        """Whether every word typed stands in it."""
        folded = fold(self.text)
        return all(word in folded for word in fold(typed).split())


def chapters(tag: LanguageCode) -> tuple[Chapter, ...]:
    """The manual in a language: each chapter is a heading, the line that says what it is about, and its text."""
    text = resource("manual", f"{tag}.md").read_text(encoding="utf-8")
    return tuple(map(_chapter, re.split(r"^(?=## )", text, flags=re.MULTILINE)[1:]))


def chapter_about(found: tuple[Chapter, ...], place: str) -> Chapter | None:
    """The chapter about a place, "dossier section:route": about the part where there is one, else about the screen."""
    for what in reversed(re.split(r"[ :]", place)):
        for chapter in found:
            if what in chapter.about:
                return chapter
    return None


def _chapter(text: str) -> Chapter:
    title = text.partition("\n")[0].removeprefix("## ").strip()
    about = _ABOUT.search(text)
    names = tuple(about[1].split()) if about else ()
    return Chapter(names[0] if names else title, title, _ABOUT.sub("", text), names)
