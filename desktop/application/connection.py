"""How a laptop reaches the shared database: a small file that the administrator gives, and the rules for using it.

The program builds the connection itself. A server elsewhere must prove its name with a certificate that the
organisation gave (verify-full), over TLS 1.3, bound to the password or with a certificate of the person; no setting
trusts any server.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from desktop.application.whole_file import write_whole
from desktop.domain.errors import Invalid
from desktop.domain.said import N_, said

CERTIFICATE = "server-ca.pem"
"""The file in the workspace with the certificate that the server's is checked against."""

IDENTITY = "person.pem"
"""The file in the workspace with a person's own certificate and its key, which a password protects."""


@dataclass(frozen=True, slots=True)
class Connection:
    """Where the shared database is, and as whom and for which desk it is used."""

    host: str
    port: int
    database: str
    login: str
    person: str  # the id of the record of the person
    name: str
    role: str
    desk: str  # the id of the record of the desk
    certificate: str = ""  # of the organisation that vouches for the server, as PEM text
    identity: str = (
        ""  # the person's own certificate and its protected key as PEM text; the password is that of the key
    )

    @property
    def local(self) -> bool:
        """Whether the server runs on this computer and is reached through a file."""
        return self.host.startswith("/")

    def parameters(self, folder: Path) -> Mapping[str, str]:
        """What the driver is told; whatever stands in the environment does not weaken it."""
        told = {"host": self.host, "port": str(self.port), "dbname": self.database, "user": self.login}
        told |= {"gssencmode": "disable", "connect_timeout": "10", "application_name": "overstap"}
        if self.local:
            return told | {"sslmode": "disable"}
        told |= {
            "sslmode": "verify-full",
            "sslrootcert": str(folder / CERTIFICATE),
            "ssl_min_protocol_version": "TLSv1.3",
        }
        if self.identity:
            shown = dict.fromkeys(("sslcert", "sslkey"), str(folder / IDENTITY))
            return told | shown | {"sslcertmode": "require", "require_auth": "none"}
        return told | {"channel_binding": "require", "require_auth": "scram-sha-256"}

    def keep(self, folder: Path) -> None:
        """Write what the driver reads from files; nothing of it is of use without a password."""
        for name, text in ((CERTIFICATE, self.certificate), (IDENTITY, self.identity)):
            path = folder / name
            if text and not (path.exists() and path.read_bytes() == text.encode()):
                write_whole(path, text.encode())  # whole: another line may be reading it


def written(connection: Connection) -> str:
    """The connection file."""
    return json.dumps(asdict(connection), ensure_ascii=False, indent=1)


def read_file(file: Path) -> Connection:
    """What a connection file says; as `read`."""
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise Invalid({"file": said(N_("The file {file} cannot be read."), file=str(file))}) from None
    return read(text)


def read(text: str) -> Connection:
    """A connection file; refused where it is another file or would trust any server."""
    unreadable = Invalid({"connection": said(N_("This is no connection file. Ask the administrator for a new one."))})
    try:
        told = {"identity": ""} | json.loads(text)
        values = {f.name: told[f.name] for f in fields(Connection)}
    except (ValueError, KeyError, TypeError):
        raise unreadable from None
    if any(type(value) is not (int if name == "port" else str) for name, value in values.items()):
        raise unreadable
    made = Connection(**values)
    if not made.local and "BEGIN CERTIFICATE" not in made.certificate:
        sentence = N_(
            "This connection file holds no certificate, so any server would be believed. Ask for one with it."
        )
        raise Invalid({"connection": said(sentence)})
    if made.identity and not all(f"BEGIN {part}" in made.identity for part in ("CERTIFICATE", "ENCRYPTED PRIVATE KEY")):
        sentence = N_("The key of the person in this file has no password, so it is not used. Ask for one that has.")
        raise Invalid({"connection": said(sentence)})
    return made
