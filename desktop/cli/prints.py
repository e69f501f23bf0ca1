"""Commands that hand something out: a document as PDF, and everything about a person as JSON."""

from __future__ import annotations

from pathlib import Path

from desktop.application.exports.access import access_export
from desktop.application.papers import Profile
from desktop.application.papers.press import known_kind, pdf_of, subject_of
from desktop.application.whole_file import write_whole
from desktop.cli.context import Context, Printed
from desktop.cli.records import case_of, record_of
from desktop.documents.render import render
from desktop.domain.records import Candidate
from desktop.domain.said import N_

PROFILES = {"inzage": Profile.ACCESS, "overdracht": Profile.HANDOVER, "archief": Profile.ARCHIVE}


def print_document(context: Context) -> Printed:
    """A document of a case, written whole or not at all."""
    given = context.arguments
    opened = context.reading()
    kind = known_kind(given.document)
    traject, record = subject_of(opened.store, record_of(opened.store, given.id).id)
    pdf = pdf_of(
        opened.work,
        render,
        kind,
        traject,
        given.language or context.settings.language,
        record=record,
        profile=PROFILES[given.profile],
        chapters=frozenset(given.sections.split(",")) if given.sections else None,
        purpose=given.purpose or "",
        recipient=given.recipient or "",
    )
    write_whole(Path(given.output), pdf)
    text = context.say(N_("Written: {file} ({size} bytes)"), file=given.output, size=len(pdf))
    return Printed(text, {"file": given.output, "size": len(pdf)})


def export_person(context: Context) -> Printed:
    """Everything about a person, as the law lets the person ask for it; to a file or to the screen."""
    opened = context.reading()
    record = record_of(opened.store, context.arguments.id)
    person = record.id if isinstance(record, Candidate) else case_of(opened.store, record).parent or record.id
    told = access_export(opened.work, person)
    if not context.arguments.output:
        return Printed(told.decode())
    write_whole(Path(context.arguments.output), told)
    text = context.say(N_("Written: {file} ({size} bytes)"), file=context.arguments.output, size=len(told))
    return Printed(text, {"file": context.arguments.output, "size": len(told)})
