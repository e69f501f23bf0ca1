"""Chapter 15 of the complete dossier: what was done with the data; for the person also why, how long and for whom."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from desktop.application.paper import Block, Bullets, Cell, Column, Heading, Table, Text
from desktop.application.papers import privacy_words as privacy
from desktop.application.papers.grid import Col, grid
from desktop.application.papers.sheet import Sheet
from desktop.application.values import long_day, plain
from desktop.domain.changes import Change
from desktop.domain.codes import code_of
from desktop.domain.fields import RECORDS, Record
from desktop.domain.read_log import ACTS
from desktop.domain.records import AgreementParty, Organisation, Placement, Print, Programme, Traject, User
from desktop.domain.said import N_


def log(sheet: Sheet) -> Iterator[Block]:
    """The prints and the changes; names only where the copy stays inside."""
    if sheet.full:
        yield from _processing(sheet)
    prints = sheet.dossier.all(Print)
    if prints:
        yield Heading(3, sheet.say(N_("Printed and handed out")))
        columns = (
            Col(("printed_at",), weight=1.3),
            Col(("document", "profile"), weight=1.4),
            Col(("purpose",), weight=1.3),
            Col(("recipient",), weight=1.2),
            Col(("by",), read=lambda one: _who(sheet, one)),
        )
        yield grid(
            sheet, prints, columns, summary=sheet.say(N_("Printed and handed out")), without=frozenset({"about"})
        )
    yield Heading(3, sheet.say(N_("What was done")))
    yield _actions(sheet)
    yield Heading(3, sheet.say(N_("Who looked")))
    yield _reads(sheet)


def _who(sheet: Sheet, printed: Record) -> str:
    by = sheet.value(printed, "by")
    colleague = sheet.dossier.get(User, printed.by) if isinstance(printed, Print) else None
    return _role(sheet, colleague) if sheet.full else by


def _actions(sheet: Sheet) -> Table:
    """One line for each action, newest first."""
    rows: list[tuple[str | Cell, ...]] = []
    for _, group in groupby(sheet.occasion.history, key=lambda change: change.action):
        changes = list(group)
        first = changes[0]
        who = _colleague(sheet, first.actor)
        rows.append(
            (plain(first.at, sheet.language), who, sheet.say(first.label, **first.counts), _about(sheet, changes))
        )
    titles = (N_("When"), N_("Who"), N_("What"), N_("About"))
    heads = tuple(Column(sheet.say(title), weight) for title, weight in zip(titles, (1.2, 1, 1.6, 2.2), strict=True))
    empty = sheet.say(N_("Nothing was written down about this."))
    return Table(heads, tuple(rows), summary=sheet.say(N_("What was done, newest first")), empty=empty)


def _reads(sheet: Sheet) -> Table:
    """Everybody who opened the dossier or handed something out, newest first."""
    rows: list[tuple[str | Cell, ...]] = []
    for line in sheet.occasion.reads:
        found = code_of("print_document", line.document)
        document = sheet.language.code("print_document", found.label) if found else ""
        why = " – ".join(filter(None, (line.purpose, line.recipient)))
        who = _colleague(sheet, line.actor)
        rows.append(
            (plain(line.at, sheet.language), who, sheet.say(ACTS[line.act]), "\n".join(filter(None, (document, why))))
        )
    titles = (N_("When"), N_("Who"), N_("What"), N_("Document, purpose and recipient"))
    heads = tuple(Column(sheet.say(title), weight) for title, weight in zip(titles, (1.2, 1, 1.2, 2.6), strict=True))
    empty = sheet.say(N_("Nobody looked yet, as far as this computer knows."))
    return Table(heads, tuple(rows), summary=sheet.say(N_("Who looked, newest first")), empty=empty)


def _colleague(sheet: Sheet, actor: str) -> str:
    """A colleague by name; in the copy for the person by role."""
    found = sheet.occasion.colleagues.get(actor) or sheet.dossier.get(User, actor)
    if sheet.full:
        return _role(sheet, found)
    return found.name if found and found.name else "–"


def _about(sheet: Sheet, changes: Sequence[Change]) -> str:
    """The kinds of record that an action touched; never a value."""
    kinds = dict.fromkeys(change.kind for change in changes if change.kind in RECORDS)
    return ", ".join(sheet.language.record(RECORDS[kind]) for kind in kinds)


def _role(sheet: Sheet, colleague: User | None) -> str:
    found = code_of("role", colleague.role) if colleague and colleague.role else None
    return sheet.language.code("role", found.label) if found else sheet.say(N_("colleague"))


def _processing(sheet: Sheet) -> Iterator[Block]:
    """What article 15 of the GDPR gives a right to know besides the data."""
    traject = sheet.dossier.last(Traject)
    programme = sheet.dossier.get(Programme, traject.programme) if traject else None
    yield Heading(3, sheet.say(N_("Why we keep these data, and your rights")))
    yield from privacy.desk_facts(sheet)
    yield Bullets((privacy.why(sheet), privacy.how_long(sheet), privacy.rights(sheet), privacy.complaint(sheet)))
    ground = programme.legal_basis if programme else None
    pairs = (
        (sheet.say(N_("Legal ground")), ground or sheet.missing()),
        (sheet.say(N_("Kinds of data")), _kinds(sheet)),
        (sheet.say(N_("Where the data come from")), _sources(sheet, traject)),
        (sheet.say(N_("Who received data")), _recipients(sheet)),
        (sheet.say(N_("Kept until")), _kept_until(sheet, traject)),
        (sheet.say(N_("Decisions by a computer")), sheet.say(N_("None. A match is a proposal; people decide."))),
    )
    yield from sheet.facts(pairs, sheet.say(N_("How your data are used")))


def _kinds(sheet: Sheet) -> str:
    kinds = dict.fromkeys(record.SPEC.name for record in sheet.dossier.records)
    return ", ".join(sheet.language.record(RECORDS[kind], plural=True).lower() for kind in kinds)


def _sources(sheet: Sheet, traject: Traject | None) -> str:
    """The person, and the organisations that signed the person up or referred."""
    told = [sheet.say(N_("you yourself"))]
    for organisation in (traject.source_org, traject.referrer) if traject else ():
        if found := sheet.dossier.get(Organisation, organisation):
            told.append(found.name or "")
    told.append(sheet.say(N_("schools and employers, about your results and your work")))
    return ", ".join(dict.fromkeys(filter(None, told)))


def _recipients(sheet: Sheet) -> str:
    """Everybody to whom a print went, the parties of agreements, and the new employer."""
    told = [one.recipient or "" for one in sheet.dossier.all(Print)]
    told += [sheet.value(p, name) for p in sheet.dossier.all(AgreementParty) for name in ("employer", "organisation")]
    told += [sheet.value(placement, "employer") for placement in sheet.dossier.all(Placement)]
    return ", ".join(dict.fromkeys(filter(None, told))) or sheet.say(N_("nobody outside this desk"))


def _kept_until(sheet: Sheet, traject: Traject | None) -> str:
    if traject and traject.retain_until:
        return long_day(traject.retain_until, sheet.language)
    return sheet.say(N_("not known yet: the term starts when the guidance ends"))


def rest(sheet: Sheet, kinds: Sequence[str]) -> Iterator[Block]:
    """For the person: what else is kept in records of these kinds and was not printed above."""
    if not sheet.full:
        return
    rows: list[tuple[str | Cell, ...]] = []
    for record in sheet.dossier.records:
        if record.SPEC.name not in kinds:
            continue
        left = [
            f.name for f in record.SPEC.stored if (record.id, f.name) not in sheet.shown and _filled(record, f.name)
        ]
        name = sheet.language.record(record.SPEC)
        rows += [(name, label, value) for label, value in sheet.pairs(record, left)]
    if rows:
        yield Heading(3, sheet.say(N_("Also kept")))
        heads = (
            Column(sheet.say(N_("Kept under"))),
            Column(sheet.say(N_("What")), 1.3),
            Column(sheet.say(N_("Value")), 2.2),
        )
        yield Table(heads, tuple(rows), row_header=True, summary=sheet.say(N_("Also kept")))


def nothing_else(sheet: Sheet) -> Text:
    """The last word of an access report."""
    return sheet.paragraph(N_("This is everything we keep about you. Data about other people were left out."))


def _filled(record: Record, name: str) -> bool:
    return getattr(record, name) is not None
