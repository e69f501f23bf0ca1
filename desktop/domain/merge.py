"""What happens when two people changed one field: pure, and the same rule that the shared database has in SQL.

Whether a change is concurrent is decided by revisions that the server gave out, never by a clock: a change carries the
revision of the record that its author was looking at. A clock only decides which of two concurrent values shows first;
the other one stands in a conflict, so nothing is lost by a clock that is wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from desktop.domain.fields import Merge

Value = str | int | None
"""A value as it is stored and sent."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A field as the server has it: its value, and by whom, when and at which revision it came there."""

    value: Value
    rev: int
    hlc: int
    by: int


@dataclass(frozen=True, slots=True)
class Offer:
    """A change of that field as a device sends it; ``base`` is the revision that its author had before them."""

    value: Value
    base: int
    hlc: int
    by: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether the offered value shows from now on, and whether the other one stands in a conflict."""

    taken: bool
    conflict: bool


NOTHING = Verdict(taken=False, conflict=False)
"""Both say the same: there is nothing to write and nothing to decide."""


def concurrent(standing: Standing, offer: Offer) -> bool:
    """Whether the author of the offer cannot have seen what stands: somebody else wrote it since."""
    return standing.rev > offer.base and standing.by != offer.by


def decide(rule: Merge, standing: Standing, offer: Offer) -> Verdict:
    """What becomes of an offered value. Of two stages the earlier shows, of anything else the later written."""
    if standing.value == offer.value:
        return NOTHING
    if not concurrent(standing, offer):
        return Verdict(taken=True, conflict=False)
    if rule is Merge.EARLIER:
        return Verdict(taken=str(offer.value or "") < str(standing.value or ""), conflict=True)
    return Verdict(taken=(offer.hlc, offer.by) > (standing.hlc, standing.by), conflict=True)


def in_stage(step: object, stage: object) -> bool:
    """Whether a step belongs to a stage: its code begins with that of the stage (`desktop.domain.codes.stages`)."""
    return step is None or stage is None or str(step).startswith(f"{stage}.")


def follow(led: Verdict | None, own: Verdict, *, belongs: bool) -> Verdict:
    """What becomes of a step: it goes with the stage that it was offered with (``led``; nothing where none was).

    It never shows in a stage that it does not belong to.
    """
    if own == NOTHING:
        return own
    taken = belongs and (led or own).taken
    return Verdict(taken, own.conflict or not taken)


def unseen(others: Iterable[Standing], base: int, by: int) -> bool:
    """Whether somebody else wrote any of these fields after ``base``: what a delete must not do in silence."""
    return any(other.rev > base and other.by != by for other in others)


def merge_lines(base: str | None, mine: str | None, theirs: str | None) -> str | None:
    """Both edits of a text by line; `None` where they touch, so that a person has to choose."""
    if mine == theirs or theirs == base:
        return mine
    if mine == base:
        return theirs
    lines = (base or "").split("\n")
    edits = sorted({*_edits(lines, mine), *_edits(lines, theirs)})
    merged: list[str] = []
    at = -1
    for low, high, new in edits:
        if low <= at:  # at 0 the first edit may begin; after that a touch is an overlap
            return None
        merged += [*lines[max(at, 0) : low], *new]
        at = high
    return "\n".join([*merged, *lines[max(at, 0) :]])


def _edits(lines: list[str], text: str | None) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Where a text differs from the lines it came from: which of them it replaces, and with what."""
    changed = (text or "").split("\n")
    for what, low, high, first, last in SequenceMatcher(None, lines, changed, autojunk=False).get_opcodes():
        if what != "equal":
            yield low, high, tuple(changed[first:last])
