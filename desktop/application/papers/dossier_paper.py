"""The complete dossier (domain.md 4.4): a cover, its contents and chapters 2 to 15, in three profiles."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from desktop.application.consents import allows
from desktop.application.paper import Block, Contents, Document, Heading, PageBreak
from desktop.application.papers import dossier_chapters as chapters
from desktop.application.papers import dossier_gathered as gathered
from desktop.application.papers import dossier_log as logged
from desktop.application.papers.occasion import Occasion, Profile
from desktop.application.papers.privacy_words import desk_facts
from desktop.application.papers.sheet import Sheet
from desktop.domain.dossier import Dossier
from desktop.domain.errors import Refused
from desktop.domain.records import Candidate, Consent, Note, Traject
from desktop.domain.said import N_, said

KIND = "dossier"
TITLE = N_("Complete dossier of the participant")

SCHOOL, PARTNER = "C2", "C3"
_NOTES, _CONSENTS, _LOG = 11, 14, 15
_CLOSED = "S7"


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter: its number, the letters of the papers it prints, its kinds of record, who may get it by consent."""

    number: int
    title: str
    letters: str
    body: Callable[[Sheet], Iterator[Block]]
    kinds: tuple[str, ...]
    consents: tuple[str, ...] = ()


CHAPTERS = (
    Chapter(2, N_("Summary"), "D", chapters.summary, ("stage_event",), (PARTNER,)),
    Chapter(
        3, N_("Personal details"), "D", chapters.person, ("candidate", "traject", "target_group"), (SCHOOL, PARTNER)
    ),
    Chapter(
        4,
        N_("Intake report"),
        "ID",
        chapters.intake,
        ("intake", "intake_version", "work_history", "work_task", "education", "course", "skill", "behaviour",
         "language", "licence", "transport", "working_time", "wish_occupation", "wish_sector", "next_step", "barrier",
         "support"),
        (PARTNER,),
    ),
    Chapter(5, N_("Match and question"), "DR", chapters.match, ("match",), (PARTNER,)),
    Chapter(
        6,
        N_("Agreements"),
        "DA",
        chapters.agreement,
        ("agreement", "agreement_party", "bpv_year", "cost_split", "signature", "amendment"),
        (SCHOOL, PARTNER),
    ),
    Chapter(
        7,
        N_("Learning route and results"),
        "DR",
        chapters.route,
        ("route", "approval", "enrolment", "attempt", "exemption", "guided_week"),
        (SCHOOL, PARTNER),
    ),
    Chapter(
        8, N_("Funding"), "DR", chapters.funding, ("funding_line", "invoice", "evidence", "personal_budget")
    ),
    Chapter(9, N_("Placement"), "D", chapters.placement, ("placement", "sustained"), (PARTNER,)),
    Chapter(10, N_("Aftercare"), "D", chapters.aftercare, ("aftercare",), (PARTNER,)),
    Chapter(_NOTES, N_("Notes of contacts"), "D", gathered.notes, ("note", "note_person"), (SCHOOL,)),
    Chapter(12, N_("Tasks and appointments"), "C", gathered.tasks, ("task", "callback", "appointment")),
    Chapter(13, N_("Documents"), "D", gathered.documents, ("document",)),
    Chapter(_CONSENTS, N_("Consents"), "D", gathered.consents, ("consent",), (SCHOOL, PARTNER)),
    Chapter(_LOG, N_("Log of processing and access"), "D", logged.log, ("print",)),
)  # fmt: skip

_ABOUT = {
    Profile.ACCESS: N_(
        "You asked which data we keep about you. This is the answer: everything in your dossier, why we keep it, how "
        "long, and who received it. Data about other people were left out."
    ),
    Profile.HANDOVER: N_(
        "This dossier is handed over with the consent of the participant. It holds only what that consent covers, "
        "and may be used only for the purpose below."
    ),
    Profile.ARCHIVE: N_("This is the dossier of a closed case, as it is kept until the day on which it is removed."),
}


def dossier_paper(dossier: Dossier, occasion: Occasion) -> Document:
    """The dossier in the profile of the occasion; `Refused` with a sentence where that profile may not be printed."""
    _check(dossier, occasion)
    given = _handed(dossier)
    handover, access = occasion.profile is Profile.HANDOVER, occasion.profile is Profile.ACCESS
    if handover:
        occasion = replace(occasion, notes=occasion.notes & {"school"} if SCHOOL in given else frozenset())
    if occasion.notes:
        toggled = {field.key for field in Note.SPEC.fields.values() if field.toggled}
        occasion = replace(occasion, ticked=occasion.ticked | toggled, notes=occasion.notes - {"counsellor"})
    sheet = Sheet(dossier, occasion, "D", full=access, delicate=not handover or PARTNER in given)
    title = sheet.say(TITLE)
    blocks = _whole(sheet, title, _chosen(occasion, given))
    return sheet.document(KIND, title, blocks, draft=False, version=None)


