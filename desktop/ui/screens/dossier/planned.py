"""What is planned in a case, in a few lines: told in the dossier and beside the caseload alike."""

from __future__ import annotations

from datetime import date

from desktop.application.agenda import of_case
from desktop.application.i18n import Language
from desktop.domain.dossier import Dossier
from desktop.domain.said import N_
from desktop.ui.wording import lateness, short_day

MOST = 8
"""How many lines are shown; the agenda of the dossier has all of them."""


def planned(dossier: Dossier, today: date, language: Language) -> list[tuple[str, str]]:
    """Open tasks, requests to call back and appointments, the first one on top; what is late says so."""
    found: list[tuple[str, str]] = []
    for entry in of_case(dossier):
        if not entry.is_open:
            continue
        late = lateness(entry.day, today, language) if entry.day < today else ""
        about = language.text(N_("Call back: {what}"), what=entry.what) if entry.kind == "callback" else entry.what
        when = f"{short_day(entry.day, today, language)} {entry.start:%H:%M}" if entry.start is not None else ""
        what = " · ".join(part for part in (about, entry.where, late) if part)
        found.append((when or short_day(entry.day, today, language), f"▲ {what}" if late else what))
    return found[:MOST]
