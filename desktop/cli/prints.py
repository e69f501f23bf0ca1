"""Commands that hand something out: a document as PDF, and everything about a person as JSON."""

from __future__ import annotations

from pathlib import Path

from desktop.application.exports.access import access_export
from desktop.application.papers import Profile
from desktop.application.papers.filing import file_print
from desktop.application.papers.press import chapters_of, known_kind, pdf_of, subject_of
from desktop.application.whole_file import write_whole
from desktop.cli.context import Context, Printed
from desktop.cli.records import case_of, record_of
from desktop.documents.render import render
from desktop.domain.read_log import ReadAct
from desktop.domain.records import Candidate, Print
from desktop.domain.said import N_

PROFILES = {"inzage": Profile.ACCESS, "overdracht": Profile.HANDOVER, "archief": Profile.ARCHIVE}


def print_document(context: Context) -> Printed:
    """A document of a case, written whole or not at all; ``--file`` keeps it, byte for byte, in the dossier.

    The id of a filed print writes its stored bytes again.
    """
    given = context.arguments
    opened = context.writing() if given.file else context.handing_out()
    kind = known_kind(given.document)
    asked = record_of(opened.store, given.id)
    if isinstance(asked, Print) and asked.sha256:
        pdf = opened.store.bytes(asked.sha256)
        context.looking(ReadAct.SAVED, asked.parent or "", kind)
        return _written(context, pdf)
    traject, record = subject_of(opened.store, asked.id)
    language = given.language or context.settings.language
    profile = PROFILES[given.profile] if kind == "dossier" else Profile.ARCHIVE
    purpose, recipient = given.purpose or "", given.recipient or ""
    pdf = pdf_of(
        opened.work,
        render,
        kind,
        traject,
        language,
        record=record,
        profile=profile,
        chapters=chapters_of(given.sections),
        purpose=purpose,
        recipient=recipient,
    )
    context.looking(ReadAct.FILED if given.file else ReadAct.SAVED, traject, kind, purpose, recipient)
    if given.file:
        kept = profile if kind == "dossier" else None
        dossier = opened.store.dossier(traject)
        action = file_print(opened.work, dossier, kind, pdf, language, purpose, recipient, about=record, profile=kept)
        opened.store.apply(action)
        return _written(context, pdf, action.created("print"))
    return _written(context, pdf)


def _written(context: Context, pdf: bytes, filed: str | None = None) -> Printed:
    file = context.arguments.output
    write_whole(Path(file), pdf)
    text = context.say(N_("Written: {file} ({size} bytes)"), file=file, size=len(pdf))
    if filed:
        text += "\n" + context.say(
            N_("Filed in the dossier as {print}; print that number to get the same bytes."), print=filed
        )
    return Printed(text, {"file": file, "size": len(pdf), "print": filed})


def export_person(context: Context) -> Printed:
    """Everything about a person, as the law lets the person ask for it; to a file or to the screen."""
    opened = context.handing_out()
    record = record_of(opened.store, context.arguments.id)
    person = record.id if isinstance(record, Candidate) else case_of(opened.store, record).parent or record.id
    context.looking(ReadAct.EXPORTED, person)
    told = access_export(opened.work, person)
    if not context.arguments.output:
        return Printed(told.decode())
    write_whole(Path(context.arguments.output), told)
    text = context.say(N_("Written: {file} ({size} bytes)"), file=context.arguments.output, size=len(told))
    return Printed(text, {"file": context.arguments.output, "size": len(told)})
