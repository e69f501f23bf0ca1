"""Invented people for the tests of the window."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from desktop.application.ports import Store, Work
from desktop.domain.changes import Action, Create
from desktop.domain.records import User
from tests import dossiers

BARE_PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n"
    b"xref\n0 4\n0000000000 65535 f \n0000000009 00000 n \n0000000053 00000 n \n0000000101 00000 n \n"
    b"trailer<</Size 4/Root 1 0 R>>\nstartxref\n163\n%%EOF\n"
)


@dataclass(frozen=True)
class Person:
    """The ids of one person's case."""

    candidate: str
    traject: str
    intake: str


@dataclass(frozen=True)
class People:
    """Who is there."""

    bilal: Person
    fatima: Person
    daan: Person


def invite(store: Store, work: Work) -> People:
    """Three people of one counsellor, in three stages."""
    me = store.get(User, work.user.id)
    desk, team = me.desk, me.team
    today = work.clock.today()

    def person(
        first: str,
        particle: str | None,
        last: str,
        stage: str,
        step: str,
        number: int,
        due: date | None,
        **more: object,
    ) -> Person:
        candidate, traject, intake = work.ids.new(), work.ids.new(), work.ids.new()
        edits = [
            Create(
                "candidate",
                candidate,
                None,
                {"first_name": first, "name_prefix": particle, "last_name": last, "city": "Oefenstad", **more},
            ),
            Create(
                "traject",
                traject,
                candidate,
                {
                    "dossier_no": f"VWNW-2026-{number:05}", "stage": stage, "substage": f"{stage}.{step}",
                    "counsellor": work.user.id, "desk": desk, "team": team, "opened_on": date(2026, 1, 12),
                    "origin_status": "employed",
                },
            ),
            Create("intake", intake, traject, {"intake_date": date(2026, 2, 10)}),
        ]  # fmt: skip
        if due is not None:
            edits.append(
                Create("task", work.ids.new(), traject,
                       {"task": "Toets inplannen", "owner": work.user.id, "due": due, "status": "open"})
            )  # fmt: skip
        store.apply(Action("Candidate signed up", tuple(edits)))
        return Person(candidate, traject, intake)

    return People(
        person("Bilal", None, "Yılmaz", "S4", "started", 1, today - timedelta(days=3), birth_date=date(1984, 3, 1)),
        person("Fatima", None, "Yilmaz", "S1", "held", 2, today),
        person("Daan", "van", "Yildirim", "S5", "offer", 3, today + timedelta(days=9), phone="+31612345678"),
    )


def whole_case(store: Store) -> str:
    """A case that went the whole way, with every kind of record in it; its traject."""
    dossier = dossiers.filled()
    records = {record.id: record for record in (*dossier.linked.values(), *dossier.records)}
    edits = [
        Create(r.SPEC.name, r.id, r.parent, {name: v for name, v in r.values().items() if v is not None})
        for r in records.values()
    ]
    store.apply(Action("Candidate signed up", tuple(edits)))
    return dossier.traject_id
