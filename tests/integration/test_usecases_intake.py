"""The intake: complete before it is frozen, kept as it was, opened again, on the real store."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable

import pytest

from desktop.application import (
    edits,
    intake,
)
from desktop.domain.changes import Action
from desktop.domain.errors import GateClosed, Refused
from desktop.domain.records import (
    Intake,
    IntakeVersion,
    Print,
)
from tests import people
from tests.people import Desk


def test_an_intake_is_frozen_only_when_complete_and_keeps_its_bytes(desk: Desk) -> None:
    traject = people.in_intake(desk)
    draft = desk.store.children(Intake, traject)[0]
    desk.do(edits.change(desk.work, "intake", draft.id, {"advice": "x" * 99, "form": None}))
    with pytest.raises(GateClosed) as closed:
        intake.freeze(desk.work, traject, b"%PDF", "nl")
    assert {p.field for p in closed.value.points} == {"intake.advice", "intake.form"}
    with pytest.raises(Refused, match="Finish the intake first"):
        intake.agree(desk.work, traject, agreed=True)
    desk.do(edits.change(desk.work, "intake", draft.id, {"advice": "é" * 100, "form": "online"}))
    desk.do(intake.freeze(desk.work, traject, lambda version: f"%PDF version {version}".encode(), "nl"))
    (frozen,) = desk.store.children(IntakeVersion, traject)
    assert frozen.sha256 == hashlib.sha256(b"%PDF version 1").hexdigest()
    assert desk.store.bytes(frozen.sha256 or "") == b"%PDF version 1"
    lines = json.loads(frozen.snapshot or "")
    assert {"candidate", "traject", "intake", "language", "consent", "next_step"} <= {line["kind"] for line in lines}
    assert next(line for line in lines if line["kind"] == "intake")["advice"] == "é" * 100
    (filed,) = desk.store.children(Print, traject)
    assert (filed.document, filed.filed, filed.sha256) == ("intake", True, frozen.sha256)


def test_a_frozen_intake_changes_only_after_it_is_opened_again(desk: Desk) -> None:
    traject = people.in_intake(desk)
    draft = desk.store.children(Intake, traject)[0].id
    desk.do(intake.freeze(desk.work, traject, b"%PDF 1", "nl"))
    attempts: tuple[Callable[[], Action], ...] = (
        lambda: edits.change(desk.work, "intake", draft, {"max_km": 20}),
        lambda: edits.add(desk.work, "next_step", draft, {"what": "Meer"}),
        lambda: intake.freeze(desk.work, traject, b"%PDF 2", "nl"),
    )
    for attempt in attempts:
        with pytest.raises(Refused, match="frozen as version 1"):
            attempt()
    desk.do(edits.change(desk.work, "intake", draft, {"agreed": False, "remark": "Klopt niet"}))
    assert desk.store.get(Intake, draft).agreed is False
    desk.do(edits.change(desk.work, "intake", draft, {"version": None}))
    assert desk.store.get(Intake, draft).agreed is None
    desk.do(edits.change(desk.work, "intake", draft, {"max_km": 20}))
    desk.do(intake.freeze(desk.work, traject, b"%PDF 2", "en"))
    assert [v.version for v in desk.store.children(IntakeVersion, traject)] == [1, 2]
    with pytest.raises(Refused, match="has an intake"):
        intake.open_intake(desk.work, traject)


def test_special_data_and_national_numbers_are_not_in_the_snapshot(desk: Desk) -> None:
    traject = people.in_intake(desk)
    draft = desk.store.children(Intake, traject)[0].id
    desk.do(edits.change(desk.work, "intake", draft, {"need_adaptation": "1"}))
    assert "need_adaptation" not in intake.snapshot(desk.store.dossier(traject))
