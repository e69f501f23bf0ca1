"""What has to be known before something about people is handed out in a file."""

from __future__ import annotations

from desktop.domain.errors import Refused
from desktop.domain.said import N_, said


def asked_why(purpose: str, recipient: str | None = None) -> None:
    """`Refused` where it does not say why, or, where it goes to somebody else, to whom: the read log has to."""
    if not purpose.strip():
        raise Refused(said(N_("Fill in why this is handed out, so that the read log can say it.")))
    if recipient is not None and not recipient.strip():
        raise Refused(said(N_("Fill in to whom this goes, so that the read log can say it.")))
