"""The learning-work agreement (domain.md 4.2): parties, considerations, eighteen articles, signatures and annexes."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from desktop.application.paper import Block, Bullets, Document, Heading, PageBreak
from desktop.application.papers import agreement_conduct as conduct
from desktop.application.papers import agreement_learning as learning
from desktop.application.papers import privacy_words as privacy
from desktop.application.papers import route_modules as modules
from desktop.application.papers import route_sums as sums
from desktop.application.papers.agreement_parties import party_blocks, signature_blocks
from desktop.application.papers.chosen import chosen
from desktop.application.papers.intake_tables import nothing
from desktop.application.papers.occasion import Occasion
from desktop.application.papers.route_paper import question_lists
from desktop.application.papers.sheet import Sheet
from desktop.domain.dossier import Dossier
from desktop.domain.errors import Refused
from desktop.domain.records import Agreement, Question, Route, Traject
from desktop.domain.route_plan import route_plan
from desktop.domain.said import N_, said

KIND = "agreement"
TITLE = N_("Learning-work agreement")

_DRAFT = (None, "draft")
_ON_TITLE_PAGE = ("agreement_no", "version", "kind", "question", "status")

ARTICLES: tuple[tuple[str, Callable[[Sheet, Agreement], Iterator[Block]]], ...] = (
    (N_("Goal and credential"), learning.goal),
    (N_("Duration"), learning.duration),
    (N_("Work and place to learn"), learning.place),
    (N_("Programme"), learning.programme),
    (N_("Guidance"), learning.guidance),
    (N_("Part to pass and assessment"), learning.assessment),
    (N_("Wage, allowance and employment contract"), learning.pay),
    (N_("Costs and funding"), learning.costs),
    (N_("Job intention or job guarantee"), learning.promise),
    (N_("Presence and absence"), conduct.absence),
    (N_("Insurance and liability"), conduct.insurance),
    (N_("Secrecy and privacy"), conduct.privacy),
    (N_("Changes along the way"), conduct.change),
    (N_("Ending"), conduct.ending),
    (N_("Replacement"), conduct.replacement),
    (N_("Aftercare"), conduct.aftercare),
    (N_("Differences of opinion"), conduct.disputes),
    (N_("Final articles"), conduct.closing),
)


def agreement_paper(dossier: Dossier, occasion: Occasion) -> Document:
    """The agreement asked for, or the newest.

    `Refused` where there is none, or where its study-cost clause was not checked by a lawyer (rule R17).
    """
    sheet = Sheet(dossier, occasion, "A")
    agreement = chosen(sheet, Agreement)
    if agreement.clawback and not agreement.clawback_checked:
        raise Refused(
            said(
                N_(
                    "This agreement has a study-cost clause that no lawyer has checked. Such a clause is often void, "
                    "so it is not printed. Have it checked and tick that, or leave the clause out."
                )
            )
        )
    title = sheet.say(TITLE)
    blocks = _whole(sheet, agreement, title)
    return sheet.document(KIND, title, blocks, draft=agreement.status in _DRAFT, version=agreement.version)


def _whole(sheet: Sheet, agreement: Agreement, title: str) -> Iterator[Block]:
    yield Heading(1, title)
    pairs = (
        *sheet.pairs(sheet.dossier.last(Traject), ("dossier_no", "programme")),
        *sheet.pairs(agreement, _ON_TITLE_PAGE),
    )
    yield from sheet.facts(pairs, title)
    yield Heading(2, sheet.say(N_("Parties")))
    yield from party_blocks(sheet, agreement)
    yield Heading(2, sheet.say(N_("Considerations")))
    yield Bullets(_considerations(sheet, agreement))
    yield Heading(2, sheet.say(N_("What the parties agree")))
    for number, (name, article) in enumerate(ARTICLES, 1):
        words = sheet.say(N_("Article {number}. {name}"), number=number, name=sheet.say(name))
        yield Heading(3, words)
        yield from article(sheet, agreement)
    yield Heading(2, sheet.say(N_("Signatures")))
    yield sheet.paragraph(
        N_("With their signature the parties say that they have read this agreement and its annexes.")
    )
    yield from signature_blocks(sheet, agreement)
    yield from _annexes(sheet, agreement)


def _considerations(sheet: Sheet, agreement: Agreement) -> tuple[str, ...]:
    route = sheet.dossier.get(Route, agreement.route)
    occupation = (
        sheet.value(route, "to_label") or sheet.value(agreement, "function") or sheet.say(N_("a new occupation"))
    )
    return (
        sheet.say(
            N_(
                "The parties want the participant to be trained in at most one year for the occupation of "
                "{occupation}, and to be able to work for the employer after that."
            ),
            occupation=occupation,
        ),
        sheet.say(
            N_(
                "The employer asked for a new colleague and gives the participant a place to learn in practice. The "
                "school gives the modules that are needed for it. The desk brought the parties together and guides "
                "the whole."
            )
        ),
        sheet.say(
            N_(
                "This agreement stands beside the practice agreement (POK) of the school and beside the employment "
                "contract. It takes the place of neither."
            )
        ),
    )


def _annexes(sheet: Sheet, agreement: Agreement) -> Iterator[Block]:
    yield PageBreak()
    yield Heading(2, sheet.say(N_("Annexes")))
    annexes = (
        (N_("Diploma route"), _route(sheet, agreement)),
        (N_("Function and tasks"), _tasks(sheet, agreement)),
        (N_("Costs and funding"), _costs(sheet, agreement)),
        (N_("Your privacy"), privacy.in_short(sheet)),
        (N_("Practice agreement (POK)"), _pok(sheet, agreement)),
    )
    for number, (name, blocks) in enumerate(annexes, 1):
        yield Heading(3, sheet.say(N_("Annex {number}. {name}"), number=number, name=sheet.say(name)))
        yield from blocks


def _route(sheet: Sheet, agreement: Agreement) -> Iterator[Block]:
    route = sheet.dossier.get(Route, agreement.route)
    if route is None:
        yield nothing(sheet)
        return
    part, plan = sheet.part("R"), route_plan(sheet.dossier, route)
    yield from sheet.facts(part.pairs(route, without=("fallback", "load_total")), sheet.language.record(Route.SPEC))
    yield from modules.picture(part, plan)
    yield from modules.table(part, plan)
    yield from sums.hours(part, plan)


def _tasks(sheet: Sheet, agreement: Agreement) -> Iterator[Block]:
    question = sheet.dossier.get(Question, agreement.question)
    yield from sheet.facts(sheet.pairs(agreement, ("function", "place")), sheet.say(N_("Function and tasks")))
    if question is None:
        yield nothing(sheet)
        return
    yield from sheet.facts(sheet.pairs(question), sheet.language.record(Question.SPEC))
    yield from question_lists(sheet.part("R"), question)


def _costs(sheet: Sheet, agreement: Agreement) -> Iterator[Block]:
    route = sheet.dossier.get(Route, agreement.route)
    yield from learning.cost_table(sheet, agreement)
    if route is not None:
        yield from sums.costs(sheet.part("R"), route_plan(sheet.dossier, route))


def _pok(sheet: Sheet, agreement: Agreement) -> Iterator[Block]:
    pairs = sheet.pairs(agreement, ("pok_no", "pok_sheet", "pok_date"))
    if pairs:
        yield from sheet.facts(pairs, sheet.say(N_("Practice agreement (POK)")))
    else:
        yield sheet.paragraph(N_("The number and date of the practice agreement are not known yet."), style="missing")
    yield sheet.paragraph(N_("The practice agreement itself is kept by the school; a copy belongs here."), style="note")
