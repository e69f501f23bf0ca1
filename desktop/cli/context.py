"""What every command works with: the arguments, the language, and the workspace when it is asked for."""

from __future__ import annotations

import argparse
import getpass
import os
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desktop import bootstrap
from desktop.application.i18n import Language, language
from desktop.domain.errors import InUse, Invalid
from desktop.domain.fields import RecordType
from desktop.domain.read_log import ReadAct, Reading
from desktop.domain.said import N_, said

PASSPHRASE = "OVERSTAP_PASSPHRASE"  # noqa: S105 the name of the variable
"""The variable that holds the passphrase for scripts; without it the command asks."""


@dataclass(frozen=True, slots=True)
class Printed:
    """What a command answers: text for a person, data for ``--json``, and the exit code."""

    text: str = ""
    data: Any = None
    code: int = 0


class Context:
    """One command being run."""

    def __init__(self, arguments: argparse.Namespace) -> None:
        self.arguments = arguments
        folder = getattr(arguments, "workspace", None)
        self.workspace = bootstrap.workspace(Path(folder) if folder else None)
        self.settings = bootstrap.settings(self.workspace)
        self._opened: bootstrap.Opened | None = None

    @property
    def language(self) -> Language:
        """The language the person chose in this workspace."""
        return language(self.settings.language)

    def say(self, text: str, /, **values: object) -> str:
        """A marked message in that language."""
        return self.language.text(text, **values)

    def passphrase(self, prompt: str = N_("Passphrase: ")) -> str:
        """The passphrase, from the environment or from a person."""
        given = os.environ.get(PASSPHRASE)
        if given is not None:
            return given
        if not sys.stdin.isatty():
            raise Invalid(
                {
                    "passphrase": said(
                        N_("There is nobody to ask for the passphrase. Put it in {name}."), name=PASSPHRASE
                    )
                }
            )
        return getpass.getpass(self.say(prompt))

    def reading(self) -> bootstrap.Opened:
        """The workspace for reading; works while the window is open."""
        if self._opened is None:
            self._opened = bootstrap.open_to_read(self.workspace, self.passphrase())
        return self._opened

    def writing(self) -> bootstrap.Opened:
        """The workspace for writing; `InUse` while the window holds it."""
        if self._opened is None:
            holder = self.workspace.lock.holder()
            if holder is not None:
                from desktop.persistence.lock import in_use

                raise in_use(holder)  # before asking for a passphrase that would be of no use
            self._opened = bootstrap.open_for_work(self.workspace, self.passphrase())
        return self._opened

    def handing_out(self) -> bootstrap.Opened:
        """The workspace for what leaves a line in the read log: as its writer, or beside the window that holds it."""
        return self.writing() if self.workspace.lock.holder() is None else self.reading()

    def looking(self, act: ReadAct, subject: str, document: str = "", purpose: str = "", recipient: str = "") -> None:
        """Leave a line in the read log before something of a person is shown or handed out; also beside the window."""
        self.handing_out().store.log_reads(Reading(act, subject, document, purpose, recipient))

    def close(self) -> None:
        """Let the workspace go."""
        if self._opened is not None:
            with suppress(InUse):
                self._opened.close()
            self._opened = None


def kind(name: str) -> RecordType:
    """The record with this name; the refusal lists what there is."""
    from desktop.domain.records import RECORDS

    if name not in RECORDS:
        raise Invalid(
            {
                "kind": said(
                    N_("There is no kind “{name}”. Choose one of: {known}."),
                    name=name,
                    known=", ".join(sorted(RECORDS)),
                )
            }
        )
    return RECORDS[name]
