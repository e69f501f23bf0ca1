"""The tree of refusals: every way in which Overstap says no, each with a sentence that says what to do.

::

    OverstapError                 shown to a person as it is, translated
    ├── Refused                   a rule of the work; shown beside the field or in the message bar; exit code 1
    │   ├── Invalid               values that cannot be kept as they were typed, per field
    │   ├── GateClosed            a stage that cannot be entered yet, with everything that is missing
    │   ├── NotThere              the record asked for does not exist (or was deleted)
    │   └── BuiltOn               an undo that somebody has built on since
    └── Unavailable               the surroundings; shown in the status bar or at the lock screen; exit code 1
        ├── WrongSecret           passphrase or recovery key does not open the vault
        ├── InUse                 another process writes in this workspace
        ├── NoWorkspace           there is nothing here to open
        ├── Damaged               the file cannot be read; nothing was changed, nothing new was made
        ├── Newer                 the workspace was written by a newer program
        └── NoRoom                disk full, folder read-only, drive gone

Anything else that is raised is a bug: logged by type and place, never with its message, because messages quote data.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from desktop.domain.said import Said


class OverstapError(Exception):
    """A sentence for a person; ``said`` is translated where it is shown."""

    def __init__(self, sentence: Said) -> None:
        super().__init__(str(sentence))
        self.said = sentence


class Refused(OverstapError):
    """A rule of the work says no."""


class Invalid(Refused):
    """Values that cannot be kept as they were typed: ``problems`` maps a field name to its sentence."""

    def __init__(self, problems: Mapping[str, Said]) -> None:
        super().__init__(next(iter(problems.values())))
        self.problems = dict(problems)


@dataclass(frozen=True, slots=True)
class Missing:
    """One open point of a gate: the field it is about (``record.field``), the record if it exists, and what to do."""

    field: str
    said: Said
    record_id: str | None = None


class GateClosed(Refused):
    """A stage cannot be entered yet: ``points`` lists everything that is still missing."""

    def __init__(self, sentence: Said, points: Sequence[Missing]) -> None:
        super().__init__(sentence)
        self.points = tuple(points)


class NotThere(Refused):
    """The record asked for does not exist."""


class BuiltOn(Refused):
    """An undo that somebody has built on since: ``rest`` lists what stands in the way."""

    def __init__(self, sentence: Said, rest: Sequence[Said] = ()) -> None:
        super().__init__(sentence)
        self.rest = tuple(rest)


class Unavailable(OverstapError):
    """The surroundings do not allow it now; work that was saved stays saved."""


class WrongSecret(Unavailable):
    """The passphrase or recovery key does not open the vault."""


class InUse(Unavailable):
    """Another process writes in this workspace."""


class NoWorkspace(Unavailable):
    """There is no workspace here."""


class Damaged(Unavailable):
    """A file of the workspace cannot be read; it was left as it is."""


class Newer(Unavailable):
    """The workspace was written by a newer program."""


class NoRoom(Unavailable):
    """Disk full, folder read-only or drive gone; nothing that was saved is lost."""
