"""Saying something to who listens instead of looks: saved, a problem, what was undone."""

from __future__ import annotations

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

from desktop.ui.widgets.problem_label import ProblemLabel


def announce(widget: QWidget, text: str, *, now: bool = False) -> None:
    """Let a screen reader say a text, after what it is saying or ``now``."""
    if not QAccessible.isActive():
        return
    event = QAccessibleAnnouncementEvent(widget, text)
    if now:
        event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
    QAccessible.updateAccessibility(event)


def refuse(problem: ProblemLabel, sentence: str) -> None:
    """Say why something that was asked was not done: on the screen, and at once to who listens."""
    problem.problem(sentence)
    announce(problem, sentence, now=True)
