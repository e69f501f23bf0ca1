"""Errors that nobody caught, by type and place: never a message, a value or a full path, because those name people.

``crash.log`` has one line per error, ``fault.log`` is where Python writes when it dies itself, and `last_crash` tells
the next start. The ordinary log, ``overstap.log``, is held to the same rule.
"""

from __future__ import annotations

import contextlib
import faulthandler
import hashlib
import json
import logging
import logging.handlers
import os
import re
import sys
import threading
import traceback
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePath
from types import TracebackType
from typing import TextIO

from typing_extensions import override

_PACKAGE = Path(__file__).resolve().parent.parent
_LIBRARY = Path(os.__file__).parent
_LARGEST = 128 * 1024
_DEEPEST = 40
_FAULT_PLACE = re.compile(r'File "([^"]+)", line (\d+) in (\S+)')


@dataclass(frozen=True, slots=True)
class Crash:
    """One error: when, its fingerprint (the same place gives the same), its types and the places it came through."""

    at: str
    fingerprint: str
    types: tuple[str, ...]
    places: tuple[str, ...]

    def text(self) -> str:
        """Everything that is known of it, as it may be sent to who maintains the program."""
        return "\n".join((f"{self.fingerprint} {self.at}", *self.types, *self.places))


def crash_of(error: BaseException) -> Crash:
    """What may be kept of an error."""
    chain = list(_chain(error))
    return _crash(
        tuple(f"{type(e).__module__}.{type(e).__qualname__}" for e in chain),
        tuple(place for e in chain for place in _places(e.__traceback__)),
    )


