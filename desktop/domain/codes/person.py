"""Lists about a person: how to address, origin, level, wishes, barriers and support."""

from __future__ import annotations

from desktop.domain.codes.listing import Code, CodeList, listed

_DICTIONARY = "data dictionary 3.1-3.7"
_OWN = "own list, to be confirmed by a desk"
_BENEFIT = "UWV benefit"  # paper must not tell which benefit for sickness or disability it is

LISTS = (
    listed("salutation", _DICTIONARY, {"mr": "Mr", "ms": "Ms", "neutral": "Neutral", "name": "Name only"}),
    listed("gender", _DICTIONARY, {"m": "Man", "f": "Woman", "x": "X", "u": "Unknown"}),
    listed(
        "contact_pref", _DICTIONARY, {"phone": "Phone", "email": "E-mail", "sms": "Text message", "letter": "Letter"}
    ),
    listed(
        "contact_time", _OWN, {"any": "Any time", "morning": "Morning", "afternoon": "Afternoon", "evening": "Evening"}
    ),
    CodeList(
        "origin",
        (
            Code("employed", "Employed"),
            Code("threatened", "Threatened with dismissal"),
            Code("ww", "Unemployment benefit (WW)"),
            Code("assistance", "Social assistance"),
            Code("wga_wia", "WGA or WIA", printed=_BENEFIT),
            Code("wajong", "Wajong", printed=_BENEFIT),
            Code("nug", "No work and no benefit"),
            Code("self_employed", "Self-employed"),
            Code("student", "Student"),
            Code("returner", "Returner"),
            Code("international", "International"),
        ),
        _DICTIONARY,
    ),
    listed(
        "recruit_channel",
        _DICTIONARY,
        {
            "partner": "Partner",
            "open_day": "Open day",
            "website": "Website",
            "employer": "Employer",
            "word_of_mouth": "Word of mouth",
            "uwv": "UWV",
        },
    ),
    listed(
        "work_permit",
        _DICTIONARY,
        {
            "unlimited": "Without end",
            "permit": "Residence permit",
            "twv": "Work permit of the employer (TWV)",
            "none": "None",
        },
    ),
    listed("diploma_valuation", _DICTIONARY, {"none": "None", "requested": "Asked for", "received": "Received"}),
    listed(
        "leave_reason",
        f"{_OWN}; no choice about health",
        {
            "current": "Still works there",
            "contract_ended": "Contract ended",
            "dismissed": "Dismissed",
            "reorganisation": "Reorganisation or bankruptcy",
            "own_choice": "Own choice",
            "moved": "Moved",
            "study": "Went to study",
            "other": "Other",
        },
    ),
    listed("diploma_seen", _DICTIONARY, {"original": "Original", "duo": "Extract from DUO", "no": "No"}),
    listed("numeracy", _DICTIONARY, {"1F": "1F", "2F": "2F", "3F": "3F", "u": "Unknown"}),
    listed(
        "digital_level",
        _OWN,
        {"1": "Needs help", "2": "Basics", "3": "Independent", "4": "Advanced"},
    ),
    listed("skill_scheme", _DICTIONARY, {"ESCO": "ESCO", "CNL": "CompetentNL", "local": "Own list"}),
    listed("skill_level", _OWN, {"1": "Beginner", "2": "Basic", "3": "Able", "4": "Skilled", "5": "Expert"}),
    listed("assessor", _DICTIONARY, {"self": "Self", "employer": "Employer", "test": "Test", "evc": "EVC"}),
    listed("intake_form", "domain.md 4.1", {"office": "At the office", "online": "Online", "home": "At home"}),
    listed(
        "working_time",
        _OWN,
        {
            "mon": "Monday",
            "tue": "Tuesday",
            "wed": "Wednesday",
            "thu": "Thursday",
            "fri": "Friday",
            "sat": "Saturday",
            "sun": "Sunday",
            "day": "In the daytime",
            "evening": "In the evening",
            "night": "At night",
            "shifts2": "Two shifts",
            "shifts3": "Three shifts",
            "shifts5": "Five shifts",
        },
    ),
    listed(
        "barrier",
        _DICTIONARY,
        {
            "money": "Money",
            "transport": "Transport",
            "childcare": "Childcare",
            "language": "Language",
            "digital": "Digital skills",
            "time": "Time",
            "confidence": "Confidence",
            "rules": "Rules",
            "workplace": "Workplace",
            "other": "Other",
        },
    ),
    listed(
        "support",
        _DICTIONARY,
        {
            "jobcoach": "Job coach",
            "language": "Language lessons",
            "debt": "Help with debts",
            "coach": "Coach",
            "childcare": "Childcare",
        },
    ),
)
