"""The verbs of an agreement: draw up, offer, sign, put in force, amend, register the POK, end."""

from __future__ import annotations

from typing import Any

from desktop.application import agreements
from desktop.application.agreement_reading import PartyLine
from desktop.application.agreement_terms import draft_values
from desktop.application.cases import TEAM_LEAD
from desktop.application.ports import Work
from desktop.domain.agreement_rules import AMENDABLE
from desktop.domain.records import Agreement, Amendment, Candidate, Match, Question, Signature, StageEvent, Traject
from desktop.domain.said import N_, CodeName, said
from desktop.ui.forms.act import Act, Values, asked

_DRAWN_UP = ("start", "end", "function", "place", "work_hours", "school_hours")


def draw_up_act(work: Work, case: Traject, match: Match) -> Act:
    """Make the agreement of a match, with what is known filled in."""
    known = draft_values(work, case, work.read.get(Question, match.question or ""))
    return Act(
        "draw_up", match.id, N_("Make the agreement"), N_("Make the draft"),
        lambda values: agreements.draw_up(work, match.id, {n: v for n, v in values.items() if v is not None}),
        fields=tuple(asked(Agreement, name, required=False) for name in _DRAWN_UP),
        start={name: known[name] for name in _DRAWN_UP if name in known},
        explanation=said(
            N_("Period, function, workplace and parties come from the route, the question and the match. "
               "A draft can be changed freely until it is offered for signing.")
        ),
    )  # fmt: skip


def offer_act(work: Work, agreement: Agreement) -> Act:
    """Ask the parties to sign."""
    return Act(
        "offer", agreement.id, N_("Offer for signing"), N_("Offer for signing"),
        lambda _: agreements.offer(work, agreement.id),
        explanation=said(N_("From then on the agreement changes with an amendment only, which everybody signs again.")),
    )  # fmt: skip


def sign_act(work: Work, line: PartyLine, person: Candidate) -> Act:
    """Record the signature of one party."""
    own = " ".join(filter(None, (person.first_name, person.name_prefix, person.last_name)))
    known = {
        "participant": own,
        "guardian": person.guardian_name,
    }.get(line.role) or (line.party.represented_by if line.party else None)
    party = line.party.id if line.party else ""
    return Act(
        "sign", party, N_("Record a signature"), N_("Record the signature"),
        lambda values: agreements.sign(
            work, party, name=values["sig_name"], role=values["sig_role"], on=values["sig_date"],
            how=values["sig_how"], scan=values["sig_doc"],
        ),
        fields=(
            *(asked(Signature, name) for name in ("sig_name", "sig_role", "sig_date", "sig_how")),
            asked(Signature, "sig_doc", required=False),
        ),
        start=_filled(sig_name=known, sig_date=work.clock.today(), sig_how="wet"),
        explanation=said(
            N_("For the {party}. The last signature makes the agreement complete."),
            party=CodeName("party_role", line.role),
        ),
    )  # fmt: skip


def in_force_act(work: Work, agreement: Agreement) -> Act:
    """Say that the agreement runs."""
    return Act(
        "in_force", agreement.id, N_("Put in force"), N_("Put in force"),
        lambda _: agreements.take_effect(work, agreement.id),
    )  # fmt: skip


def amend_act(work: Work, agreement: Agreement) -> Act:
    """Change what people signed, with a sheet that becomes the next version."""
    now = agreement.values()

    def make(values: Values) -> Any:
        changes = {name: values[name] for name in AMENDABLE if values[name] != now[name]}
        override = values["reason"] if work.user.role == TEAM_LEAD else None
        return agreements.amend(
            work, agreement.id, changes, what=values["what"], from_date=values["from_date"],
            reason=values["reason"], override=override,
        )  # fmt: skip

    return Act(
        "amend", agreement.id, N_("Amend the agreement"), N_("Make the amendment"), make,
        fields=(
            *(asked(Amendment, name) for name in ("what", "from_date", "reason")),
            *(asked(Agreement, name, required=False) for name in AMENDABLE),
        ),
        start={name: now[name] for name in AMENDABLE} | {"from_date": work.clock.today()},
        explanation=said(
            N_("Change below what becomes different. It makes a new version, which everybody signs again.")
        ),
    )  # fmt: skip


def pok_act(work: Work, agreement: Agreement) -> Act:
    """Register the practice agreement of the school."""
    return Act(
        "pok", agreement.id, N_("Register the practice agreement (POK)"), N_("Register"),
        lambda values: agreements.register_pok(
            work, agreement.id, values["pok_no"], values["pok_date"], values["pok_sheet"]
        ),
        fields=(
            asked(Agreement, "pok_no"), asked(Agreement, "pok_date"), asked(Agreement, "pok_sheet", required=False),
        ),
        start=_filled(pok_no=agreement.pok_no, pok_date=agreement.pok_date, pok_sheet=agreement.pok_sheet),
    )  # fmt: skip


def end_act(work: Work, agreement: Agreement) -> Act:
    """End the agreement before its time."""
    return Act(
        "end", agreement.id, N_("End the agreement early"), N_("End the agreement"),
        lambda values: agreements.end_agreement(work, agreement.id, values["reason"]),
        fields=(asked(StageEvent, "reason"),),
        explanation=said(N_("It stays in the dossier as it was. After it a new agreement can be made.")),
        grave=True,
    )  # fmt: skip


def _filled(**values: Any) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}