class CrashGuard:
    """Writes down what nobody caught, in the log folder of the workspace.

    ``tell`` is called with the first error of each place, in the thread in which it happened, so that it can be shown.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._told = set[str]()
        self.tell: Callable[[BaseException], object] = _nobody
        self._open_fault: TextIO | None = None

    @property
    def _file(self) -> Path:
        return self._folder / "crash.log"

    @property
    def _fault(self) -> Path:
        return self._folder / "fault.log"

    @property
    def _seen(self) -> Path:
        return self._folder / "crash.seen"

    def follow(self, folder: Path) -> None:
        """Write in this folder from now on: the workspace was only now made, or another one was opened."""
        if self._open_fault is None or folder != self._folder:
            self._folder = folder
            self.install()

    def install(self) -> None:
        """From now on, errors in any thread and in Python itself are written down, and so is the ordinary log."""
        with contextlib.suppress(OSError):  # without a log there is still the telling
            _configure_logging(self._folder)
            self._absorb_fault()
            self._open_fault = self._fault.open("w", encoding="utf-8")
            faulthandler.enable(self._open_fault)
        sys.excepthook = self._uncaught
        threading.excepthook = lambda args: self._uncaught(args.exc_type, args.exc_value, args.exc_traceback)
        sys.unraisablehook = lambda args: self._uncaught(args.exc_type, args.exc_value, args.exc_traceback)

    def report(self, error: BaseException) -> Crash:
        """Write an error down and tell of it."""
        crash = crash_of(error)
        self._keep(crash)
        if crash.fingerprint not in self._told:  # what goes wrong while it is shown is not shown without end
            self._told.add(crash.fingerprint)
            self.tell(error)
        return crash

    def last_crash(self) -> Crash | None:
        """The newest error that was not dismissed, or nothing."""
        try:
            told = json.loads(self._file.read_text(encoding="utf-8", errors="replace").splitlines()[-1])
            crash = Crash(told["at"], told["fingerprint"], tuple(told["types"]), tuple(told["places"]))
        except (OSError, ValueError, LookupError, TypeError):
            return None
        with contextlib.suppress(OSError, ValueError):
            if self._seen.read_text(encoding="utf-8") == crash.at:
                return None
        return crash

    def dismiss(self, crash: Crash) -> None:
        """The person has seen it."""
        with contextlib.suppress(OSError):
            self._seen.write_text(crash.at, encoding="utf-8")

    def _uncaught(self, kind: type[BaseException], error: BaseException | None, at: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt | SystemExit):
            return
        self.report((error or kind()).with_traceback(at))

    def _absorb_fault(self) -> None:
        with contextlib.suppress(FileNotFoundError):
            if text := self._fault.read_text(encoding="utf-8", errors="replace"):
                places = tuple(f"{_short(f)}:{n} {name}" for f, n, name in _FAULT_PLACE.findall(text)[:_DEEPEST])
                self._keep(_crash(("fault",), places))

    def _keep(self, crash: Crash) -> None:
        with contextlib.suppress(OSError):  # a full disk must not make a second error of the first
            if self._file.exists() and self._file.stat().st_size > _LARGEST:
                self._file.replace(self._file.with_suffix(".1.log"))
            handle = os.open(self._file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
            with os.fdopen(handle, "a", encoding="utf-8") as file:
                file.write("\n" + json.dumps(asdict(crash)))  # what a killed process left half stays a line of its own


def note(error: BaseException) -> Crash:
    """Write an error that was caught in the ordinary log, so that the code a person is told leads somewhere."""
    logging.getLogger("desktop").error("a step failed", exc_info=error)
    return crash_of(error)


def _configure_logging(folder: Path) -> None:
    """Send every log record to a small rotating file, without the values it was given."""
    handler = logging.handlers.RotatingFileHandler(
        folder / "overstap.log", maxBytes=_LARGEST, backupCount=2, encoding="utf-8", delay=True
    )
    handler.setFormatter(_WithoutValues())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.INFO)
    logging.captureWarnings(True)
    logging.raiseExceptions = False  # it would print the record, values and all
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)  # last: where it cannot be, nothing is printed either


class _WithoutValues(logging.Formatter):
    """Time, level and place; our own messages as they stand in the code, of libraries not even that."""

    @override
    def format(self, record: logging.LogRecord) -> str:
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="seconds")
        line = f"{at} {record.levelname} {record.name} {_short(record.pathname)}:{record.lineno}"
        if record.name.split(".")[0] == "desktop" and isinstance(record.msg, str):
            line += f" {record.msg}"
        if record.exc_info and record.exc_info[1] is not None:
            line += " " + crash_of(record.exc_info[1]).text().replace("\n", " ")
        return line


def _nobody(_error: BaseException) -> None:
    """There is no window yet."""


def _crash(types: tuple[str, ...], places: tuple[str, ...]) -> Crash:
    told = "\n".join((*types, *(re.sub(r":\d+ ", " ", place) for place in places)))
    return Crash(datetime.now(UTC).isoformat(), hashlib.sha256(told.encode()).hexdigest()[:12], types, places)


def _chain(error: BaseException) -> Iterator[BaseException]:
    waiting, met = [error], set[int]()
    while waiting and len(met) < _DEEPEST:
        current = waiting.pop(0)
        if id(current) not in met:
            met.add(id(current))
            yield current
            waiting += [e for e in (current.__cause__, current.__context__) if e is not None]
            if isinstance(current, BaseExceptionGroup):
                waiting += current.exceptions


def _places(at: TracebackType | None) -> Iterator[str]:
    for frame, line in list(traceback.walk_tb(at))[-_DEEPEST:]:
        yield f"{_short(frame.f_code.co_filename)}:{line} {frame.f_code.co_name}"


def _short(filename: str) -> str:
    path = PurePath(filename)
    if path.is_relative_to(_PACKAGE):
        return path.relative_to(_PACKAGE.parent).as_posix()
    if "site-packages" in path.parts:
        return "/".join(path.parts[path.parts.index("site-packages") + 1 :])
    if path.is_relative_to(_LIBRARY):
        return path.relative_to(_LIBRARY).as_posix()
    if getattr(sys, "frozen", False) and not path.is_absolute() and not filename.startswith("<"):
        return path.as_posix()  # a bundle names its own files so
    return "elsewhere"  # code that was made from text, whose name may be that text
