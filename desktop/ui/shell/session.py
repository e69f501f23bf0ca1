"""What the window needs from outside: a door to the workspace, and behind it the store, the lists and the paper."""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:  # the unlock screen is there before the records are loaded
    from datetime import datetime
    from pathlib import Path
    from typing import Unpack

    from desktop.application.caseload import CaseloadQuery
    from desktop.application.connection import Connection
    from desktop.application.duplicates import DuplicateQuery
    from desktop.application.i18n import LanguageCode
    from desktop.application.paper import Document
    from desktop.application.papers.occasion import Chosen
    from desktop.application.ports import Store, Work
    from desktop.application.record_lists import RecordQuery
    from desktop.application.sharing import Sharing
    from desktop.domain.said import Said


@dataclass(frozen=True, slots=True)
class Founder:
    """What is asked to make a workspace; the passphrase is not kept anywhere."""

    name: str
    desk: str
    role: str
    passphrase: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Joining:
    """What is asked to make a workspace at a desk that shares its work; the passphrase is not kept anywhere."""

    connection: Connection
    password: str = field(repr=False)
    passphrase: str = field(repr=False)


class Papers(Protocol):
    """Makes documents. Safe in any thread."""

    def offered(self) -> tuple[str, ...]:
        """The documents of a case in the order of the work: codes of the list ``print_document``."""

    def pdf(
        self, paper: str, traject: str, language: LanguageCode, version: int | None = None, **chosen: Unpack[Chosen]
    ) -> bytes:
        """The bytes of a document as it is now, a draft unless it gets the number of a version.

        `Refused` where the dossier does not hold what the document is about.
        """

    def draw(self, document: Document) -> bytes:
        """The bytes of a document that is about no case, such as a list."""


@dataclass(frozen=True, slots=True)
class BackupLine:
    """One backup as a list shows it; ``size`` in bytes, ``checked`` when it was last read through."""

    at: datetime
    reason: str
    size: int
    checked: datetime | None = None
    path: Path | None = None


@dataclass(frozen=True, slots=True)
class KeyStore:
    """The key store of this computer: its name, whether it opens the files, and else why it cannot."""

    name: str
    opens: bool
    why_not: Said | None = None


class Upkeep(Protocol):
    """The care of an open workspace. Safe in any thread."""

    def backups(self) -> tuple[BackupLine, ...]:
        """Every backup, newest first."""

    def check_backup(self, path: Path) -> None:
        """Read one backup through now; `Damaged` where it is not whole. Takes a while."""

    def back_up(self) -> Said | None:
        """Make and verify a backup now; what a person should know about its copy."""

    def second_folder(self, folder: str) -> None:
        """Where copies of backups go from now on; empty: nowhere."""

    def check(self) -> tuple[Said, ...]:
        """What is wrong with the file or the chain of the journal; empty where all is whole. Takes a while."""

    def key_store(self) -> KeyStore:
        """The key store of this computer, and whether it opens these files."""

    def use_key_store(self, secret: str) -> None:
        """Let it open the files too; `WrongSecret` or `Refused` says why not."""

    def leave_key_store(self) -> None:
        """Only passphrase and recovery key open the files from now on."""

    def place(self) -> str:
        """Where the workspace is."""

    def versions(self) -> tuple[str, ...]:
        """What the program consists of, without anything personal."""


class OpenedFiles(Protocol):
    """Files that other programs may look at while the workspace is open. Safe in any thread."""

    def put(self, name: str, data: bytes) -> Path:
        """A private copy that cannot be changed, to be opened by another program."""

    def empty(self) -> int:
        """Remove all of them; how many another program still holds."""


@dataclass(frozen=True, slots=True)
class Session:
    """An open workspace: everything the screens work with.

    ``close`` waits for readers and forgets the key. ``backup`` makes a backup where something changed since the last
    one, safe in any thread; it answers what a person should know about it, or `Unavailable` says why there is none.
    ``notices`` are sentences to show after unlocking, none of which stops the work. ``files`` are gone when it closes.
    ``erase`` takes everything about a person away where nothing is shared: who, the number of the request, and who
    confirmed it. ``practice`` says that nobody in it exists. Without ``sharing`` its work never leaves this computer.
    """

    store: Store
    caseload: CaseloadQuery
    lists: RecordQuery
    duplicates: DuplicateQuery
    work: Work
    papers: Papers
    close: Callable[[], None]
    backup: Callable[[], Said | None]
    notices: tuple[Said, ...]
    files: OpenedFiles
    upkeep: Upkeep
    erase: Callable[[str, str, str], object]
    practice: bool = False
    sharing: Sharing | None = None


class Practice(Protocol):
    """Practice town: an invented region in a workspace of its own. Its calls block: ask them in a lane."""

    def enter(self, progress: Callable[[int, int], None], *, anew: bool = False) -> Session:
        """Open it, after building it where that is needed or asked for; what ``progress`` raises ends the building."""


class Door(Protocol):
    """The way into a workspace. Its calls block for a second (keys are made slow on purpose): ask them in a lane."""

    def practice(self) -> Practice | None:
        """Practice town beside this workspace, where there can be one."""

    def exists(self) -> bool:
        """Whether there is a workspace, open or not, sound or not."""

    def gone(self) -> str:
        """The folder where there was a workspace the last time and is none now; empty where all is as it was."""

    def choose(self, folder: Path) -> None:
        """Work with the workspace in this folder, also at the next start; `NoWorkspace` says why that cannot be."""

    def begin_anew(self) -> None:
        """What is gone is not looked for any longer: a new workspace may be made in its place."""

    def stored_settings(self) -> MutableMapping[str, object]:
        """The settings of the workspace that is chosen now."""

    def open(self, secret: str) -> Session:
        """Open with the passphrase or the recovery key; `WrongSecret` and the other `Unavailable` say why not."""

    def key_store(self) -> str:
        """What the key store of this computer is called, where it opens the files; else empty."""

    def open_from_key_store(self) -> Session:
        """Open without a passphrase; `WrongSecret` where the key store does not open it any more."""

    def create(self, founder: Founder) -> tuple[Session, str]:
        """Make a workspace; also the recovery key, which is shown once. `Refused` where the passphrase is too weak."""

    def join(self, joining: Joining) -> tuple[Session, str]:
        """Make a workspace that shares from the beginning; also the recovery key. `Unavailable` where nothing was made:

        the server cannot be reached or does not know this person.
        """

    def renew(self, secret: str, passphrase: str) -> tuple[Session, str]:
        """Open with another passphrase from now on; also a new recovery key, which is shown once.

        ``secret`` is the old passphrase or recovery key. `Refused` where the new passphrase is too weak.
        """

    def backups(self) -> tuple[Path, ...]:
        """The backups of this workspace, newest first."""

    def made_at(self, backup: Path) -> datetime | None:
        """When a backup was made; nothing where its name does not say so."""

    def checked_on(self, backup: Path) -> datetime | None:
        """When a backup was last read through; nothing where nobody knows."""

    def check_backup(self, backup: Path, secret: str) -> None:
        """Read a backup through; `WrongSecret` where the secret does not fit, `Damaged` where it is not whole."""

    def newer_actions(self, backup: Path, secret: str) -> tuple[Said, ...]:
        """What was done after a backup and is not in it, newest first; `WrongSecret` where the secret does not fit."""

    def restore(self, backup: Path, secret: str) -> Session:
        """Put a backup in the place of the files and open it; what was there is kept aside."""

    def warm_up(self) -> None:
        """Load what is needed after unlocking, while the person types."""
