"""A day at the desk in a process of its own, with words that must be found in no file afterwards; it ends by kill -9.

Run as ``python -m tests.scripted_day FOLDER PASSPHRASE``.
"""

from __future__ import annotations

import logging
import os
import sys
import threading
from datetime import date, timedelta
from pathlib import Path

from desktop import bootstrap
from desktop.application import attachments, candidates, consents, edits, intake, notes, tasks
from desktop.application.appointments import make_appointment
from desktop.application.crash_guard import CrashGuard
from desktop.application.papers import Profile
from desktop.application.papers.press import pdf_of
from desktop.application.practice_town import papers
from desktop.application.settings import Settings
from desktop.documents.render import render
from desktop.domain.changes import Action
from desktop.domain.codes import CODES
from desktop.domain.errors import OverstapError
from desktop.persistence.workspace import Workspace
from desktop.practice.reports import DrawnReports

NAME, FIRST, TOWN = "Zwartkoppel", "Quirina-Marker", "Markerdamoord"
EMAIL, PHONE, BSN = "zwart.marker@oefenpost.example", "+31660987654", "111222333"
NOTE, DRAFT, FILTER = "vertelde van de molenmarker", "halfgetypte draftmarker", "filtermarker zoekt werk"
FILE_NAME, FILE_TEXT, CRASH = "bestandsmarker", "inhoudsmarker van het bestand", "crashmarker in een fout"

MARKERS = (
    NAME, FIRST, TOWN, EMAIL, PHONE, PHONE[3:], BSN, NOTE, DRAFT, FILTER, FILE_NAME, FILE_TEXT, CRASH, "Adviesmarker",
    "Taakmarker", "Plekmarker",
)  # fmt: skip
"""What a person typed that day; none of it may stand readable in a file."""


def main(folder: str, passphrase: str) -> None:
    """Work, print, back up, crash twice, and be killed."""
    workspace = Workspace(Path(folder))
    guard = CrashGuard(workspace.log_folder)
    guard.install()
    _choose(bootstrap.settings(workspace))
    opened = bootstrap.open_for_work(workspace, passphrase, "window")
    traject = _work(opened)
    _type(opened, traject)
    for paper in ("blank_intake", "dossier"):
        pdf_of(opened.work, render, paper, traject, "nl", purpose=NOTE, recipient=NAME, profile=Profile.ACCESS)
    opened.workspace.backups.make("manual")
    _go_wrong()
    os.kill(os.getpid(), 9)


def _choose(settings: Settings) -> None:
    settings.language, settings.theme = "en", "dark"


def _work(opened: bootstrap.Opened) -> str:
    work, today = opened.work, opened.work.clock.today()

    def do(action: Action) -> Action:
        opened.store.apply(action)
        return action

    partner = do(edits.add(work, "organisation", None, {"name": "Partner", "kind": "other"})).created("organisation")
    ground = {"name": "Programma", "programme_code": "P", "provider": partner, "bsn_basis": "Artikel om te oefenen"}
    programme = do(edits.add(work, "programme", None, ground)).created("programme")
    person = {"first_name": FIRST, "last_name": NAME, "city": TOWN, "email": EMAIL, "phone": PHONE}
    made = do(candidates.register(work, person, {"source_org": partner, "programme": programme, "origin_status": "ww"}))
    candidate, traject = made.created("candidate"), made.created("traject")
    details = {"bsn": BSN, "birth_date": date(1980, 5, 17), "salutation": "ms", "postcode": "1990 QF"}
    do(edits.change(work, "candidate", candidate, details | {"municipality": TOWN, "work_permit_status": "unlimited"}))
    do(edits.change(work, "traject", traject, {"privacy_notice": "1", "privacy_notice_date": today}))
    do(edits.add(work, "language", candidate, {"language": "nl", "cefr_s": "B1"}))
    for purpose in CODES["consent_purpose"].codes:
        do(consents.record_consent(work, traject, purpose.code, given=True, how="oral"))
    talk = {
        "intake_date": today, "form": "office", "minutes": 60, "work_level": "4", "available_from": today,
        "hours_min": 20, "hours_max": 32, "advice": "Adviesmarker: dit advies is lang genoeg om iets te zeggen. " * 3,
        "need_guidance": "1",
    }  # fmt: skip
    opened_intake = do(intake.open_intake(work, traject, talk)).created("intake")
    do(edits.add(work, "next_step", opened_intake, {"what": NOTE, "who": FIRST, "due": today}))
    do(intake.freeze(work, traject, lambda version: DrawnReports().draw(work, traject, version), "nl"))
    do(notes.add_note(work, traject, f"{FIRST} {NOTE}", people=[NAME]))
    do(tasks.add_task(work, traject, "Taakmarker", today))
    start = work.clock.now() + timedelta(days=1)
    do(make_appointment(work, traject, start, start + timedelta(hours=1), "Plekmarker"))
    do(attachments.attach(work, traject, papers.page(FILE_TEXT), f"{FILE_NAME}.pdf", kind="cv"))
    return traject


def _type(opened: bootstrap.Opened, traject: str) -> None:
    """What is half typed, looked for, chosen and refused."""
    opened.store.keep_draft(traject, "ref_no", DRAFT)
    opened.store.remember("caseload.filter", FILTER)
    opened.store.search(NAME)
    try:
        notes.add_note(opened.work, traject, f"bsn {BSN} van {NAME}")
    except OverstapError:
        logging.getLogger("desktop.trial").exception("A note was refused for %s", NAME)


def _go_wrong() -> None:
    """Two bugs, in a thread and in the main one, with everything in their messages and in the log."""
    logging.getLogger("desktop.trial").warning("Could not save %s of %s", CRASH, EMAIL)
    logging.getLogger("sqlalchemy.engine").error(f"[parameters: ('{NAME}', '{BSN}')]")  # noqa: G004
    thread = threading.Thread(target=_crash, args=(f"{CRASH} {NAME} {BSN}",))
    thread.start()
    thread.join()
    try:
        _crash(f"{CRASH} {EMAIL}")
    except ValueError as error:
        sys.excepthook(type(error), error, error.__traceback__)


def _crash(told: str) -> None:
    raise ValueError(told) from KeyError(told)


if __name__ == "__main__":
    main(*sys.argv[1:])
