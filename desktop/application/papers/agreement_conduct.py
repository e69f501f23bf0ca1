"""Articles 10 to 18 of the agreement: absence, insurance, privacy, change, ending, replacement, aftercare, disputes.

The wording follows the skeleton of domain.md 4.2; a lawyer has to check it before use.
"""

from __future__ import annotations

from collections.abc import Iterator

from desktop.application.paper import Block, Bullets, Table
from desktop.application.papers.grid import Col, grid
from desktop.application.papers.privacy_words import months_kept
from desktop.application.papers.sheet import Sheet
from desktop.domain.records import Agreement, Amendment
from desktop.domain.retention import RESULTS
from desktop.domain.said import N_


def absence(sheet: Sheet, agreement: Agreement) -> Iterator[Block]:
    """Article 10: being there, and reporting absence without a word about health."""
    yield sheet.paragraph(
        N_(
            "The participant is present at work and at the lessons. Whoever cannot come reports this before the "
            "working day begins to the practice trainer, and on a day with lessons to the school as well. The rules "
            "on sickness of the employer and of the school apply. Nobody asks the participant what the illness is, "
            "and nobody writes it down; parties tell each other only that the participant is absent and for how long "
            "that is expected. After two weeks of absence the parties talk about what it means for the plan."
        )
    )


def insurance(sheet: Sheet, agreement: Agreement) -> Iterator[Block]:
    """Article 11: the duty of care, and who is insured for what."""
    yield sheet.paragraph(
        N_(
            "The employer takes care of safe work and a safe workplace, also when the participant is there to learn, "
            "and is liable by law for damage that the participant suffers during the work, unless the law says "
            "otherwise. The school is insured for what happens during its lessons. The participant is not liable for "
            "damage to the employer or to others, except in case of intent or deliberate recklessness."
        )
    )
    if agreement.insured:
        yield sheet.paragraph(N_("The employer has insurance for liability and for accidents."))
    yield from sheet.facts(sheet.pairs(agreement, ("insured", "insurance")), sheet.say(N_("Insurance")))


def privacy(sheet: Sheet, agreement: Agreement) -> Iterator[Block]:
    """Article 12: which data between which parties, how long, which rights."""
    yield sheet.paragraph(
        N_(
            "Parties keep secret what they come to know about each other and about the participant and what is meant "
            "to stay secret. They give each other only the data that are needed for this agreement:"
        )
    )
    yield Bullets(
        (
            sheet.say(N_("school, employer and desk: name, ways to reach each other, planning, presence and results;")),
            sheet.say(N_("employer and desk: function, hours and duration of the job;")),
            sheet.say(
                N_("financiers: what their scheme asks as evidence, and nothing that the scheme does not ask for.")
            ),
        )
    )
    yield sheet.paragraph(
        N_(
            "Data about health, debts or the situation at home are not exchanged. Each party keeps the data safe, is "
            "itself responsible for them, and removes them when they are no longer needed. The desk keeps this "
            "agreement and the results for {years} years after the guidance ends. The participant may ask each party "
            "to see, correct or remove data; annex 4 says how."
        ),
        years=months_kept(RESULTS) // 12,
    )


def change(sheet: Sheet, agreement: Agreement) -> Iterator[Block]:
    """Article 13: only in writing, with a sheet that all sign."""
    yield sheet.paragraph(
        N_(
            "This agreement can only be changed in writing, with a sheet of amendment that says what changes, from "
            "which day and why. It counts when all parties have signed it. Where the change also touches the "
            "practice agreement (POK), such as its hours, last day, level or pathway, the school makes a new "
            "practice sheet. What was agreed before stays readable."
        )
    )
    sheets = amendments(sheet, agreement)
    if sheets:
        yield sheets


