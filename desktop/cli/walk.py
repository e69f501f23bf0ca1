"""One new candidate through every stage, told line by line, with every document printed."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desktop.application.i18n import LanguageCode
from desktop.application.papers import KINDS, Profile
from desktop.application.papers.filing import file_print
from desktop.application.papers.press import pdf_of
from desktop.application.practice_town import Calendar, Seat, Tally, recognise, walk
from desktop.application.practice_town.journey import Journey
from desktop.application.values import code_label, plain
from desktop.application.whole_file import disk_refusals, write_whole
from desktop.bootstrap import Opened
from desktop.cli.context import Context
from desktop.documents.render import render
from desktop.domain.codes import CODES
from desktop.domain.records import Candidate, StageEvent, Traject
from desktop.domain.said import N_
from desktop.practice.reports import DrawnReports

LANGUAGES: tuple[LanguageCode, ...] = ("nl", "en")
_PURPOSE = "Laten zien wat Overstap doet (oefenen)"
_RECIPIENT = "Wie het bekijkt"


@dataclass(frozen=True, slots=True)
class Walked:
    """What happened, as lines for a person and as data."""

    lines: list[str]
    data: dict[str, Any]


def walk_through(context: Context, opened: Opened, calendar: Calendar, out: Path) -> Walked:
    """Take the next person through all stages, print every document in both languages, and tell what was done."""
    tally, now = Tally(), calendar.now()
    seat = Seat(opened.store, opened.work, calendar, tally)
    number = 1 + len(opened.store.where(Candidate))
    gone = walk(seat, recognise(seat), now, DrawnReports(), number)
    with disk_refusals(out):
        out.mkdir(parents=True, exist_ok=True)
    papers = [_print(seat, gone.traject, kind, language, out) for kind in KINDS for language in LANGUAGES]
    case = opened.store.get(Traject, gone.traject)
    lines = [*_told(context, tally), *_stages(context, opened, gone)]
    lines += [context.say(N_("Written: {file} ({size} bytes)"), file=str(path), size=size) for path, size in papers]
    summary = N_(
        "{number} went through every stage: {actions} actions, {records} records, {papers} documents in {folder}."
    )
    records = len(opened.store.dossier(gone.traject).records)
    lines.append(
        context.say(
            summary, number=case.dossier_no or "", actions=len(tally.deeds), records=records, papers=len(papers),
            folder=str(out),
        )
    )  # fmt: skip
    data = {
        "candidate": gone.candidate, "case": gone.traject, "dossier_no": case.dossier_no, "stage": case.stage,
        "actions": len(tally.deeds), "records": records,
        "documents": [{"file": str(path), "size": size} for path, size in papers],
    }  # fmt: skip
    return Walked(lines, data)


def _print(seat: Seat, traject: str, kind: str, language: LanguageCode, out: Path) -> tuple[Path, int]:
    """Print a document to a file; what a case signs or gets is filed in the dossier too."""
    whole = kind == "dossier"
    words = (_PURPOSE, _RECIPIENT) if whole else ("", "")
    profile = Profile.ARCHIVE
    pdf = pdf_of(seat.work, render, kind, traject, language, purpose=words[0], recipient=words[1], profile=profile)
    if language == "nl" and "intake" not in kind:
        dossier = seat.work.read.dossier(traject)
        seat.do(file_print(seat.work, dossier, kind, pdf, language, *words, profile=profile if whole else None))
    path = out / f"{kind.replace('_', '-')}-{language}.pdf"
    write_whole(path, pdf)
    return path, len(pdf)


def _told(context: Context, tally: Tally) -> list[str]:
    """A line for each day on which something was done."""
    days: dict[tuple[Any, str], Counter[str]] = {}
    for deed in tally.deeds:
        days.setdefault((deed.day, deed.by), Counter())[deed.label] += 1
    lines = []
    for (day, by), labels in days.items():
        words = (
            f"{count} × {context.say(label)}" if count > 1 else context.say(label) for label, count in labels.items()
        )
        lines.append(f"{plain(day, context.language)}  {by}: {', '.join(words)}")
    return lines


def _stages(context: Context, opened: Opened, gone: Journey) -> list[str]:
    events = opened.store.children(StageEvent, gone.traject)
    labels = [code_label("stage", event.to_stage or "", context.language) for event in events]
    days = [plain(event.at.date(), context.language) if event.at else "" for event in events]
    known = {code.code for code in CODES["stage"].codes}
    text = N_("Stages: {passed} of {all}")
    passed = len({event.to_stage for event in events} & known)
    return [
        context.say(text, passed=passed, all=len(known)),
        *(f"  {d}  {n}" for d, n in zip(days, labels, strict=True)),
    ]
