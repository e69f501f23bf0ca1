"""Prints that are filed: kept byte for byte in the dossier, and shown again as they were."""

from __future__ import annotations

import hashlib

from desktop.application.i18n import LanguageCode
from desktop.application.papers.occasion import Profile
from desktop.application.ports import Reader, Work
from desktop.domain.changes import Action, Create, PutBytes
from desktop.domain.dossier import Dossier
from desktop.domain.records import Intake, Print
from desktop.domain.said import N_


def file_print(
    work: Work,
    dossier: Dossier,
    kind: str,
    pdf: bytes,
    language: LanguageCode,
    purpose: str = "",
    recipient: str = "",
    *,
    about: str | None = None,
    profile: Profile | None = None,
) -> Action:
    """File a print: its bytes, and who made it when, why and for whom. ``about`` is the agreement or route printed.

    The report of a frozen intake is filed by `desktop.application.intake.freeze`, which numbers it.
    """
    digest = hashlib.sha256(pdf).hexdigest()
    document = kind.replace("-", "_")
    before = [one for one in dossier.all(Print) if one.document == document and one.about == about]
    made = {
        "document": document,
        "about": about,
        "profile": profile,
        "language": language,
        "version": 1 + max((one.version or 0 for one in before), default=0),
        "printed_at": work.clock.now(),
        "by": work.user.id,
        "purpose": purpose.strip() or None,
        "recipient": recipient.strip() or None,
        "filed": True,
        "sha256": digest,
        "size": len(pdf),
    }
    edits = (PutBytes(digest, pdf), Create("print", work.ids.new(), dossier.traject_id, made))
    return Action(N_("Print filed"), edits)


def frozen_report(read: Reader, dossier: Dossier, language: LanguageCode) -> bytes | None:
    """The filed bytes of the intake report while the intake is frozen; nothing while it is a draft.

    Nothing either in a language it was not filed in: that would be another paper.
    """
    intake = dossier.last(Intake)
    if intake is None or intake.version is None:
        return None
    filed = [one for one in dossier.all(Print) if one.document == "intake" and one.version == intake.version]
    found = next((one for one in reversed(filed) if one.language == language), None)
    return read.bytes(found.sha256) if found and found.sha256 else None
