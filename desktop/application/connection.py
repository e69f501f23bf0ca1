"""How a laptop reaches the shared database: a small file that the administrator gives, and the rules for using it.

The program builds the connection itself. A server elsewhere must prove its name with a certificate that the
organisation gave (verify-full), over TLS 1.3, bound to the password; no setting trusts any server.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from desktop.domain.errors import Invalid
from desktop.domain.said import N_, said

CERTIFICATE = "server-ca.pem"
"""The file in the workspace with the certificate that the server's is checked against."""


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
        return told | {
            "sslmode": "verify-full",
            "sslrootcert": str(folder / CERTIFICATE),
            "channel_binding": "require",
            "ssl_min_protocol_version": "TLSv1.3",
            "require_auth": "scram-sha-256",
        }


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
        told = json.loads(text)
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
    return made
