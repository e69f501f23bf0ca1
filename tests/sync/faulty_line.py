"""A line between laptops and PostgreSQL that breaks: cut in the middle of a message, silent, or closed on one side."""

from __future__ import annotations

import contextlib
import random
import socket
import tempfile
import threading
from collections import Counter
from pathlib import Path

PORT = 5432
"""Names the socket's file; nothing listens on a port."""

LONGEST = 40_000
"""Bytes after which a faulty line has broken at the latest."""


class FaultyLine:
    """Listens on a socket of its own and passes on what comes, until it breaks as the seed says."""

    def __init__(self, server: Path, seed: int) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.faults: Counter[str] = Counter()
        self._sound = False
        self._server, self._chance = server, random.Random(seed)
        self._open: list[socket.socket] = []
        self._listener = socket.socket(socket.AF_UNIX)
        self._listener.bind(str(self.folder / f".s.PGSQL.{PORT}"))
        self._listener.listen()
        threading.Thread(target=self._accept, daemon=True).start()

    def mend(self) -> None:
        """From now on nothing breaks; what is still open is let go, as keepalive does with who is no longer there."""
        self._sound = True
        while self._open:
            _hang_up(self._open.pop())

    def close(self) -> None:
        """Stop listening and let every line go."""
        _hang_up(self._listener)
        self.mend()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                laptop, _ = self._listener.accept()
                server = socket.socket(socket.AF_UNIX)
                server.connect(str(self._server))
                self._open += [laptop, server]
                fault = "" if self._sound else self._chance.choice(("", "cut", "cut", "stall", "half"))
                after = self._chance.randrange(LONGEST)
                where = self._chance.randrange(2)
                for n, (source, target) in enumerate(((laptop, server), (server, laptop))):
                    given = (source, target, fault if n == where else "", after)
                    threading.Thread(target=self._pass_on, args=given, daemon=True).start()

    def _pass_on(self, source: socket.socket, target: socket.socket, fault: str, left: int) -> None:
        with contextlib.suppress(OSError):
            while data := source.recv(8192):
                if fault and len(data) > left:
                    self.faults[fault] += 1
                    target.sendall(data[:left])
                    if fault == "stall":  # both stay open and nothing comes any more
                        while source.recv(8192):
                            pass
                    if fault == "half":
                        target.shutdown(socket.SHUT_WR)
                        return
                    break
                left -= len(data)
                target.sendall(data)
        for each in (source, target):
            _hang_up(each)


def _hang_up(line: socket.socket) -> None:
    with contextlib.suppress(OSError):
        line.shutdown(socket.SHUT_RDWR)
    line.close()
