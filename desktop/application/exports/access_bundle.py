"""What somebody gets who asks for access: the dossier to read, the data to take along, and the files, in one archive.

Everything is made in memory: only the archive itself is written, where a person chose.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from desktop.application.exports.access import access_export, records_about
from desktop.application.i18n import Language
from desktop.application.ports import Work
from desktop.application.values import ZONE
from desktop.domain.errors import NotThere, Refused
from desktop.domain.fields import Privacy
from desktop.domain.file_kinds import PDF, clean_name
from desktop.domain.records import Candidate, Document, Print, Traject
from desktop.domain.said import N_, said

_APART: Final = (Privacy.NATIONAL_ID, Privacy.SPECIAL)


class Part(StrEnum):
    """What the archive may hold."""

    PAPER = "paper"
    DATA = "data"
    FILES = "files"


@dataclass(frozen=True, slots=True)
class Holding:
    """How much is kept about a person, and how sensitive the most sensitive of it is."""

    cases: tuple[str, ...]
    records: int
    changes: int
    reads: int
    files: int
    size: int  # of the files, in bytes
    sensitive: tuple[Privacy, ...]


def holding(work: Work, candidate: str) -> Holding:
    """What an archive of a person would hold."""
    records = records_about(work.read, candidate)
    files = [one for one in records if isinstance(one, Document | Print) and one.sha256]
    classes = {
        record.SPEC.fields[name].privacy
        for record in records
        for name, value in record.values().items()
        if value is not None and name in record.SPEC.fields
    }
    return Holding(
        tuple(one.id for one in records if isinstance(one, Traject)),
        len(records),
        len(work.read.history(candidate)),
        len(work.read.reads(candidate)),
        len(files),
        sum(one.size or 0 for one in files),
        tuple(one for one in _APART if one in classes),
    )


def access_bundle(
    work: Work,
    candidate: str,
    parts: Collection[Part],
    paper: Callable[[str], bytes],
    language: Language,
    *,
    mask: bool = True,
) -> bytes:
    """The archive; ``paper`` makes the dossier of a case to read. ``mask`` leaves other people out of the data."""
    if not parts:
        raise Refused(said(N_("Nothing is chosen, so there is nothing to save. Tick what the person asked for.")))
    records = records_about(work.read, candidate)
    made: dict[str, bytes] = {}
    if Part.PAPER in parts:
        dossier = language.text(N_("dossier"))
        for case in (one for one in records if isinstance(one, Traject)):
            made[f"{dossier}-{case.dossier_no or case.id}.pdf"] = paper(case.id)
    if Part.DATA in parts:
        made[language.text(N_("data.json"))] = access_export(work, candidate, mask=mask)
    if Part.FILES in parts:
        made |= _files(work, [one for one in records if isinstance(one, Document | Print)], language)
    written, at = io.BytesIO(), work.clock.now().astimezone(ZONE).timetuple()[:6]
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in made.items():
            archive.writestr(zipfile.ZipInfo(name, at), data, zipfile.ZIP_DEFLATED)
    return written.getvalue()


def person_of(work: Work, case: str) -> Candidate:
    """Whose case it is."""
    return work.read.get(Candidate, work.read.root_of(Traject, case))


def _files(work: Work, files: list[Document | Print], language: Language) -> Mapping[str, bytes]:
    """The bytes that are kept, each under a name that is safe anywhere; what is gone stands in the data."""
    found: dict[str, bytes] = {}
    folder = language.text(N_("files"))
    for name, sha256 in _named(files):
        try:
            found[f"{folder}/{len(found) + 1:02} {name}"] = work.read.bytes(sha256)
        except NotThere:
            continue
    return found


def _named(files: list[Document | Print]) -> Iterator[tuple[str, str]]:
    for one in files:
        if not one.sha256:
            continue
        if isinstance(one, Document):
            yield clean_name(one.file or "", one.media_type or PDF), one.sha256
        else:
            yield clean_name(one.document or "", PDF), one.sha256
