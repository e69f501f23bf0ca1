"""Whom a laptop believes: a real PostgreSQL with TLS, right and wrong certificates, and servers that ask for less.

Needs the server programs of Debian's package postgresql-15; these tests use none of our schema.
"""

from __future__ import annotations

import contextlib
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
import trustme
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from desktop.application.connection import IDENTITY, Connection, read, written
from desktop.application.syncing import Cut, TurnedAway
from desktop.domain.errors import Invalid
from desktop.sync.line import connecting
from desktop.sync.postgres import PostgresTransport

PROGRAMS = Path("/usr/lib/postgresql/15/bin")
PASSWORD = "zeven verzonnen woorden"
SCRAM = "hostssl all all 127.0.0.1/32 scram-sha-256"

pytestmark = pytest.mark.skipif(
    not (PROGRAMS / "initdb").exists(), reason="needs a PostgreSQL with TLS: apt-get install postgresql-15"
)


class Server:
    """One cluster that can be started with other settings."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.data = folder, folder / "data"
        self.ours, self.another = trustme.CA(), trustme.CA()
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = int(free.getsockname()[1])
        self._user = None if os.getuid() else "postgres"
        if self._user:
            found = pwd.getpwnam(self._user)
            os.chown(folder, found.pw_uid, found.pw_gid)
        self._run("initdb", "-D", str(self.data), "-U", "admin", "--auth-local=trust", "--no-sync")

    @contextlib.contextmanager
    def running(self, certificate: trustme.LeafCert | None, rule: str = SCRAM, *settings: str) -> Iterator[None]:
        """With this certificate (or without TLS) and this rule for who comes over the network."""
        told = {"port": str(self.port), "listen_addresses": "127.0.0.1", "unix_socket_directories": str(self.folder)}
        told |= {"ssl": "off"} if certificate is None else self._keep(certificate)
        lines = [f"{name} = '{value}'" for name, value in told.items()]
        self._write("postgresql.conf", "\n".join((*lines, *settings, "fsync = off")))
        self._write("pg_hba.conf", f"local all all trust\n{rule}\n")
        self._run("pg_ctl", "-D", str(self.data), "-w", "-l", str(self.folder / "log"), "start")
        try:
            address = f"host={self.folder} port={self.port} dbname=postgres user=admin"
            with psycopg.connect(address, autocommit=True) as admin:
                admin.execute("DROP ROLE IF EXISTS anna")
                admin.execute(f"CREATE ROLE anna LOGIN PASSWORD '{PASSWORD}'".encode())
            yield
        finally:
            self._run("pg_ctl", "-D", str(self.data), "-m", "immediate", "stop")

    def _keep(self, certificate: trustme.LeafCert) -> dict[str, str]:
        self._write("server.key", certificate.private_key_pem.bytes().decode())
        self._write("ca.crt", self.ours.cert_pem.bytes().decode())
        self._write("server.crt", certificate.cert_chain_pems[0].bytes().decode())
        return {"ssl": "on", "ssl_cert_file": "server.crt", "ssl_key_file": "server.key"}

    def _write(self, name: str, text: str) -> None:
        path = self.data / name
        path.write_text(text, encoding="utf-8")
        path.chmod(0o600)
        if self._user:
            shutil.chown(path, self._user)

    def _run(self, program: str, *given: str) -> None:
        command = [str(PROGRAMS / program), *given]
        subprocess.run(command, check=True, user=self._user, cwd=self.folder, stdout=subprocess.DEVNULL)


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    folder = Path(tempfile.mkdtemp())
    yield Server(folder)
    shutil.rmtree(folder)


def ask(server: Server, folder: Path, password: str = PASSWORD, identity: str = "") -> tuple[str, int]:
    """A laptop asks for the version and the bits of its TLS."""
    pem = server.ours.cert_pem.bytes().decode()
    told = Connection("localhost", server.port, "postgres", "anna", "p", "Anna", "counsellor", "d", pem, identity)
    read(written(told)).keep(folder)
    asked = b"SELECT version, bits FROM pg_stat_ssl WHERE pid = pg_backend_pid()"
    with connecting(told.parameters(folder), password)() as connection:
        version, bits = connection.execute(asked).fetchone() or ("", 0)
    return str(version), int(bits)


def test_the_organisations_server_is_spoken_to_over_tls_1_3(server: Server, tmp_path: Path) -> None:
    with server.running(server.ours.issue_cert("localhost")):
        assert ask(server, tmp_path) == ("TLSv1.3", 256)


def test_another_host_name_than_the_certificates_is_refused(server: Server, tmp_path: Path) -> None:
    with server.running(server.ours.issue_cert("db.elders.example")):
        refused(server, tmp_path)


def test_a_certificate_of_somebody_else_is_refused(server: Server, tmp_path: Path) -> None:
    with server.running(server.another.issue_cert("localhost")):
        refused(server, tmp_path)


def test_a_server_without_tls_is_refused(server: Server, tmp_path: Path) -> None:
    with server.running(None, "host all all 127.0.0.1/32 scram-sha-256"):
        refused(server, tmp_path)


def test_an_older_tls_is_refused(server: Server, tmp_path: Path) -> None:
    with server.running(server.ours.issue_cert("localhost"), SCRAM, "ssl_max_protocol_version = 'TLSv1.2'"):
        refused(server, tmp_path)


@pytest.mark.parametrize("way", ["trust", "password"])
def test_a_server_that_asks_for_no_password_or_for_a_plain_one_is_refused(
    server: Server, tmp_path: Path, way: str
) -> None:
    with server.running(server.ours.issue_cert("localhost"), f"hostssl all all 127.0.0.1/32 {way}"):
        refused(server, tmp_path)


def test_a_wrong_password_says_so_and_no_server_at_all_means_waiting(server: Server, tmp_path: Path) -> None:
    with (
        server.running(server.ours.issue_cert("localhost")),
        pytest.raises(TurnedAway, match="login or password"),
    ):
        ask(server, tmp_path, password="een ander")
    told = {"host": "localhost", "port": str(server.port)}
    with pytest.raises(Cut):
        PostgresTransport(connecting(told, PASSWORD)).heads()


def identity(made: trustme.CA, login: str, password: str = PASSWORD) -> str:
    """A person's own certificate with its key under a password."""
    leaf = made.issue_cert(common_name=login)
    key = load_pem_private_key(leaf.private_key_pem.bytes(), None)
    protected = BestAvailableEncryption(password.encode()) if password else NoEncryption()
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, protected)
    return pem.decode() + leaf.cert_chain_pems[0].bytes().decode()


