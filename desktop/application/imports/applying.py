"""Makes one action of a rehearsed import, so that one undo takes all of it back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Any, Final

from desktop.application.candidates import dossier_numbers, new_case
from desktop.application.checking import changed_fields
from desktop.application.i18n import Language
from desktop.application.imports.cells import Fresh
from desktop.application.imports.fates import Choice, Fate, Rehearsal, Row
from desktop.application.imports.updating import meet
from desktop.application.ports import Work
from desktop.application.questions import collected, question_numbers
from desktop.application.steps import Step, nothing, stepping
from desktop.domain.changes import PARENT, Action, Create, Edit, SetField
from desktop.domain.errors import Refused
from desktop.domain.fields import RECORDS
from desktop.domain.folding import fold
from desktop.domain.said import N_, said

_NOTHING = N_("No row of this list can be imported. Look at the reason of each row, correct the list and try again.")
_UPDATED = (N_("Updated 1 from a list"), N_("Updated {n} from a list"))
_BOTH = N_("Imported from a list: {n} new, {m} updated")
_AS_PROPOSED: Final[Mapping[int, Choice]] = {}
_ALL_TAKEN: Final[Mapping[int, Collection[str]]] = {}
_NOT_UPDATED = N_("Row {row} cannot update what is here. {reason}")
_REMARK = N_("From the imported list:")


def import_action(
    work: Work,
    rehearsal: Rehearsal,
    language: Language,
    choices: Mapping[int, Choice] = _AS_PROPOSED,
    kept: Mapping[int, Collection[str]] = _ALL_TAKEN,
    step: Step = nothing,
) -> Action:
    """What is to come of a list as one action; ``choices`` by row number where somebody decided otherwise.

    ``kept`` names, by row that updates a record, the fields (``record.field``) that stay as they are. Text without a
    field goes to a note, in ``language``. The values were checked in the rehearsal.
    """
    making = _Making(work, rehearsal, language)
    rows = list(rehearsal.chosen(choices))
    edits = tuple(making.edits(rows, kept, step))
    if not edits:
        raise Refused(said(_NOTHING))
    updated = sum(choice is Choice.UPDATE for _, choice in rows)
    if 0 < updated < len(rows):
        return Action(_BOTH, edits, counts={"n": len(rows) - updated, "m": updated})
    one, more = _UPDATED if updated else rehearsal.kind.done
    return Action(one if len(rows) == 1 else more, edits, counts={"n": len(rows)})


class _Making:
    """The records of an import: what several rows point to is made once."""

    def __init__(self, work: Work, rehearsal: Rehearsal, language: Language) -> None:
        self._work, self._language, self._kind = work, language, rehearsal.kind
        self._fresh: dict[tuple[str, str], Create] = {}
        self._made: dict[int, str] = {}
        makers: Mapping[str, Callable[[Row, dict[str, dict[str, Any]]], Iterator[Edit]]] = {
            "candidate": self._sign_up,
            "employer": self._employer,
            "module": self._module,
            "question": self._question,
        }
        self._maker = makers[rehearsal.kind.name]
        self._numbers = question_numbers(work)
        if rehearsal.kind.name == "candidate":
            self._numbers = dossier_numbers(work)
            # what every case of this list begins with; making it once saves a read and a check for each row
            self._case, self._event = (e for e in new_case(work, "", {}, "") if isinstance(e, Create))

    def edits(
        self, rows: Sequence[tuple[Row, Choice]], kept: Mapping[int, Collection[str]], step: Step
    ) -> Iterator[Edit]:
        made: list[Edit] = []
        for row, choice in stepping(rows, step):
            if choice is Choice.UPDATE:
                made += self._update(row, kept.get(row.number, ()))
            else:
                made += self._maker(row, self._by_record(row.values))
        yield from self._fresh.values()
        yield from made

    def _by_record(self, values: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
        found: dict[str, dict[str, Any]] = defaultdict(dict)
        for key, value in values.items():
            record, _, name = key.partition(".")
            found[record][name] = self._reference(value) if isinstance(value, Fresh) else value
        return found

    def _reference(self, wanted: Fresh) -> str:
        key = (wanted.kind, fold(wanted.name))
        if key not in self._fresh:
            values = {RECORDS[wanted.kind].title[0]: wanted.name}
            if wanted.kind == "employer":
                values["account_manager"] = self._work.user.id
            self._fresh[key] = Create(wanted.kind, self._work.ids.new(), None, values)
        return self._fresh[key].id

    def _update(self, row: Row, kept: Collection[str]) -> Iterator[Edit]:
        try:
            met = meet(self._work, self._kind, row)
            for record in met.records:
                fields = [f for f in met.differ if f.record == record.SPEC.name and f.key not in kept]
                values = {f.name: met.listed[f.key] for f in fields}
                fresh = {name: value for name, value in values.items() if isinstance(value, Fresh)}
                yield from changed_fields(self._work, record, {n: v for n, v in values.items() if n not in fresh})
                for name, value in fresh.items():
                    yield SetField(record.SPEC.name, record.id, name, self._reference(value))
        except Refused as refused:
            raise Refused(said(_NOT_UPDATED, row=row.number, reason=refused.said)) from None
        for kind, added in met.added:
            yield Create(kind, self._work.ids.new(), met.records[0].id, added)
        if met.case is not None:
            yield from self._notes(row, met.case)

    def _sign_up(self, row: Row, values: dict[str, dict[str, Any]]) -> Iterator[Edit]:
        new = self._work.ids.new
        candidate, traject = new(), new()
        yield Create("candidate", candidate, None, values["candidate"])
        case = {**self._case.values, **values["traject"], "dossier_no": next(self._numbers)}
        yield Create("traject", traject, candidate, case)
        yield Create("stage_event", new(), traject, self._event.values)
        yield from self._notes(row, traject)

    def _notes(self, row: Row, traject: str) -> Iterator[Edit]:
        """What found no field, in as many notes as it needs: nothing of a list gets lost."""
        if not row.kept:
            return
        text = "\n".join([self._language.text(_REMARK), *(f"{column}: {cell}" for column, cell in row.kept)])
        most = RECORDS["note"].fields["body"].max or len(text)
        for start in range(0, len(text), most):
            values = {
                "note_at": self._work.clock.now(),
                "note_kind": "other",
                "body": text[start : start + most],
                "visibility": "team",
            }
            yield Create("note", self._work.ids.new(), traject, values)

    def _employer(self, row: Row, values: dict[str, dict[str, Any]]) -> Iterator[Edit]:
        new = self._work.ids.new
        if row.fate is Fate.JOINED and isinstance(row.twin, int):
            employer = self._made[row.twin]
        else:
            employer = self._made[row.number] = new()
            yield Create("employer", employer, None, {"account_manager": self._work.user.id, **values["employer"]})
        if values["contact"]:
            yield Create("contact", new(), employer, values["contact"])
        yield from self._several("employer_sbi", employer, values)
        yield from self._several("employer_alias", employer, values)

    def _module(self, row: Row, values: dict[str, dict[str, Any]]) -> Iterator[Edit]:
        module = self._work.ids.new()
        yield Create("module", module, None, {"valid_from": self._work.clock.today(), **values["module"]})
        yield from self._several("module_start", module, values)

    def _question(self, row: Row, values: dict[str, dict[str, Any]]) -> Iterator[Edit]:
        question, own = self._work.ids.new(), values["question"]
        employer = own.pop(PARENT)
        number = own.get("question_no") or next(self._numbers)
        yield Create("question", question, employer, {**collected(self._work), **own, "question_no": number})
        yield from self._several("question_task", question, values)
        yield from self._several("requirement", question, values)

    def _several(self, kind: str, parent: str, values: Mapping[str, Mapping[str, Any]]) -> Iterator[Edit]:
        """A record for each value of a cell that held a list."""
        for name, listed in values[kind].items():
            for value in listed:
                yield Create(kind, self._work.ids.new(), parent, {name: value})
