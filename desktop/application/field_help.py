"""Help at a field: how it is filled in, why it is asked, the law or funder behind it, and on which papers it stands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from desktop.application.exports.access import PRINTED, PRIVACY
from desktop.application.i18n import Language
from desktop.domain.fields import Field, Privacy
from desktop.domain.said import N_

REASONS: Final = {
    "candidate.bsn": N_(
        "The number may be used only where a law says so (article 46 of the Dutch GDPR act); a programme that has no "
        "such law leaves it empty."
    ),
    "candidate.bsn_verified": N_("A wrong number would reach somebody else's file, so somebody looks at the document."),
    "candidate.education_no": N_("The school needs it to enrol the person; nobody else uses it."),
    "candidate.ldr_indicator": N_(
        "Somebody in the target group register may get extra support from UWV or the municipality. It says something "
        "about health, so the person decides (article 9 GDPR)."
    ),
    "work_history.leave_reason": N_("It helps to see which work lasts. The employer of tomorrow does not see it."),
    "traject.origin_status": N_("Which scheme pays depends on whether somebody works, gets benefit, or neither."),
    "traject": N_("It shows where guidance fails, so that it can be better. Say what happened, never an illness."),
    "intake.wage_wish": N_("It shows whether a job pays enough to live on, before anybody hopes for it."),
    "intake.care_duties": N_("Hours of work and lessons have to fit the care at home."),
    "intake.care_text": N_("Hours of work and lessons have to fit the care at home."),
    "intake.vog_needed": N_("Some jobs ask for a certificate of conduct; it takes weeks, so ask for it early."),
    "intake.vog_date": N_("That it was given is enough: what is in it is criminal data (article 10 GDPR)."),
    "intake": N_(
        "What somebody needs at work is close to health, so it is asked only with consent (article 9 GDPR): what is "
        "needed, never why."
    ),
    "barrier": N_("What stands in the way is solved with the person, step by step. It is not shown to employers."),
    "support": N_("It prevents that two organisations do the same, and shows who can be asked."),
    "employer.iban": N_("Money of a scheme is paid to this account."),
    "agreement.clawback": N_(
        "Training that a law or collective agreement obliges the employer to give must be free "
        "(article 7:611a of the Civil Code)."
    ),
    "agreement.clawback_checked": N_("A clause that is not allowed does not hold, and can cost the employee money."),
    "agreement": N_("The parties agree about the wage in writing, so that nobody is surprised afterwards."),
    "cost_split": N_("The parties and the funders each pay a part; together it must be the whole."),
    "funding_line": N_("The funder pays only what was asked for in time and can be shown afterwards."),
    "invoice": N_("The funder asks for the invoice with the account of what was spent."),
    "evidence": N_("The funder asks for evidence of hours and results; without it the money is asked back."),
    "personal_budget": N_("It shows what is left for training before something is promised."),
    "placement.wage_band": N_("The funder asks whether the work pays enough; a band says that without the wage."),
    "placement": N_(
        "With this scheme UWV or the municipality bears part of the employer's risk or costs. It says something about "
        "health, so it is asked only with consent (article 9 GDPR)."
    ),
    "note": N_("Somebody who takes over must understand what was done. The person may read it (article 15 GDPR)."),
    "document": N_("It proves what was agreed or reached; it is kept no longer than the dossier."),
}  # fmt: skip
"""Why something delicate is asked, by field, else by record."""


def reason(field: Field) -> str | None:
    """Why a delicate field is asked; nothing for an ordinary one."""
    if field.privacy in (Privacy.ORDINARY, Privacy.BUSINESS):
        return REASONS.get(field.key)
    return REASONS.get(field.key) or REASONS.get(field.record)


def sentences(field: Field, language: Language) -> Iterator[str]:
    """Everything there is to say about a field, in one language."""
    text = language.text
    yield f"{language.label(field)}."
    if field.hint:
        yield language.hint(field)
    if why := reason(field):
        yield text(why)
    if field.required:
        yield text(N_("Required before the next stage; a draft may leave it empty."))
    if field.privacy is not Privacy.ORDINARY:
        yield f"{text(PRIVACY[field.privacy])}."
    if printed := [text(PRINTED[letter]) for letter in field.on if letter in PRINTED]:
        yield text(N_("Stands on: {papers}."), papers=", ".join(printed))
