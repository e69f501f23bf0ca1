"""One document being written: what of a dossier may stand on it, and how each value reads there.

Which field stands on which paper is declared with the field (`Field.on`, `Field.toggled`, `Field.privacy`); every value
reaches paper through `Sheet.value`, which asks that declaration. There is no other door.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any, TypeAlias

from desktop.application import values
from desktop.application.i18n import language
from desktop.application.paper import Block, Cell, Document, Facts, Footer, Header, Text, TextStyle
from desktop.application.papers.masking import Mask
from desktop.application.papers.naming import Joined, joined_fields, name_of
from desktop.application.papers.occasion import Occasion
from desktop.domain.derived import derived
from desktop.domain.dossier import Dossier
from desktop.domain.fields import Field, Kind, Privacy, Record, all_fields
from desktop.domain.records import RECORDS, Contact, Desk, OrganisationContact, Traject, User
from desktop.domain.said import N_

Pairs: TypeAlias = tuple[tuple[str, str | Cell], ...]
"""Labels with their values."""

ASKED: Mapping[str, frozenset[str]] = {
    "I": frozenset(
        {"traject.counsellor", "traject.desk", "education.nlqf", "education.diploma_date", "education.diploma_verified",
         "barrier.owner", "barrier.action"}
    ),
    "A": frozenset(
        {"traject.counsellor", "traject.desk", "traject.programme", "route.to_label", "route.target_credential",
         "agreement.pok_no", "agreement.pok_sheet", "agreement.pok_date"}
    ),
    "R": frozenset({"traject.counsellor", "traject.desk", "intake.vog_needed", "intake.vog_date"}),
    "D": frozenset({"document.sha256"}),
}  # fmt: skip
"""What the text of domain.md section 4 asks for on a paper although the dictionary gives the field no such letter."""

_COPY_OF_OTHERS = frozenset({"intake_version.snapshot"})
"""What even an access report leaves out: it repeats, as data, what the report prints in words."""

_ESCO = "http://data.europa.eu/esco/"


class Sheet:
    """The dossier as seen by one document; ``letters`` are those of `Field.on`.

    ``full``: for the person, everything kept about them, others masked; not ``delicate``: without class F
    but for what was ticked.
    """

    def __init__(
        self, dossier: Dossier, occasion: Occasion, letters: str, *, full: bool = False, delicate: bool = True
    ) -> None:
        self.dossier, self.occasion = dossier, occasion
        self.language = language(occasion.language)
        self._letters, self._full, self._delicate = letters, full, delicate
        self._asked = frozenset[str]().union(*(ASKED.get(letter, frozenset()) for letter in letters))
        self._mask = Mask(dossier, self.say(N_("[name left out]"))) if full else None
        self.shown: set[tuple[str, str]] = set()

    def part(self, letters: str, dossier: Dossier | None = None) -> Sheet:
        """The same document where it prints what belongs on another paper, or the case as it was before."""
        seen = dossier or self.dossier
        part = Sheet(seen, self.occasion, letters, full=self._full, delicate=self._delicate)
        part.shown, part._mask = self.shown, self._mask
        return part

    @property
    def full(self) -> bool:
        """Whether this is for the person: everything kept about them is printed."""
        return self._full

    def say(self, message: str, **words: object) -> str:
        """A text of the program; ``message`` is marked with `N_`."""
        return self.language.text(message, **words)

    def paragraph(self, message: str, style: TextStyle = "body", **words: object) -> Text:
        """The same as a paragraph."""
        return Text(self.say(message, **words), style)

    def may(self, field: Field) -> bool:
        """Whether a field may be printed here."""
        if self._full and RECORDS[field.record].scope == "person":
            return field.key not in _COPY_OF_OTHERS
        if field.privacy.apart or (field.toggled and field.key not in self.occasion.ticked):
            return False
        if field.privacy is Privacy.DELICATE and not self._delicate and not field.toggled:
            return False
        return self.meant(field)

    def meant(self, field: Field) -> bool:
        """Whether a field belongs on this paper at all, by its letters."""
        return bool(set(self._letters) & set(field.on)) or field.key in self._asked

    def value(self, record: Record | None, name: str) -> str:
        """A value as text, dates in full and hours with their unit; empty where there is none or it may not be here."""
        if record is None or not self.may(field := record.SPEC.fields[name]):
            return ""
        self.shown.add((record.id, name))
        found = derived(self.dossier, record, name) if field.derived else getattr(record, name)
        if found is None or found == "":
            return ""
        if field.kind is Kind.REF:
            return self._named(found)
        if field.kind is Kind.CODE and self._full:  # what paper otherwise veils, such as which benefit it is
            return values.code_label(field.codes or "", found, self.language)
        text = _compact(values.show(field, found, self.language, paper=True))
        return self._mask.value(record, name, text) if self._mask else text

    def cell(self, record: Record, name: str) -> str | Cell:
        """The same; a required value that is not there says so."""
        text = self.value(record, name)
        field = record.SPEC.fields[name]
        return self.missing() if not text and field.required and self.may(field) else text

    def missing(self) -> Cell:
        """What stands in the place of a required value that is not there."""
        return Cell(self.say(N_("not filled in")), "missing")

    def label(self, field: Field) -> str:
        """What a field is called."""
        return self.language.label(field)

    def pairs(
        self, record: Record | None, only: Collection[str] | None = None, *, without: Collection[str] = ()
    ) -> Pairs:
        """The fields of a record that may be here, in order: label and value; empty optional ones are left out."""
        return tuple(self._pairs(record, only, without)) if record is not None else ()

    def facts(self, pairs: Pairs, about: str = "") -> Iterator[Block]:
        """Labels and values as a block; nothing where there are none. ``about`` is heard by a screen reader."""
        if pairs:
            yield Facts(pairs, about)

    def _pairs(
        self, record: Record, only: Collection[str] | None, without: Collection[str]
    ) -> Iterator[tuple[str, str | Cell]]:
        fields = record.SPEC.fields
        names = [n for n, f in fields.items() if self.may(f) and n not in without and (only is None or n in only)]
        joined = [group for group in joined_fields(record.SPEC) if set(group.fields) <= set(names)]
        first = {group.fields[0]: group for group in joined}
        others = {name for group in joined for name in group.fields[1:]}
        for name in names:
            if name in others:
                continue
            if group := first.get(name):
                label = self.say(group.label) if group.label else self.label(fields[name])
                value = self.together(record, group)
            else:
                label, value = self.label(fields[name]), self.cell(record, name)
            if value:
                yield label, value

    def together(self, record: Record, group: Joined) -> str | Cell:
        """Fields that read as one; a required part that is not there is named."""
        parts = [" ".join(filter(None, (self.value(record, name) for name in part))) for part in group.parts]
        text = ", ".join(filter(None, parts))
        if group.code and (code := self.value(record, group.code)):
            text = f"{text} ({code})" if text else code
        lacking = [f for n in group.fields if (f := record.SPEC.fields[n]).required and getattr(record, n) is None]
        if not lacking or not text:
            return self.missing() if lacking else text
        words = ", ".join(self.label(field).lower() for field in lacking)
        return self.say(N_("{text} ({missing}: not filled in)"), text=text, missing=words)

    def _named(self, target: Any) -> str:
        found = self.dossier.get(Record, target)
        if found is None:
            return self.say(N_("not known here"))
        if self._full and isinstance(found, Contact | OrganisationContact):
            return found.contact_role or self.language.record(found.SPEC)
        return name_of(self.dossier, found, self.language)

    def reached(self, colleague: User | None) -> str:
        """How a colleague of the desk can be called or written to."""
        if colleague is None:
            return ""
        fields = (colleague.SPEC.fields[name] for name in ("phone", "email"))
        told = (values.show(field, getattr(colleague, field.name), self.language, paper=True) for field in fields)
        return ", ".join(filter(None, told))

    def counsellor(self) -> User | None:
        """Whose case it is."""
        traject = self.dossier.last(Traject)
        return self.dossier.get(User, traject.counsellor) if traject else None

    def document(self, kind: str, title: str, blocks: Iterator[Block], *, draft: bool, version: int | None) -> Document:
        """The finished document with its header and footer; ``title`` names no person."""
        traject = self.dossier.last(Traject)
        number = (traject.dossier_no if traject else None) or ""
        desk = self.dossier.get(Desk, traject.desk) if traject else None
        at = self.occasion.printed_at
        printed = self.say(N_("printed {when} by {who}"), when=at, who=self.occasion.printed_by)
        numbered = self.say(N_("version {number}"), number=version) if version is not None else ""
        return Document(
            title=title,
            language=self.occasion.language,
            kind=kind,
            number=number,
            header=Header((desk.name if desk else None) or self.occasion.desk, title, number, self.occasion.logo),
            footer=Footer(printed, numbered, self.say(N_("confidential"))),
            created=at.astimezone(values.ZONE),
            blocks=tuple(blocks),
            draft=draft,
        )


def togglable(letters: str) -> tuple[Field, ...]:
    """The fields of a paper that print only when ticked."""
    return tuple(field for field in all_fields() if field.toggled and set(letters) & set(field.on))


def _compact(text: str) -> str:
    """ESCO codes without the part of their address that is the same for all."""
    if not text.startswith(_ESCO):
        return text
    return f"ESCO {text.removeprefix(_ESCO).rpartition('/')[2]}"
