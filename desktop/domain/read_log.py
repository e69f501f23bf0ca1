"""The read log: who looked at whose dossier, when and why. It says what was done, never what was read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from desktop.domain.said import N_


class ReadAct(StrEnum):
    """What was done with somebody's data."""

    OPENED = "opened"
    PRINTED = "printed"
    SAVED = "saved"
    FILED = "filed"
    EXPORTED = "exported"


ACTS: Mapping[ReadAct, str] = {
    ReadAct.OPENED: N_("Dossier opened"),
    ReadAct.PRINTED: N_("Printed"),
    ReadAct.SAVED: N_("Saved as a file"),
    ReadAct.FILED: N_("Filed in the dossier"),
    ReadAct.EXPORTED: N_("Exported"),
}
"""What people call them."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Something that was read: whose case (or the person's, where there is no case), and for prints what and for whom.

    ``document`` is a code of the list ``print_document``.
    """

    act: ReadAct
    subject: str
    document: str = ""
    purpose: str = ""
    recipient: str = ""


@dataclass(frozen=True, slots=True)
class ReadLine:
    """A line of the log. Of a person who was erased remains that somebody read, and when."""

    id: str
    at: datetime
    actor: str
    act: ReadAct
    person: str
    case: str
    document: str
    purpose: str
    recipient: str

    @property
    def erased(self) -> bool:
        """Whether it no longer says who was read about."""
        return not self.person
