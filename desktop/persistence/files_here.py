"""The local store as the exchange of files sees it: implements the port `desktop.application.sync_port.FileStore`."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from desktop.persistence import pieces
from desktop.persistence.engine import raw
from desktop.persistence.erasure import remove_bytes
from desktop.persistence.handing_in import HandingIn


class FilesHere(HandingIn):
    """Files on their way from and to the shared database."""

    def files_to_send(self) -> Sequence[tuple[str, str, int]]:
        """Files that the server is not known to have."""
        with self._reader() as on:
            return pieces.to_send(on)

    def piece_to_send(self, sha256: str, n: int, size: int) -> bytes:
        """A piece of a file that is here."""
        with self._reader() as on:
            return pieces.of_file(on, sha256, n, size)

    def file_is_there(self, root: str, sha256: str) -> None:
        """The server has it whole."""
        with self._store.receiving() as connection:
            pieces.is_there(raw(connection), root, sha256)
            if pieces.is_settled(raw(connection), root, sha256, taken=True):
                remove_bytes(connection, {sha256})

    def file_is_not_taken(self, root: str, sha256: str) -> None:
        """The server does not take it: it is not ours to change."""
        with self._store.receiving() as connection:
            if pieces.is_settled(raw(connection), root, sha256, taken=False):
                remove_bytes(connection, {sha256})

    def pieces(self, sha256: str) -> Collection[int]:
        """The pieces that came already."""
        with self._reader() as on:
            return pieces.came(on, sha256)

    def keep_piece(self, sha256: str, n: int, data: bytes) -> None:
        """Keep a piece that came."""
        with self._transaction() as on:
            pieces.keep(on, sha256, n, data)

    def put_together(self, root: str, sha256: str) -> bool:
        """Make the file of its pieces."""
        with self._transaction() as on:
            return pieces.put_together(on, root, sha256)
