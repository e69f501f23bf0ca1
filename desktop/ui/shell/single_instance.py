"""One window for each workspace: a second start raises the first and goes away."""

from __future__ import annotations

import hashlib
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_WAIT_MS = 500


class SingleInstance(QObject):
    """Listens for later starts in the same workspace and the same account."""

    asked_to_show = Signal()

    def __init__(self, workspace: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = socket_name(workspace)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._called)

    def is_first(self) -> bool:
        """Whether no other window has this workspace open; if one has, it comes to the front."""
        call = QLocalSocket(self)
        call.connectToServer(self._name)
        if call.waitForConnected(_WAIT_MS):
            call.disconnectFromServer()
            return False
        # nobody answers: a socket that a crashed program left behind may go
        QLocalServer.removeServer(self._name)
        self._server.listen(self._name)
        return True

    def _called(self) -> None:
        while (call := self._server.nextPendingConnection()) is not None:
            call.close()
            call.deleteLater()
            self.asked_to_show.emit()


def socket_name(workspace: Path) -> str:
    """A name that says nothing about where the workspace is."""
    return f"overstap-{hashlib.sha256(str(workspace.resolve()).encode()).hexdigest()[:24]}"
