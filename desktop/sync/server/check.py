"""What is unsafe about a server: settings and rights that would let somebody see or lose more than they should."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.domain.said import N_, Said, said
from desktop.sync.server.install import Connection

_ASKED: tuple[tuple[str, str], ...] = (
    (
        "SELECT inet_server_addr() IS NOT NULL AND current_setting('ssl') <> 'on'",
        N_("Connections are not encrypted. Set ssl = on, with a certificate of your organisation."),
    ),
    (
        "SELECT current_setting('ssl') = 'on' AND current_setting('ssl_min_protocol_version') <> 'TLSv1.3'",
        N_("Old encryption is accepted. Set ssl_min_protocol_version = TLSv1.3."),
    ),
    (
        "SELECT current_setting('password_encryption') <> 'scram-sha-256'",
        N_("Passwords are kept in a weak form. Set password_encryption = scram-sha-256 and give everybody a new one."),
    ),
    (
        "SELECT current_setting('log_min_error_statement') NOT IN ('panic', 'fatal')",
        N_("Errors write statements to the log. Set log_min_error_statement = panic."),
    ),
    (
        "SELECT current_setting('log_error_verbosity') <> 'terse'",
        N_("Errors write values to the log. Set log_error_verbosity = terse."),
    ),
    (
        "SELECT current_setting('log_parameter_max_length_on_error') <> '0'",
        N_("Errors write what people typed to the log. Set log_parameter_max_length_on_error = 0."),
    ),
    (
        "SELECT current_setting('log_statement') <> 'none' OR current_setting('log_min_duration_statement') <> '-1'",
        N_("Statements are written to the log. Set log_statement = none and log_min_duration_statement = -1."),
    ),
    (
        "SELECT current_setting('fsync') <> 'on' OR current_setting('full_page_writes') <> 'on'",
        N_("A power cut can destroy the database. Set fsync = on and full_page_writes = on."),
    ),
    (
        "SELECT has_database_privilege('public', current_database(), 'TEMP')",
        N_("Everybody may make temporary tables. Run “overstap server init” again."),
    ),
    (
        """SELECT EXISTS (SELECT FROM pg_hba_file_rules WHERE auth_method IN ('trust', 'password', 'md5')
        AND type <> 'local')""",
        N_("Somebody can get in without a strong password. Use scram-sha-256 in pg_hba.conf."),
    ),
    (
        """SELECT EXISTS (SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname = 'app' AND c.relkind = 'r' AND NOT c.relrowsecurity)""",
        N_("A table shows its rows to everybody. Run “overstap server init” again."),
    ),
)


def unsafe(connection: Connection) -> Iterator[Said]:
    """A sentence with what to do for each thing; nothing where all is well."""
    for question, sentence in _ASKED:
        if connection.execute(question.encode()).fetchone() == (True,):
            yield said(sentence)
    if connection.execute("SELECT to_regclass('audit.entry') IS NOT NULL").fetchone() != (True,):
        return
    verified = "SELECT name, audit.verify(scope) FROM sync.scope ORDER BY name"
    for desk, position in connection.execute(verified).fetchall():
        if position is not None:
            sentence = N_(
                "Who changed what at {desk} is no longer as it was written down, from position {n} on. Find out who "
                "could write in the database; a backup of before has it as it was."
            )
            yield said(sentence, desk=desk, n=position)
