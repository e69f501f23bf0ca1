"""A whole desk at work behind a window: cases made through the use cases, papers that are real."""

from __future__ import annotations

from dataclasses import replace
from typing import Unpack

from desktop.application.i18n import LanguageCode
from desktop.application.paper import Document
from desktop.application.papers import KINDS
from desktop.application.papers.occasion import Chosen
from desktop.application.papers.press import pdf_of
from desktop.application.ports import Work
from desktop.documents.render import render
from desktop.ui.shell.session import Session


class RealPapers:
    """The papers of a case as the program makes them."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def offered(self) -> tuple[str, ...]:
        """All of them."""
        return tuple(KINDS)

    def pdf(
        self, paper: str, traject: str, tag: LanguageCode, version: int | None = None, **chosen: Unpack[Chosen]
    ) -> bytes:
        """The bytes of a paper."""
        return pdf_of(self._work, render, paper, traject, tag, version=version, **chosen)

    def draw(self, document: Document) -> bytes:
        """The bytes of a list."""
        return render(document)


def at_desk(session: Session, work: Work) -> Session:
    """The session of who is at work, with papers that are real."""
    return replace(session, work=work, papers=RealPapers(work))
