"""Stages with their steps, holds with their reasons, results, reasons of dropping out, consents and retention."""

from __future__ import annotations

from enum import StrEnum

from desktop.domain.codes.listing import Code, CodeList, listed


class Stage(StrEnum):
    """The stages of a traject, in order (domain.md 2.1)."""

    SIGN_UP = "S0"
    INTAKE = "S1"
    ORIENTATION = "S2"
    AGREEMENT = "S3"
    MODULES = "S4"
    PLACEMENT = "S5"
    AFTERCARE = "S6"
    CLOSED = "S7"


class Hold(StrEnum):
    """Why a traject stands still while its stage stays what it is."""

    PAUSED = "X1"
    WAITING = "X2"


_STEPS: dict[Stage, dict[str, str]] = {
    Stage.SIGN_UP: {
        "new": "New",
        "called_back": "Called back",
        "invited": "Invited",
        "no_show": "Did not show up",
        "unsuitable": "Does not fit",
    },
    Stage.INTAKE: {
        "planned": "Intake planned",
        "held": "Intake held",
        "deepening": "Deepening (test or EVC scan)",
        "report_draft": "Report in draft",
        "report_agreed": "Candidate agreed to the report",
    },
    Stage.ORIENTATION: {
        "choosing": "Choosing an occupation",
        "route_draft": "Route in draft",
        "proposed": "Proposed to an employer",
        "meeting": "Meeting",
        "trial_day": "Trial day",
        "match_agreed": "Match agreed",
    },
    Stage.AGREEMENT: {
        "draft": "Draft",
        "to_sign": "To be signed",
        "partly_signed": "Partly signed",
        "complete": "Complete",
        "started": "In force",
    },
    Stage.MODULES: {
        "enrolled": "Enrolled",
        "started": "Started",
        "on_schedule": "On schedule",
        "behind": "Behind",
        "retake": "Retake",
        "finished": "Finished",
    },
    Stage.PLACEMENT: {
        "offer": "Job offer",
        "signed": "Contract signed",
        "started": "Started",
        "trial": "Trial period",
        "confirmed": "Confirmed",
    },
    Stage.AFTERCARE: {
        "W1": "Week 1",
        "M1": "Month 1",
        "M3": "Month 3",
        "M6": "Month 6",
        "M12": "Month 12",
    },
    Stage.CLOSED: {
        "lasting": "Succeeded, lasting",
        "succeeded": "Succeeded",
        "partly": "Partly succeeded",
        "dropped_out": "Dropped out",
        "transferred": "Handed over",
        "not_started": "Not started",
    },
}

_HOLD_REASONS: dict[Hold, dict[str, str]] = {
    Hold.PAUSED: {
        "parental_leave": "Maternity or parental leave",
        "absence": "Absence",
        "start_moment": "Waiting for a start",
        "uwv_permission": "Waiting for permission of UWV",
        "employer": "Waiting for the employer",
        "abroad": "Abroad",
    },
    Hold.WAITING: {
        "no_question": "No employer question",
        "no_funding": "No funding",
        "next_start": "Waiting for the next start",
    },
}

LISTS = (
    listed(
        "stage",
        "domain.md 2.1",
        {
            Stage.SIGN_UP: "Sign-up",
            Stage.INTAKE: "Intake",
            Stage.ORIENTATION: "Orientation and match",
            Stage.AGREEMENT: "Learning-work agreement",
            Stage.MODULES: "Modules",
            Stage.PLACEMENT: "Placement",
            Stage.AFTERCARE: "Aftercare",
            Stage.CLOSED: "Closed",
        },
    ),
    CodeList(
        "substage",
        tuple(
            Code(f"{stage}.{step}", label, under=stage)
            for stage, steps in _STEPS.items()
            for step, label in steps.items()
        ),
        "domain.md 2.1",
    ),
    listed("hold", "domain.md 2.1", {Hold.PAUSED: "Paused", Hold.WAITING: "Waiting list"}),
    CodeList(
        "hold_reason",
        tuple(
            Code(code, label, under=hold) for hold, reasons in _HOLD_REASONS.items() for code, label in reasons.items()
        ),
        "domain.md 2.1 and 2.5",
    ),
    listed("result", "domain.md 2.1 (S7)", _STEPS[Stage.CLOSED]),
    listed(
        "close_reason",
        "domain.md 2.2 (S0, S7)",
        {
            "goal_reached": "Goal reached",
            "dropped_out": "Dropped out",
            "handed_over": "Handed over to a partner",
            "unreachable": "Cannot be reached",
            "unsuitable": "Does not fit",
            "wrong_region": "Other region",
            "withdrew": "Withdrew",
            "other": "Other",
        },
    ),
    listed(
        "dropout_reason",
        "domain.md 2.5",
        {
            "UG01": "Found another job",
            "UG02": "Motivation or choice",
            "UG03": "Level too high",
            "UG04": "Level too low",
            "UG05": "Language",
            "UG06": "Work, learning and home do not go together",
            "UG07": "Personal circumstances",
            "UG08": "Long absence",
            "UG09": "Money",
            "UG10": "Travelling time or transport",
            "UG11": "Conflict at the workplace",
            "UG12": "Not enough guidance",
            "UG13": "Employer withdraws",
            "UG14": "Bankruptcy or reorganisation",
            "UG15": "Education is cancelled",
            "UG16": "Module not passed for good",
            "UG17": "No-show or cannot be reached",
            "UG18": "Moved",
            "UG19": "Dismissed in the trial period",
            "UG20": "Benefit agency gives no permission",
            "UG21": "Died",
            "UG99": "Other",
        },
    ),
    listed(
        "consent_purpose",
        "data dictionary 3.7",
        {
            "C1": "Share my profile with employers",
            "C2": "Share my data with the school",
            "C3": "Warm handover to a partner",
            "C4": "Keep special data (what I need to do my work)",
            "C5": "Keep a copy of my diploma",
            "C6": "Research and aftercare",
            "C7": "Tell my story",
            "C8": "Newsletter",
        },
    ),
    listed(
        "consent_how",
        "data dictionary 3.7",
        {"written": "In writing", "digital": "Digital", "oral": "Spoken and confirmed"},
    ),
    listed(
        "retention_class",
        "domain.md 6.2",
        {
            "RC1": "Sign-up without intake",
            "RC2": "Core of the dossier",
            "RC3": "Special data, barriers, support",
            "RC4": "Signed agreements and results",
            "RC5": "Evidence for subsidies",
            "RC6": "Employer and question",
            "RC7": "Log",
            "RC8": "Proof of consent",
        },
    ),
    listed("aftercare_occasion", "domain.md 2.1 (S6)", _STEPS[Stage.AFTERCARE]),
    listed(
        "aftercare_with", "data dictionary 3.16", {"candidate": "Candidate", "employer": "Employer", "both": "Both"}
    ),
    listed(
        "aftercare_outcome",
        "data dictionary 3.16",
        {"good": "Good", "attention": "Needs attention", "stopped": "Stopped"},
    ),
)
