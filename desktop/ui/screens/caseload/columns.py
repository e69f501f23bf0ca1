"""The columns of the caseload, from `CaseRow` to what a person reads."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtGui import QPalette

from desktop.application.caseload import CaseRow
from desktop.application.i18n import Language
from desktop.application.values import code_label
from desktop.domain.codes import Stage
from desktop.domain.said import N_
from desktop.ui.theme import Role
from desktop.ui.widgets.paged_model import Column
from desktop.ui.wording import lateness, short_day, short_moment

STAGES = tuple(Stage)


NEW = timedelta(days=30)
"""So long somebody is new to who got the case and did not open it."""


def columns(language: Language, today: Callable[[], date], me: str) -> tuple[Column, ...]:
    """The columns in reading order for who is at work; the name comes first and keeps its room."""
    text = language.text

    def stage(row: CaseRow) -> str:
        return code_label("stage", row.stage, language)

    def step(row: CaseRow) -> str:
        hold = code_label("hold", row.hold, language) if row.hold else ""
        substage = code_label("substage", row.substage, language) if row.substage else ""
        return " · ".join(part for part in (hold, substage) if part)

    def position(row: CaseRow) -> tuple[int, int]:
        return (STAGES.index(Stage(row.stage)), len(STAGES)) if row.stage in set(STAGES) else (-1, len(STAGES))

    def due(row: CaseRow) -> str:
        return short_day(row.due, today(), language)

    def is_new(row: CaseRow) -> bool:
        return row.unseen_by == me and row.given is not None and today() - row.given <= NEW

    def sign(row: CaseRow) -> str:
        if row.due is None or row.due > today():
            return "◆" if is_new(row) else ""
        return "●" if row.due == today() else "▲"

    def sign_tone(row: CaseRow) -> QPalette.ColorRole | None:
        if row.due is None or row.due > today():
            return Role.ACCENT
        return Role.DANGER if row.due < today() else Role.WARNING

    def why(row: CaseRow) -> str:
        coming = what_comes(row)
        return " · ".join(part for part in (text(N_("New to you")) if is_new(row) else "", coming) if part)

    def what_comes(row: CaseRow) -> str:
        late, step = lateness(row.due, today(), language), row.next_step
        if row.next_kind == "aftercare":
            step = text(N_("Aftercare: {occasion}"), occasion=code_label("aftercare_occasion", step, language))
        elif row.next_kind == "hold":
            step = text(N_("Look at the pause or waiting list"))
        return f"{step} · {late}" if step and late else step or late

    def why_tone(row: CaseRow) -> QPalette.ColorRole | None:
        return sign_tone(row) if row.due is not None and row.due <= today() else Role.MUTED

    def attention(row: CaseRow) -> str:
        late = lateness(row.due, today(), language)
        if late:
            return text(N_("Attention: {late}"), late=late)
        return text(N_("New to you")) if is_new(row) else text(N_("No attention needed"))

    def changed(row: CaseRow) -> str:
        return short_moment(row.changed_at, today(), language)

    return (
        Column("!", sign, letters=1, tone=sign_tone, spoken=attention, key="sign", name=text(N_("Attention"))),
        Column(text(N_("Name")), _name, "name", 26, key="name"),
        Column(text(N_("Stage")), stage, "stage", 29, steps=position, key="stage"),
        Column(text(N_("Step")), step, "", 18, tone=_muted, key="step"),
        Column(text(N_("Due")), due, "due", 8, tone=why_tone, key="due"),
        Column(text(N_("What comes next")), why, "", 40, tone=why_tone, key="next"),
        Column(text(N_("Counsellor")), _counsellor, "counsellor", 16, key="counsellor", shown=False),
        Column(text(N_("Programme")), _programme, "programme", 18, tone=_muted, key="programme", shown=False),
        Column(text(N_("Dossier number")), _number, "dossier_no", 18, tone=_muted, key="number", shown=False),
        Column(text(N_("Changed")), changed, "changed_at", 9, tone=_muted, key="changed", shown=False),
    )


def _name(row: CaseRow) -> str:
    return row.name


def _counsellor(row: CaseRow) -> str:
    return row.counsellor


def _programme(row: CaseRow) -> str:
    return row.programme


def _number(row: CaseRow) -> str:
    return row.dossier_no


def _muted(_row: CaseRow) -> QPalette.ColorRole | None:
    return Role.MUTED
