"""How blocks fill pages: each is laid out once, then placed, and split only where it may be."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from typing_extensions import override

from desktop.documents.canvas import TaggedCanvas

_EXACT = 0.01


class Flow:
    """A laid out block of a known width. Heights and spaces in points.

    ``before`` and ``after`` are the space it wants around it (the larger of two neighbours counts, none at the top of a
    page); ``keeps_next``: never last on a page while something follows; ``whole``: not split while a page can hold it.
    """

    before = 0.0
    after = 0.0
    keeps_next = False
    whole = False
    new_page = False

    @property
    def height(self) -> float:
        """All of it."""
        raise NotImplementedError

    @property
    def minimum(self) -> float:
        """The least of it that may stand at the foot of a page."""
        return self.height

    def split(self, room: float) -> tuple[Flow, Flow] | None:
        """What fits in ``room`` and what follows on the next page; nothing where it cannot be split there."""
        return None

    def draw(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        """Draw it with its upper left corner there."""
        raise NotImplementedError


class NewPage(Flow):
    """What follows starts on a new page."""

    new_page = True

    @property
    @override
    def height(self) -> float:
        return 0.0


class Placed(NamedTuple):
    """A flow and how far below the top of the page's text area it starts."""

    flow: Flow
    down: float


@dataclass(slots=True)
class _Sheet:
    placed: list[Placed]
    down: float = 0.0
    after: float = 0.0

    def start(self, flow: Flow) -> float:
        return self.down + max(self.after, flow.before) if self.placed else 0.0


def paginate(flows: Iterable[Flow], height: float) -> list[list[Placed]]:
    """The pages, each of ``height`` points of text; at least one."""
    waiting = deque(flows)
    pages = [_Sheet([])]
    while waiting:
        flow = waiting.popleft()
        sheet = pages[-1]
        if flow.new_page:
            if sheet.placed:
                pages.append(_Sheet([]))
            continue
        start = sheet.start(flow)
        room = height - start + _EXACT
        if sheet.placed and _needed(flow, waiting) > room:
            waiting.appendleft(flow)
            pages.append(_Sheet([]))
        elif flow.height <= room:
            _place(sheet, flow, start)
        else:
            parts = None if flow.whole and flow.height <= height and sheet.placed else flow.split(room)
            if parts is not None:
                _place(sheet, parts[0], start)
                waiting.appendleft(parts[1])
                pages.append(_Sheet([]))
            elif sheet.placed:
                waiting.appendleft(flow)
                pages.append(_Sheet([]))
            else:
                _place(sheet, flow, start)
    if len(pages) > 1 and not pages[-1].placed:
        pages.pop()
    return [sheet.placed for sheet in pages]


def _place(sheet: _Sheet, flow: Flow, start: float) -> None:
    sheet.placed.append(Placed(flow, start))
    sheet.down = start + flow.height
    sheet.after = flow.after


def _needed(flow: Flow, following: deque[Flow]) -> float:
    """The height that must be free for a flow and everything it may not be parted from."""
    needed = 0.0
    current = flow
    for after in following:
        if not current.keeps_next or after.new_page:
            break
        needed += current.height + max(current.after, after.before)
        current = after
    return needed + (current.height if current.whole else current.minimum)