def amendments(sheet: Sheet, agreement: Agreement) -> Table | None:
    """The sheets of amendment until now."""
    made = sheet.dossier.all(Amendment, agreement.id)
    if not made:
        return None
    columns = (
        Col(("version",), weight=0.6),
        Col(("what",), weight=2.5),
        Col(("from_date",), weight=1.1),
        Col(("reason",), weight=1.8),
    )
    return grid(sheet, made, columns, summary=sheet.say(N_("Sheets of amendment")))


def ending(sheet: Sheet, agreement: Agreement) -> Iterator[Block]:
    """Article 14: the six ways in which the agreement ends."""
    yield sheet.paragraph(N_("This agreement ends:"))
    yield Bullets(
        (
            sheet.say(N_("on the last day of article 2;")),
            sheet.say(N_("when the credential of article 1 is reached, on the last day of that month;")),
            sheet.say(N_("when employer, participant and school agree to it in writing;")),
            sheet.say(
                N_(
                    "when one of these three dissolves it for serious reasons, such as not keeping the agreements or "
                    "a conflict that cannot be solved. The other is first warned in writing and gets a reasonable "
                    "time to put it right, unless that cannot be asked. The school is heard before the employer "
                    "dissolves;"
                )
            ),
            sheet.say(N_("when the employer loses the recognition as a learning company, goes bankrupt or stops;")),
            sheet.say(N_("when the enrolment of the participant at the school ends.")),
        ),
        numbered=True,
    )
    yield sheet.paragraph(
        N_(
            "Whoever ends the agreement says so in writing to all parties, with the day and the reason. Ending this "
            "agreement does not end the employment contract; for that the law on dismissal applies."
        )
    )
    yield from sheet.facts(sheet.pairs(agreement, ("termination",)), sheet.say(N_("Further agreements on ending")))


def replacement(sheet: Sheet, agreement: Agreement) -> Iterator[Block]:
    """Article 15: another place to learn within four weeks."""
    yield sheet.paragraph(
        N_(
            "If the workplace turns out not to be available, if guidance is lacking, or if the employer withdraws, "
            "the school promotes that another place to learn is there as soon as possible. The desk calls the "
            "participant within two working days and looks for a place among its employers. Within four weeks the "
            "parties that are left decide together: a new agreement, going on at school for the time being, a break, "
            "or stopping."
        )
    )
    yield from sheet.facts(sheet.pairs(agreement, ("replacement",)), sheet.say(N_("Further agreements on replacement")))


def aftercare(sheet: Sheet, agreement: Agreement) -> Iterator[Block]:
    """Article 16: the contacts after the start of the job."""
    yield sheet.paragraph(
        N_(
            "When the participant has started in the job, the desk keeps in touch: after one week, and after one, "
            "three, six and twelve months. It asks participant and employer separately how things go. Who needs help "
            "earlier calls the counsellor."
        )
    )


def disputes(sheet: Sheet, agreement: Agreement) -> Iterator[Block]:
    """Article 17: step by step, from the practice trainer to a complaint."""
    yield sheet.paragraph(N_("Who does not agree with something takes these steps, one after the other:"))
    yield Bullets(
        (
            sheet.say(N_("talk about it with the practice trainer;")),
            sheet.say(N_("then with the school mentor and the counsellor of the desk, who answer within two weeks;")),
            sheet.say(N_("then with the team lead of the desk;")),
            sheet.say(N_("then use the complaints procedure of the party it is about.")),
        ),
        numbered=True,
    )
    yield sheet.paragraph(N_("The right to go to court stays as it is."))


def closing(sheet: Sheet, agreement: Agreement) -> Iterator[Block]:
    """Article 18: the law, the practice agreement, the language and the annexes."""
    yield sheet.paragraph(
        N_(
            "Dutch law applies. Beside this agreement the school, the participant and the employer make a practice "
            "agreement (POK). Where the two differ, the practice agreement comes first for the practice part of the "
            "education. The employment contract comes first for pay and working conditions. If one article turns out "
            "not to be valid, the others stay. The annexes are part of this agreement. If there is a version in "
            "another language, the Dutch text decides. Each party gets a signed copy."
        )
    )
