"""Lists about modules, routes, exams and the money for them."""

from __future__ import annotations

from desktop.domain.codes.listing import listed

_DICTIONARY = "data dictionary 3.11-3.14"
_OWN = "own list, to be confirmed by a desk"

LISTS = (
    listed(
        "module_kind",
        _DICTIONARY,
        {
            "basic": "Basic part",
            "profile": "Profile part",
            "optional": "Optional part",
            "certificate": "Certificate unit",
            "practice": "Practice part",
            "hbo": "Hbo unit",
            "trade": "Trade course",
            "language": "Language",
            "preparation": "Preparation",
        },
    ),
    listed(
        "module_level",
        _DICTIONARY,
        {
            "mbo1": "Mbo 1",
            "mbo2": "Mbo 2",
            "mbo3": "Mbo 3",
            "mbo4": "Mbo 4",
            "nlqf5": "NLQF 5 (Ad)",
            "nlqf6": "NLQF 6 (bachelor)",
            "nlqf7": "NLQF 7 (master)",
            "nlqf8": "NLQF 8",
        },
    ),
    listed("load_unit", _DICTIONARY, {"SBU": "SBU", "EC": "EC"}),
    listed(
        "credential",
        f"{_DICTIONARY}; participation added for modules without a credential of their own",
        {
            "mbo_diploma": "Mbo diploma",
            "mbo_certificate": "Mbo certificate",
            "mbo_statement": "Mbo statement",
            "practice_statement": "Practice statement",
            "evc": "Certificate of experience (EVC)",
            "trade": "Trade certificate",
            "microcredential": "Microcredential",
            "hbo_module": "Hbo module",
            "ad": "Associate degree",
            "participation": "Certificate of participation",
        },
    ),
    listed("register", _DICTIONARY, {"duo": "DUO", "school": "School", "trade": "Trade", "none": "None"}),
    listed(
        "teaching_mode",
        _OWN,
        {"class": "In class", "online": "Online", "blended": "Class and online", "workplace": "At work"},
    ),
    listed(
        "prerequisite",
        _DICTIONARY,
        {
            "diploma": "Diploma",
            "module": "Module",
            "language": "Language level",
            "vog": "Certificate of conduct",
            "licence": "Driving licence",
        },
    ),
    listed(
        "route_status",
        _DICTIONARY,
        {
            "draft": "Draft",
            "for_approval": "Waits for approval",
            "approved": "Approved",
            "running": "Running",
            "finished": "Finished",
            "stopped": "Stopped",
        },
    ),
    listed(
        "enrolment_status",
        _DICTIONARY,
        {
            "planned": "Planned",
            "enrolled": "Enrolled",
            "started": "Started",
            "behind": "Behind",
            "retake": "Retake",
            "passed": "Passed",
            "exempt": "Exempt",
            "stopped": "Stopped",
        },
    ),
    listed(
        "attempt_result",
        _DICTIONARY,
        {
            "passed": "Passed",
            "failed": "Not passed",
            "no_show": "Did not show up",
            "cancelled": "Cancelled in time",
            "withdrawn": "Withdrawn",
        },
    ),
    listed(
        "exemption_ground",
        _DICTIONARY,
        {"diploma": "Diploma", "certificate": "Certificate", "evc": "EVC", "test21": "Test for people over 21"},
    ),
    listed(
        "cost_kind",
        _OWN,
        {
            "tuition": "Course fee",
            "exam": "Exam fee",
            "books": "Books and materials",
            "travel": "Travel",
            "clothing": "Tools and clothing",
            "evc": "EVC",
            "guidance": "Guidance",
            "wage": "Wage during lessons",
            "other": "Other",
        },
    ),
    listed(
        "payer",
        _OWN,
        {
            "participant": "Participant",
            "employer": "Employer",
            "school": "School",
            "uwv": "UWV",
            "municipality": "Municipality",
            "fund": "Fund",
            "programme": "Programme",
        },
    ),
    listed("scheme_unit", _DICTIONARY, {"person": "Person", "place": "Place", "project": "Project"}),
    listed(
        "evidence_kind",
        _DICTIONARY,
        {
            "pok": "POK",
            "attendance": "Attendance",
            "guidance": "Guidance",
            "progress": "Progress",
            "rod": "ROD",
            "result": "Result",
        },
    ),
    listed("evidence_verdict", _DICTIONARY, {"approved": "Approved", "missing": "Missing", "rejected": "Rejected"}),
    listed(
        "funding_status",
        _DICTIONARY,
        {
            "planned": "Planned",
            "requested": "Requested",
            "granted": "Granted",
            "claimed": "Claimed",
            "received": "Received",
            "rejected": "Rejected",
            "reclaimed": "Reclaimed",
        },
    ),
)
