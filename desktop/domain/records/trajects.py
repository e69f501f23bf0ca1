"""The traject: the case between a person and the desk, with its stage, its events, target groups and consents."""

from __future__ import annotations

from datetime import date, datetime

from desktop.domain import checks
from desktop.domain.fields import Merge, Record, code, day, flag, moment, record, ref, text
from desktop.domain.records.letters import F


@record(
    "traject",
    label="Traject",
    plural="Trajects",
    parent="candidate",
    title=("dossier_no",),
    sort=("dossier_no",),
    why={
        "programme": "The programme decides the longest duration, the aftercare and what has to be accounted for.",
        "origin_status": "Which scheme pays depends on whether somebody works, gets benefit, or neither.",
        "referrer": "UWV or the municipality keeps paying the benefit and wants to hear how it goes.",
        "ref_no": "With their number the referrer finds the person without other data being sent.",
        "source_org": "It shows which partner brings people in; results are counted by it.",
        "channel": "It tells where the desk is found, and where not.",
        "current_employer current_job": (
            "Where somebody works now tells what they know, and from which sector they leave."
        ),
        "current_job_code": (
            "With a code the region can count from which occupation to which people switch. Choose it from the list."
        ),
        "job_end": "The route is planned to follow on, so that there is no gap without income.",
        "counsellor": "Whoever guides gets the signals and the tasks; colleagues know whom to ask.",
        "team": "Colleagues of the team can take over on a day off.",
        "desk": "Only this desk sees the dossier.",
        "assigned": "It shows since when this counsellor guides the person.",
        "opened_on": "The waiting time counts from this day, and reports count how many people came in a period.",
        "previous_traject": (
            "Somebody came back: what was learned before counts again, and schemes may look at both trajects."
        ),
        "privacy_notice": "Somebody must know what happens with the data before the intake begins.",
        "privacy_notice_date": "It shows that the person was told in time.",
        "dropout_reason dropout_text": (
            "It shows where guidance fails, so that it can be better. Say what happened, never an illness."
        ),
    },
)
class Traject(Record):
    """One way from work to work; a person who comes back gets a second traject."""

    dossier_no: str | None = text(
        "Dossier number",
        max=20,
        required=True,
        check=checks.dossier_no,
        on="IARDCP",
        search=True,
        merge=Merge.FIXED,
        guarded=True,
    )
    programme: str | None = ref("Programme", "programme", on="P")
    origin_status: str | None = code("Origin", "origin", required=True, privacy=F, on="IDP")
    referrer: str | None = ref("Referred by", "organisation", on="ID", hint="Needed when UWV or a municipality refers.")
    ref_no: str | None = text("Reference of the referrer", max=60, on="ID", search=True)
    source_org: str | None = ref("Source organisation", "organisation", required=True, on="ICP")
    channel: str | None = code("Found us through", "recruit_channel", on="P")
    current_employer: str | None = text("Current employer", on="ID")
    current_job: str | None = text("Current job", complete="occupation", on="IDP")
    current_job_code: str | None = text(
        "Code of the current job", max=120, complete="occupation", check=checks.occupation, on="IDP"
    )
    job_end: date | None = day("End of the current job", on="ID")
    stage: str | None = code("Stage", "stage", required=True, on="CD", merge=Merge.EARLIER, guarded=True)
    substage: str | None = code(
        "Step in the stage", "substage", required=True, on="CD", guarded=True, merge=Merge.FOLLOWS
    )
    hold: str | None = code("On hold", "hold", on="CD", guarded=True)
    hold_reason: str | None = code("Reason of the hold", "hold_reason", on="CD", guarded=True)
    hold_since: date | None = day("On hold since", on="CD", guarded=True)
    hold_review: date | None = day("Look again on", check=checks.not_before("hold_since"), on="CD", guarded=True)
    counsellor: str | None = ref("Counsellor", "user", required=True, on="CD")
    team: str | None = ref("Team", "team", required=True, on="CD")
    desk: str | None = ref("Desk", "desk", required=True, on="CD")
    assigned: date | None = day("Assigned on", on="C")
    opened_on: date | None = day("Signed up on", check=checks.not_in_future, on="CDP")
    previous_traject: str | None = ref("Earlier traject", "traject", on="D")
    privacy_notice: str | None = text("Version of the privacy notice", max=40, required=True, on="ID")
    privacy_notice_date: date | None = day(
        "Privacy notice given on", required=True, check=checks.not_in_future, on="ID"
    )
    result: str | None = code("Result", "result", on="CDP", guarded=True)
    close_reason: str | None = code("Reason of closing", "close_reason", on="CDP", guarded=True)
    dropout_reason: str | None = code("Reason of dropping out", "dropout_reason", privacy=F, on="CDP", guarded=True)
    dropout_text: str | None = text(
        "Reason in words", max=500, privacy=F, guarded=True, hint="No diagnosis and no details about health."
    )
    closed_on: date | None = day("Closed on", check=checks.not_before("opened_on"), on="CD", guarded=True)
    retention_class: str | None = code("Retention class", "retention_class", on="D", guarded=True)
    retain_until: date | None = day("Kept until", on="D", guarded=True)


@record(
    "stage_event",
    label="Stage change",
    plural="Stage changes",
    parent="traject",
    title=("to_stage",),
    append_only=True,
)
class StageEvent(Record):
    """One change of stage or hold: when, by whom, from what to what, and why; never edited."""

    at: datetime | None = moment("When", on="D", guarded=True)
    by: str | None = ref("By", "user", on="D", guarded=True)
    from_stage: str | None = code("From stage", "stage", on="D", guarded=True)
    to_stage: str | None = code("To stage", "stage", on="D", guarded=True)
    from_hold: str | None = code("Hold before", "hold", on="D", guarded=True)
    to_hold: str | None = code("Hold after", "hold", on="D", guarded=True)
    reason: str | None = text("Reason", max=500, on="D", guarded=True)
    override: bool | None = flag("Gate opened by the team lead", on="D", guarded=True)


@record(
    "target_group",
    label="Target group",
    plural="Target groups",
    parent="traject",
    title=("target_group",),
    why={
        "target_group": "The programme counts some groups apart, such as starters or people who worked in care before.",
    },
)
class TargetGroup(Record):
    """One target group of the programme that the person belongs to."""

    target_group: str | None = text("Target group", complete="target_group", on="P")


@record(
    "consent",
    label="Consent",
    plural="Consents",
    parent="traject",
    title=("purpose",),
    why={
        "purpose": "Each purpose is asked apart: yes to one is not yes to the other.",
        "given": "Both answers are fine. Saying no has no consequences for the guidance.",
        "given_on": "From this day the answer counts; a later answer takes its place.",
        "how": "The desk must be able to show that consent was given. A spoken yes is confirmed afterwards.",
    },
)
class Consent(Record):
    """A yes or no to one purpose, with the day it was given and the day it was taken back."""

    purpose: str | None = code("Purpose", "consent_purpose", required=True, on="ID")
    given: bool | None = flag("Given", required=True, on="ID")
    given_on: date | None = day("Asked on", required=True, check=checks.not_in_future, on="ID")
    how: str | None = code("How", "consent_how", required=True, on="ID")
    withdrawn_at: date | None = day(
        "Taken back on",
        check=checks.all_of(checks.not_in_future, checks.not_before("given_on")),
        on="ID",
        guarded=True,
    )
