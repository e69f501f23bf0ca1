"""Lists about employers, their questions, agreements and placements."""

from __future__ import annotations

from desktop.domain.codes.listing import listed

_DICTIONARY = "data dictionary 3.8-3.10 and 3.15"
_OWN = "own list, to be confirmed by a desk"

LISTS = (
    listed(
        "size_class", _DICTIONARY, {"1-9": "1 to 9", "10-49": "10 to 49", "50-249": "50 to 249", "250+": "250 or more"}
    ),
    listed(
        "network_role",
        _OWN,
        {"none": "None", "member": "Member", "ambassador": "Ambassador", "signatory": "Signed a covenant"},
    ),
    listed(
        "employer_subject",
        _OWN,
        {
            "vacancy": "Vacancy",
            "learning_place": "Learning place",
            "retention": "Keeping staff",
            "training": "Training",
            "scheme": "Schemes and money",
            "cooperation": "Working together",
            "other": "Other",
        },
    ),
    listed(
        "contact_kind",
        _OWN,
        {"visit": "Visit", "phone": "Phone call", "email": "E-mail", "online": "Online meeting", "event": "Event"},
    ),
    listed(
        "agreed_kind",
        _OWN,
        {
            "none": "None",
            "follow_up": "Talk again",
            "vacancy": "Vacancies",
            "learning_place": "Learning places",
            "internship": "Trial days",
            "training": "Training",
        },
    ),
    listed(
        "question_kind",
        _DICTIONARY,
        {
            "inflow": "New staff",
            "retention": "Keeping staff",
            "upskilling": "Upskilling",
            "group": "Group class",
            "innovation": "Innovation",
        },
    ),
    listed("tag_kind", _DICTIONARY, {"cluster": "Cluster", "theme": "Theme", "shortage": "Shortage"}),
    listed("necessity", _DICTIONARY, {"must": "Must", "nice": "Nice"}),
    listed("job_promise", _DICTIONARY, {"none": "None", "intention": "Intention", "guarantee": "Guarantee"}),
    listed(
        "question_status",
        "domain.md 2.3",
        {
            "collected": "Collected",
            "clarified": "Clarified",
            "validated": "Validated",
            "open": "Open",
            "matching": "In match",
            "partly_filled": "Partly filled",
            "filled": "Filled",
            "closed": "Closed",
            "lapsed": "Lapsed",
        },
    ),
    listed(
        "question_close_reason",
        "domain.md 2.3",
        {
            "filled": "All seats filled",
            "withdrew": "Employer withdrew",
            "market": "Market",
            "internal": "Solved inside the company",
            "no_candidates": "No candidates in 6 months",
            "no_recognition": "No recognition",
        },
    ),
    listed(
        "match_status",
        _DICTIONARY,
        {
            "proposed": "Proposed",
            "meeting": "Meeting",
            "trial_day": "Trial day",
            "agreed": "Agreed",
            "declined_candidate": "Declined by the candidate",
            "declined_employer": "Declined by the employer",
            "stale": "Out of date",
        },
    ),
    listed(
        "agreement_kind",
        _DICTIONARY,
        {
            "learning_work": "Learning-work agreement",
            "pok": "Registration of the practice agreement (POK)",
            "amendment": "Amendment",
        },
    ),
    listed(
        "pathway",
        _DICTIONARY,
        {
            "bbl": "BBL",
            "bol": "BOL",
            "third": "Third pathway",
            "hbo_part_time": "Hbo part-time",
            "dual": "Dual",
            "certificate": "Certificate",
            "none": "None",
        },
    ),
    listed(
        "party_role",
        _DICTIONARY,
        {
            "participant": "Participant",
            "guardian": "Legal guardian",
            "employer": "Employer",
            "school": "School",
            "desk": "Desk",
            "uwv": "UWV",
            "municipality": "Municipality",
            "fund": "Fund",
        },
    ),
    listed(
        "agreement_status",
        "domain.md 2.1 (S3); ended added for an agreement that was stopped or replaced",
        {
            "draft": "Draft",
            "to_sign": "To be signed",
            "partly_signed": "Partly signed",
            "complete": "Complete",
            "started": "In force",
            "ended": "Ended",
        },
    ),
    listed("signature_how", _DICTIONARY, {"wet": "With a pen", "digital": "Digital", "pdf": "Signed PDF"}),
    listed(
        "wage_band",
        _OWN,
        {
            "100": "Up to the minimum wage",
            "120": "Up to 120% of the minimum wage",
            "150": "Up to 150% of the minimum wage",
            "more": "More than 150% of the minimum wage",
        },
    ),
    listed(
        "no_risk_ground",
        "domain.md 2.7 (ZW 29b)",
        {
            "wia": "WIA, WAO or WAZ",
            "wajong": "Wajong",
            "wia_rejected": "WIA refused, less than 35%",
            "wsw": "WSW indication",
            "register": "Target group register",
            "education": "Impediment in education",
        },
    ),
    listed(
        "wage_support",
        "domain.md 2.7",
        {
            "lkv_register": "Wage cost benefit, jobs agreement (LKV)",
            "lkv_older": "Wage cost benefit, older worker (LKV)",
            "lkv_disability": "Wage cost benefit, work disability (LKV)",
            "lks": "Wage cost subsidy (LKS)",
        },
    ),
    listed(
        "sustained_source",
        _OWN,
        {"candidate": "Candidate", "employer": "Employer", "partner": "Partner", "registration": "Registration"},
    ),
)
