"""Files in a dossier: what they are by content, how large, and kept encrypted under their SHA-256."""

from __future__ import annotations

import hashlib
import re
from datetime import date

from desktop.application.cases import not_restricted, reason_given
from desktop.application.checking import known_code, new_record
from desktop.application.consents import allows
from desktop.application.notes import free_of_secrets
from desktop.application.ports import Work
from desktop.domain.changes import Action, PutBytes, delete
from desktop.domain.errors import Invalid, Refused
from desktop.domain.fields import RECORDS, all_fields
from desktop.domain.file_kinds import MOST_BYTES, clean_name, media_type
from desktop.domain.records import Consent, Document, Traject
from desktop.domain.said import N_, FieldName, said

COPY_OF_DIPLOMA = "C5"
"""The consent that a copy of a diploma is kept with."""

_IDENTITY = re.compile(
    r"paspoort|passport|identiteits?(?:kaart|bewijs|document)|\bid[ _-]?(?:kaart|bewijs|card)|legitimatie"
    r"|verblijfs(?:vergunning|document)|identity (?:card|document)|rijbewijs|driving licence",
    re.IGNORECASE,
)
_KEPT_AS = {"agreement": "RC4", "pok": "RC4", "contract": "RC4", "result": "RC4", "consent": "RC8", "evidence": "RC5"}
"""The retention class by kind of document; all others belong to the core of the dossier."""


def attach(
    work: Work,
    traject: str,
    data: bytes,
    file_name: str,
    *,
    kind: str,
    title: str | None = None,
    dated: date | None = None,
    confirmed: bool = False,
) -> Action:
    """File a document: PDF, JPEG, PNG or Word, at most 20 MB, no copy of an identity document.

    A name that holds a citizen service number or a word about health is refused until changed or ``confirmed`` (R46).
    """
    not_restricted(work, work.read.get(Traject, traject).parent)
    known_code("document_kind", kind, FieldName("document", "doc_kind"))
    if not data:
        raise Invalid({"file": said(N_("This file is empty. Choose another file."))})
    not_too_large(len(data))
    media = media_type(data)
    if media is None:
        raise Invalid(
            {
                "file": said(
                    N_("This is no PDF, JPEG, PNG or Word file, or it is damaged. Save it as PDF and try again.")
                )
            }
        )
    name = clean_name(file_name, media)
    shown = title or name.rsplit(".", 1)[0]
    if _IDENTITY.search(name) or _IDENTITY.search(shown):
        raise Refused(
            said(
                N_("Copies of identity documents are not kept. Note in the dossier that you saw it, and file nothing.")
            )
        )
    free_of_secrets(name, "file", confirmed=confirmed)
    free_of_secrets(shown, "title", confirmed=confirmed)
    if kind == "diploma" and not allows(work.read.children(Consent, traject), COPY_OF_DIPLOMA):
        raise Refused(said(N_("A copy of a diploma is kept with consent C5 only. Ask the person first.")))
    digest = hashlib.sha256(data).hexdigest()
    if any(known.sha256 == digest for known in work.read.children(Document, traject)):
        raise Refused(said(N_("This file is in the dossier already.")))
    values = {
        "doc_kind": kind,
        "title": shown,
        "dated": dated or work.clock.today(),
        "file": name,
        "sha256": digest,
        "size": len(data),
        "media_type": media,
        "retention_class": _KEPT_AS.get(kind, "RC2"),
    }
    return Action(N_("Document filed"), (PutBytes(digest, data), new_record(work, "document", traject, values)))


def not_too_large(size: int) -> None:
    """Refuse a file of more bytes than a dossier takes; ask this before reading it."""
    if size > MOST_BYTES:
        sentence = N_(
            "This file is {size} MB and {most} MB is the most. Make it smaller, for example by scanning in grey."
        )
        megabytes = -(-size // (1024 * 1024))
        raise Invalid({"file": said(sentence, size=megabytes, most=MOST_BYTES // (1024 * 1024))})


def take_out(work: Work, document: str, reason: str) -> Action:
    """Take a document out of the dossier, with the reason; undo brings it back. What rests on it keeps it there."""
    found = work.read.get(Document, document)
    not_restricted(work, work.read.get(Traject, found.parent or "").parent)
    why = reason_given(reason, said(N_("Say why this document goes, so that a colleague understands it later.")))
    for field in all_fields():
        kind = RECORDS[field.record]
        if field.target == Document.SPEC.name and work.read.where(kind.type, limit=1, **{field.name: document}):
            sentence = N_("“{field}” rests on this document. Choose another document there first.")
            raise Refused(said(sentence, field=FieldName(field.record, field.name)))
    return Action(N_("Document taken out"), (delete(Document.SPEC.name, document),), why)


def content(work: Work, document: str) -> tuple[str, bytes]:
    """The file name and the bytes of a document, checked against its SHA-256."""
    found = work.read.get(Document, document)
    return found.file or "document", work.read.bytes(found.sha256 or "")