CERT = "hostssl all all 127.0.0.1/32 cert"


def test_a_person_is_known_by_a_certificate_of_their_own(server: Server, tmp_path: Path) -> None:
    with server.running(server.ours.issue_cert("localhost"), CERT, "ssl_ca_file = 'ca.crt'"):
        assert ask(server, tmp_path, identity=identity(server.ours, "anna")) == ("TLSv1.3", 256)
        assert (tmp_path / IDENTITY).stat().st_mode & 0o077 == 0
        for wrong in (identity(server.ours, "bo"), identity(server.ours, "anna", "een ander wachtwoord")):
            with pytest.raises(TurnedAway, match="login or password"):
                ask(server, tmp_path, identity=wrong)
        with pytest.raises(Invalid):
            ask(server, tmp_path, identity=identity(server.ours, "anna", ""))


def test_a_certificate_from_elsewhere_opens_nothing(server: Server, tmp_path: Path) -> None:
    with (
        server.running(server.ours.issue_cert("localhost"), CERT, "ssl_ca_file = 'ca.crt'"),
        pytest.raises((TurnedAway, psycopg.OperationalError)),
    ):
        ask(server, tmp_path, identity=identity(server.another, "anna"))


def refused(server: Server, folder: Path) -> None:
    with pytest.raises(TurnedAway, match="did not prove"):
        ask(server, folder)
