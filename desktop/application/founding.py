"""The first records of a new workspace: the desk, its team and the person who works here."""

from __future__ import annotations

from desktop.application.connection import Connection
from desktop.application.ports import Ids, User
from desktop.domain.changes import Action, Create
from desktop.domain.codes import CODES
from desktop.domain.errors import Invalid
from desktop.domain.said import N_, said

CASELOAD_NORM = 45
"""Active dossiers per fte (domain.md R48); the team changes it."""


def found(ids: Ids, *, name: str, desk: str, role: str, number_block: int = 0) -> tuple[Action, User]:
    """The action that makes desk, team and user, and the user. ``role`` is a code of the list of roles."""
    problems = {}
    if not name.strip():
        problems["name"] = said(N_("Fill in your name: it stands on what you print and beside what you change."))
    if not desk.strip():
        problems["desk"] = said(N_("Fill in the name of your desk: it stands at the top of every print."))
    if role not in {code.code for code in CODES["role"].codes}:
        known = ", ".join(code.code for code in CODES["role"].codes)
        problems["role"] = said(N_("There is no role “{role}”. Choose one of: {known}."), role=role, known=known)
    if problems:
        raise Invalid(problems)
    user, office, team = ids.new(), ids.new(), ids.new()
    edits = (
        Create("desk", office, None, {"name": desk.strip(), "brand": "leerwerkloket"}),
        Create("team", team, None, {"name": desk.strip(), "leader": user, "norm": CASELOAD_NORM, "desk": office}),
        Create(
            "user",
            user,
            None,
            {
                "name": name.strip(),
                "role": role,
                "team": team,
                "desk": office,
                "active": True,
                "number_block": number_block,
            },
        ),
    )
    return Action(N_("Workspace made"), edits, lasting=True), User(user, name.strip(), role, office)


def join(connection: Connection, number_block: int) -> tuple[Action, User]:
    """The action that makes the user of a laptop at a desk that is there already; the first sync brings the rest."""
    values = {"name": connection.name, "role": connection.role, "desk": connection.desk, "active": True}
    made = Create("user", connection.person, None, values | {"number_block": number_block})
    user = User(connection.person, connection.name, connection.role, connection.desk)
    return Action(N_("Workspace made"), (made,), lasting=True), user
