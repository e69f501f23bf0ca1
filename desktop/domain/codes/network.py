"""Lists about desks, roles, dossiers, action plans and knowledge."""

from __future__ import annotations

from desktop.domain.codes.listing import listed

_DICTIONARY = "data dictionary 3.16-3.21"
_OWN = "own list, to be confirmed by a desk"

LISTS = (
    listed(
        "role",
        "domain.md 2.6",
        {
            "counsellor": "Counsellor",
            "team_lead": "Team lead",
            "account_manager": "Account manager",
            "school": "Education partner",
            "jobcoach": "Job coach",
            "programme_manager": "Programme manager",
            "administrator": "Administrator",
            "auditor": "Data protection officer",
        },
    ),
    listed("desk_brand", _DICTIONARY, {"leerwerkloket": "Leerwerkloket", "werkcentrum": "Werkcentrum"}),
    listed("region_kind", _DICTIONARY, {"labour_market": "Labour market region", "cooperation": "Cooperation"}),
    listed(
        "organisation_kind",
        _OWN,
        {
            "school": "School",
            "uwv": "UWV",
            "municipality": "Municipality",
            "fund": "Fund or financier",
            "trade": "Trade organisation",
            "provider": "Provider of support",
            "evc": "EVC provider",
            "other": "Other",
        },
    ),
    listed("programme_status", _OWN, {"preparing": "Being built", "running": "Running", "ended": "Ended"}),
    listed(
        "channel",
        _OWN,
        {
            "visit": "Visit",
            "phone": "Phone",
            "email": "E-mail",
            "video": "Video call",
            "message": "Message",
            "letter": "Letter",
        },
    ),
    listed(
        "note_kind",
        _OWN,
        {
            "talk": "Conversation",
            "progress": "Progress",
            "employer": "Contact with the employer",
            "school": "Contact with the school",
            "attempt": "Tried to reach",
            "no_show": "Did not show up",
            "correction": "Correction",
            "other": "Other",
        },
    ),
    listed(
        "visibility",
        _DICTIONARY,
        {"counsellor": "Counsellor", "team": "Team", "school": "School too", "employer": "Employer too"},
    ),
    listed("priority", _OWN, {"low": "Low", "normal": "Normal", "high": "High"}),
    listed("task_status", _OWN, {"open": "Open", "busy": "In hand", "done": "Done", "dropped": "Not needed any more"}),
    listed(
        "appointment_status",
        _OWN,
        {
            "planned": "Planned",
            "held": "Took place",
            "no_show": "Did not show up",
            "cancelled": "Cancelled",
            "moved": "Moved",
        },
    ),
    listed(
        "document_kind",
        f"{_OWN}; copies of identity documents are not kept",
        {
            "cv": "CV",
            "diploma": "Diploma",
            "certificate": "Certificate",
            "intake": "Signed intake report",
            "consent": "Consent",
            "agreement": "Signed agreement",
            "pok": "Practice agreement (POK)",
            "promise": "Job promise",
            "permission": "Permission of UWV or municipality",
            "contract": "Employment contract",
            "result": "Result or list of grades",
            "evidence": "Evidence for a scheme",
            "letter": "Letter",
            "other": "Other",
        },
    ),
    listed(
        "print_document",
        "domain.md 4",
        {
            "intake": "Intake report",
            "blank_intake": "Blank intake",
            "agreement": "Learning-work agreement",
            "route": "Diploma route",
            "dossier": "Complete dossier",
            "caseload": "Caseload report",
            "pilot": "Pilot report",
        },
    ),
    listed("dossier_profile", "domain.md 4.4", {"access": "Access", "handover": "Handover", "archive": "Archive"}),
    listed("print_language", "domain.md 1.0 (0.7)", {"nl": "Dutch", "en": "English"}),
    listed(
        "session_kind",
        _DICTIONARY,
        {
            "client_arena": "Client arena",
            "expert_arena": "Expert arena",
            "round_table": "Round table",
            "cocreation": "Co-creation",
            "knowledge": "Knowledge session",
        },
    ),
    listed(
        "session_role",
        _DICTIONARY,
        {"speaker": "Speaker", "listener": "Listener", "expert": "Expert", "moderator": "Moderator"},
    ),
    listed(
        "insight_side",
        _DICTIONARY,
        {"worker": "Worker", "employer": "Employer", "education": "Education", "government": "Government"},
    ),
    listed("insight_decision", _DICTIONARY, {"do": "Do", "park": "Park", "drop": "Drop"}),
    listed(
        "action_status",
        _DICTIONARY,
        {
            "idea": "Idea",
            "working_out": "Being worked out",
            "decided": "Decided",
            "busy": "In hand",
            "done": "Done",
            "stopped": "Stopped",
        },
    ),
    listed(
        "knowledge_kind",
        _DICTIONARY,
        {
            "article": "Article",
            "method": "Way of working",
            "best_practice": "Best practice",
            "research": "Research",
            "story": "Story",
            "news": "News",
            "region": "About the region",
        },
    ),
    listed(
        "initiative_status",
        _OWN,
        {"new": "New", "talking": "Being discussed", "supported": "Supported", "declined": "Declined", "done": "Done"},
    ),
    listed("rsvp", _OWN, {"yes": "Comes", "no": "Does not come", "maybe": "Not sure"}),
)