def _check(dossier: Dossier, occasion: Occasion) -> None:
    if not occasion.purpose.strip() or not occasion.recipient.strip():
        raise Refused(
            said(
                N_(
                    "A complete dossier says on its cover why it was printed and for whom. Fill in a purpose and a "
                    "recipient."
                )
            )
        )  # fmt: skip
    traject = dossier.last(Traject)
    if occasion.profile is Profile.ARCHIVE and (traject is None or traject.stage != _CLOSED):
        raise Refused(
            said(
                N_(
                    "The archive holds closed cases, and this case is still open. Close it first, or print it for "
                    "access or for handover."
                )
            )
        )  # fmt: skip
    if occasion.profile is Profile.HANDOVER and not _handed(dossier):
        raise Refused(
            said(
                N_(
                    "Nothing may be handed over: the participant did not agree to sharing with the school (C2) or "
                    "with a partner (C3). Ask for that consent first."
                )
            )
        )  # fmt: skip


def _handed(dossier: Dossier) -> frozenset[str]:
    """The consents to hand over that stand today."""
    return frozenset(purpose for purpose in (SCHOOL, PARTNER) if allows(dossier.all(Consent), purpose))


def _chosen(occasion: Occasion, given: frozenset[str]) -> tuple[Chapter, ...]:
    """The chapters to print; `Refused` where one was chosen that does not exist or may not be handed over."""
    known = {chapter.number for chapter in CHAPTERS}
    wanted = occasion.chapters if occasion.chapters is not None else known
    if unknown := sorted(wanted - known):
        raise Refused(said(N_("There is no chapter {number}. A dossier has chapters 2 to 15."), number=unknown[0]))
    covered = known
    if occasion.profile is Profile.HANDOVER:
        covered = {chapter.number for chapter in CHAPTERS if given & set(chapter.consents)}
        if not occasion.notes:
            covered = covered - {_NOTES}
        if occasion.chapters is not None and (over := sorted(wanted - covered)):
            raise Refused(
                said(
                    N_(
                        "Chapter {number} may not be handed over: the consents that were given do not cover it. "
                        "Leave it out, or ask for the consent first."
                    ),
                    number=over[0],
                )
            )  # fmt: skip
    always = {_LOG} if occasion.profile is Profile.ACCESS else set()
    return tuple(chapter for chapter in CHAPTERS if chapter.number in (wanted & covered) | always)


def _whole(sheet: Sheet, title: str, chosen: tuple[Chapter, ...]) -> Iterator[Block]:
    yield from _cover(sheet, title)
    yield PageBreak()
    yield Contents("1. " + sheet.say(N_("Contents")))
    handover = sheet.occasion.profile is Profile.HANDOVER
    for chapter in chosen:
        yield PageBreak()
        yield Heading(2, f"{chapter.number}. {sheet.say(chapter.title)}")
        part = sheet.part(chapter.letters)
        if chapter.number == _CONSENTS and handover:
            yield from gathered.consents(part, frozenset({SCHOOL, PARTNER}))
        else:
            yield from chapter.body(part)
        yield from logged.rest(part, chapter.kinds)
    if sheet.full:
        yield logged.nothing_else(sheet)


def _cover(sheet: Sheet, title: str) -> Iterator[Block]:
    yield Heading(1, title)
    yield sheet.paragraph(_ABOUT[sheet.occasion.profile], style="intro")
    traject = sheet.dossier.last(Traject)
    opened, closed = (sheet.value(traject, name) for name in ("opened_on", "closed_on"))
    closed = closed or sheet.say(N_("now"))
    period = f"{opened} – {closed}" if opened else ""
    names = sheet.pairs(sheet.dossier.last(Candidate), ("first_name", "name_prefix", "last_name"))
    pairs = (
        *names,
        *sheet.pairs(traject, ("dossier_no",)),
        (sheet.say(N_("Period")), period or sheet.missing()),
        (sheet.say(N_("Result")), sheet.value(traject, "result") or sheet.say(N_("not known yet"))),
        (sheet.say(N_("Put together by")), sheet.occasion.printed_by),
        (sheet.say(N_("Profile")), sheet.say(_NAMES[sheet.occasion.profile])),
        (sheet.say(N_("Purpose of this print")), sheet.occasion.purpose),
        (sheet.say(N_("Recipient")), sheet.occasion.recipient),
    )
    yield from sheet.facts(pairs, title)
    if not sheet.full:
        yield from desk_facts(sheet)


_NAMES = {
    Profile.ACCESS: N_("Access by the participant"),
    Profile.HANDOVER: N_("Handover"),
    Profile.ARCHIVE: N_("Archive"),
}
