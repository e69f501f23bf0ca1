"""What happened, newest first: when, who, what, which field, from what to what."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QWidget

from desktop.application.i18n import Language
from desktop.domain.changes import DELETED, PARENT, WHOLE, Change
from desktop.domain.fields import RECORDS, Record
from desktop.domain.said import N_
from desktop.ui.naming import Names
from desktop.ui.theme import Role
from desktop.ui.widgets.paged_model import Column
from desktop.ui.widgets.text_table import TextTable
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
    change: Change | None = None


class Told:
    """Turns journal rows into lines; names of colleagues are looked up once."""

    def __init__(self, names: Names, colleague: Callable[[str], str], today: date) -> None:
        self._names, self._colleague, self._today = names, colleague, today

    def line(self, change: Change) -> Line:
        """One change in words."""
        language = self._names.language
        label = language.text(change.label, **change.counts)
        what = language.text(N_("Undone: {what}"), what=label) if change.undoes else label
        if not change.stands:
            what = language.text(N_("{what} (another value was kept)"), what=what)
        field, before, after = self._values(change)
        if change.reason:
            what = f"{what} – {change.reason}"
        when = short_moment(change.at, self._today, language)
        return Line(when, self._colleague(change.actor), what, field, before, after, change)

    def steps(self, changes: Sequence[Change]) -> list[Line]:
        """The actions behind these changes, newest first, each once."""
        found: dict[str, list[Change]] = {}
        for change in changes:
            found.setdefault(change.action, []).append(change)
        lines = []
        for together in found.values():
            kinds = dict.fromkeys(self._names.language.record(RECORDS[change.kind]) for change in together)
            lines.append(replace(self.line(together[0]), field=", ".join(kinds), before="", after=""))
        return lines

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
        if change.field == PARENT:
            return kind, "", language.text(N_("went to another") if change.after else N_("stands by itself again"))
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


class HistoryTable(TextTable):
    """The history of a dossier, or of one field of it."""

    def __init__(self, language: Language, row_height: int, parent: QWidget | None = None) -> None:
        text = language.text
        columns = (
            Column(text(N_("When")), _when, letters=9, tone=_muted),
            Column(text(N_("Who")), _who, letters=15),
            Column(text(N_("What")), _what, letters=19),
            Column(text(N_("Field")), _field, letters=30, tone=_muted),
            Column(text(N_("Was")), _before, letters=16, tone=_muted),
            Column(text(N_("Became")), _after, letters=18),
        )
        super().__init__(columns, Line("", "", "", "", "", ""), text(N_("History")), row_height, parent)


class StepTable(TextTable):
    """The steps of a dossier, each of which may be taken back."""

    def __init__(self, language: Language, row_height: int, parent: QWidget | None = None) -> None:
        text = language.text
        columns = (
            Column(text(N_("When")), _when, letters=11, tone=_muted),
            Column(text(N_("Who")), _who, letters=18),
            Column(text(N_("What")), _what, letters=44),
            Column(text(N_("About")), _field, letters=40, tone=_muted),
        )
        super().__init__(columns, Line("", "", "", "", "", ""), text(N_("Steps")), row_height, parent)


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
