"""What happened, newest first: when, who, what, which field, from what to what."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QWidget

from desktop.application.i18n import Language
from desktop.domain.changes import DELETED, WHOLE, Change
from desktop.domain.fields import RECORDS, Record
from desktop.domain.said import N_
from desktop.ui.naming import Names
from desktop.ui.theme import Role
from desktop.ui.widgets.paged_table import Column, PagedTable, PagedTableModel
from desktop.ui.wording import short_moment


@dataclass(frozen=True, slots=True)
class Line:
    """One change as a person reads it."""

    when: str
    who: str
    what: str
    field: str
    before: str
    after: str


class Told:
    """Turns journal rows into lines; names of colleagues are looked up once."""

    def __init__(self, names: Names, colleague: Callable[[str], str], today: date) -> None:
        self._names, self._colleague, self._today = names, colleague, today

    def line(self, change: Change) -> Line:
        """One change in words."""
        language = self._names.language
        label = language.text(change.label, **change.counts)
        what = language.text(N_("Undone: {what}"), what=label) if change.undoes else label
        field, before, after = self._values(change)
        if change.reason:
            what = f"{what} – {change.reason}"
        return Line(
            short_moment(change.at, self._today, language), self._colleague(change.actor), what, field, before, after
        )

    def _values(self, change: Change) -> tuple[str, str, str]:
        language, spec = self._names.language, RECORDS[change.kind]
        kind = language.record(spec)
        if change.erased:
            return kind, "", language.text(N_("erased"))
        if change.field == WHOLE:
            return kind, "", self._made(change)
        if change.field == DELETED:
            gone = language.text(N_("deleted"))
            return kind, *(("", gone) if change.after else (gone, ""))
        field = spec.fields.get(change.field)
        if field is None:
            return kind, "", ""
        own = spec.name in ("candidate", "traject", "intake")
        label = language.label(field) if own else f"{kind}: {language.label(field)}"
        return label, self._names.show(field, change.before), self._names.show(field, change.after)

    def _made(self, change: Change) -> str:
        spec = RECORDS[change.kind]
        values = change.after if isinstance(change.after, Mapping) else {}
        title = [self._names.show(spec.fields[n], values.get(n)) for n in spec.title if values.get(n) is not None]
        return " ".join(title) or self._names.language.text(N_("added"))


class HistoryTable(PagedTable):
    """The history of a dossier, or of one field of it."""

    def __init__(self, language: Language, row_height: int, parent: QWidget | None = None) -> None:
        text = language.text
        self._lines: dict[str, Line] = {}
        self._source = PagedTableModel(
            (
                Column(text(N_("When")), _when, letters=11, tone=_muted),
                Column(text(N_("Who")), _who, letters=18),
                Column(text(N_("What")), _what, letters=30),
                Column(text(N_("Field")), _field, letters=28, tone=_muted),
                Column(text(N_("Was")), _before, letters=22, tone=_muted),
                Column(text(N_("Became")), _after, letters=30),
            ),
            self._fetch,
            Line("", "", "", "", "", ""),
        )
        super().__init__(self._source, text(N_("History")), row_height, parent)
        self._source.setParent(self)
        self.horizontalHeader().setSortIndicatorShown(False)

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show these lines."""
        self._lines = {str(at): line for at, line in enumerate(lines)}
        self._source.show_ids(tuple(self._lines))

    def _fetch(self, ids: Sequence[str]) -> Mapping[str, Line]:
        return {id_: self._lines[id_] for id_ in ids if id_ in self._lines}


def colleague_names(read_user: Callable[[str], Record | None]) -> Callable[[str], str]:
    """Names of colleagues by id, each read once; an unknown one shows as a sign."""
    known: dict[str, str] = {}

    def name(user: str) -> str:
        if user not in known:
            found = read_user(user)
            known[user] = str(getattr(found, "name", None) or "–")
        return known[user]

    return name


def _when(line: Line) -> str:
    return line.when


def _who(line: Line) -> str:
    return line.who


def _what(line: Line) -> str:
    return line.what


def _field(line: Line) -> str:
    return line.field


def _before(line: Line) -> str:
    return line.before


def _after(line: Line) -> str:
    return line.after


def _muted(_line: Line) -> QPalette.ColorRole | None:
    return Role.MUTED
