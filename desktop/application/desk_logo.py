"""The logo that a desk prints above its papers."""

from __future__ import annotations

import hashlib

from desktop.application.ports import Reader, Work
from desktop.domain.changes import Action, Edit, PutBytes, SetField
from desktop.domain.errors import Damaged, NotThere
from desktop.domain.records import Desk
from desktop.domain.said import N_


def set_logo(work: Work, desk: str, picture: bytes | None) -> Action:
    """Give a desk a logo, already cleaned; nothing takes it away."""
    work.read.get(Desk, desk)
    digest = hashlib.sha256(picture).hexdigest() if picture is not None else None
    kept: tuple[Edit, ...] = (PutBytes(digest, picture),) if digest is not None and picture is not None else ()
    return Action(N_("Logo of the desk changed"), (*kept, SetField("desk", desk, "logo", digest)))


def logo_of(read: Reader, desk: Desk | None) -> bytes:
    """The stored picture; empty where there is none here, because a paper without it is still a paper."""
    if desk is None or not desk.logo:
        return b""
    try:
        return read.bytes(desk.logo)
    except (NotThere, Damaged):
        return b""
