"""One round of sync: hand in what waits, take in what others did. A round that was cut goes on in the next one.

Nothing is kept in memory between two steps, so a crash at any point is the same as a cut.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Collection, Mapping, Sequence
from concurrent.futures import Future, wait
from dataclasses import dataclass
from functools import cache, partial
from typing import Any, Protocol, TypeVar

from desktop.application.lease import LaptopEnded
from desktop.application.sync_port import SyncStore
from desktop.application.syncing import (
    CONFLICT,
    FIRST_ID,
    PIECE,
    Answer,
    BatchRefused,
    Cloned,
    Cursor,
    Entry,
    Head,
    Page,
    Registration,
    Row,
    TooOld,
    What,
)
from desktop.domain.collecting import uncollected
from desktop.domain.synced import movable, synced
from desktop.sync import files
from desktop.sync.transport import Transport

SCHEMA = 3
"""The version of what travels; the server says which it knows."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Sizes:
    """How much goes at once."""

    batch: int = 1000
    page: int = 2000
    load: int = 4000  # of a first load: what it writes in no order, such as sort keys, is written half as often
    first: int = 250  # rows at the beginning of a table, or of what is new: they are written while the others come
    people: int = 25  # with all that belongs to them
    refusals: int = 100  # of one round; where there are more, it is not a row that is wrong
    piece: int = PIECE


class Beside(Protocol):
    """Has a question to the server asked while the store works: one at a time, in order."""

    def __call__(self, asked: Callable[[], T], /) -> Future[T]:
        """Begin; what went wrong comes with the result."""


def at_once(asked: Callable[[], T], /) -> Future[T]:
    """Asks in this thread."""
    future: Future[T] = Future()
    try:
        future.set_result(asked())
    except Exception as error:  # noqa: BLE001 - raised again where the result is asked for
        future.set_exception(error)
    return future


class Engine:
    """Sync between one local store and the shared database that a transport reaches."""

    def __init__(
        self,
        store: SyncStore,
        transport: Transport,
        sizes: Sizes = Sizes(),
        new_id: Callable[[], str] | None = None,
        beside: Beside = at_once,
        person: str = "",
        end: Callable[[str], object] = lambda _: None,
        version: int = SCHEMA,
    ) -> None:
        """``person`` works on this device: whom this person guides comes first. ``end`` carries out an order."""
        self._store, self._transport, self._sizes, self._beside = store, transport, sizes, beside
        self._person, self._end, self._version = person, end, version
        self._asked: list[Future[Any]] = []
        self._new_id = new_id or (lambda: str(uuid.uuid4()))

    def round(self) -> None:
        """Everything once: push, pull, and hear who did it. Raises `Cut` where the connection breaks."""
        try:
            with uncollected():
                self._round()
        finally:
            wait(self._asked)  # nothing still uses the line when the next round begins
            self._asked = []

    def _round(self) -> None:
        self._store.make_findable()
        device, told = self._register()
        after = self.push(device, told.ended)
        if after == device and told.erased:
            # only now: until its answer, a batch on its way held what somebody wrote about them
            self._transport.confirm_erased(device, told.erased)
        files.hand_in(self._store, self._transport, self._sizes.piece)  # before a case may leave with its files
        self._obey(after, told)
        if told.apart is not None:
            self._store.sees_apart(told.apart)
        self.pull()
        self.listen()
        if self._store.is_to_compare():
            self.compare()
        self._store.settle()

    def _obey(self, device: str, told: Registration) -> None:
        """Whoever was ended or is too old handed in, and fetches nothing."""
        if told.ended:
            self._end(told.ended)
            self._transport.confirm_ended(device)
            raise LaptopEnded(told.ended)
        if told.oldest > self._version:
            raise TooOld

    def push(self, device: str, ended: str = "") -> str:
        """Hand in everything that waits; under which id, for a copy goes on under one of its own.

        While the server works at a batch, the answer to the one before is written here, and the next one is frozen:
        the server still knows both answers, should this device stop before it wrote them.
        """
        self._join_texts()
        refusals = 0
        batch = self._store.next_batch(self._sizes.batch)
        asked: Future[Answer] | None = None
        while batch is not None:
            asked = asked or self._ask(partial(self._transport.push, device, batch))
            following = self._store.next_batch(self._sizes.batch, batch.number)
            try:
                answer, asked = asked.result(), None
                if following is not None:
                    asked = self._ask(partial(self._transport.push, device, following))
                self._store.answered(answer)
            except BatchRefused as no:
                asked = None
                refusals += 1
                if refusals > self._sizes.refusals:
                    raise
                self._store.refused(batch.number, no.code)
                following = self._store.next_batch(self._sizes.batch)
            except Cloned:
                asked = None
                device, _ = self._go_on_as_a_copy(device, ended)
                following = self._store.next_batch(self._sizes.batch)
            batch = following
        return device

    def pull(self) -> None:
        """Take in everything that is new, scope by scope; scopes that are no longer ours are left."""
        state = self._store.sync_state()
        cursors = state.cursors if state else {}
        heads = self._transport.heads(state.seen if state else None)
        self._store.witness(heads)
        for scope in sorted((state.scopes if state else frozenset()) - {head.scope for head in heads}):
            self._store.leave_scope(scope)
        begun = [(head, self._begin(head, cursors.get(head.scope))) for head in heads]
        loading = [cursor.scope for _, cursor in begun if cursor.loading is not None]
        filled = cache(lambda: self._transport.filled(loading))  # asked while the first rows are written
        for head, cursor in begun:
            at = self._take_in(cursor, partial(self._loaded, filled), _loading)
            self._take_in(at, partial(self._since, head, at.seq), partial(_behind, head))
        self._fetch(self._store.stale())

    def compare(self) -> None:
        """See that the rows here are those of the server, and fetch those that are not; nobody is asked anything."""
        if (told := self._transport.digests()) is None:
            return  # a server of another version has other fields
        differing = self._store.differing(told)
        for scope, table in differing:
            self._store.fetch_again(scope, table, self._transport.marks(scope, table))
        if differing:
            self._fetch(self._store.stale())

    def listen(self) -> None:
        """What others did to what came, after the rows, so that nobody waits for it."""
        while asked := self._store.behind(self._sizes.page):
            told = self._transport.history(asked, self._sizes.page)
            self._store.hear(asked, told, everything=len(told) < self._sizes.page)

    def _register(self) -> tuple[str, Registration]:
        """Say who we are, and hear what there is to know first: the erased go before anything is handed in."""
        state = self._store.sync_state()
        if state is None:
            self._store.connect(self._new_id())
            return self._register()
        registration = self._transport.register(state.device, self._version)
        if registration.erasures not in ("", state.erasures):
            proofs = self._store.proofs()
            if proofs and self._transport.erase_again(proofs):
                return self._register()  # it was restored from a backup of before
        had: Collection[bytes] = ()
        if state.is_of_before(registration):
            had = self._transport.had(self._store.handed_in())
            if self._store.is_copy(registration, had):
                return self._go_on_as_a_copy(state.device, registration.ended)
        self._store.registered(registration, had)
        if registration.erased:
            self._store.erased({root: registration.proofs.get(root, "") for root in registration.erased})
        return state.device, registration

    def _go_on_as_a_copy(self, device: str, ended: str) -> tuple[str, Registration]:
        """Under an id of its own, to which the administrator's order for the one it had goes along first."""
        copy = self._new_id()
        if ended:
            self._transport.register(copy, self._version)
            self._transport.end_too(device, copy)
        self._store.connect(copy)
        return self._register()

    def _join_texts(self) -> None:
        """Look at what others did to long texts before handing in our own, so that both are joined where they can."""
        for table, ids in self._store.waiting_texts().items():
            self._store.apply_page(Page(None, self._transport.rows_by_id(table, ids)))

    def _begin(self, head: Head, cursor: Cursor | None) -> Cursor:
        """The place in a scope from where to go on; where it loads anew, the people one guides come first."""
        start = (_tables()[0], FIRST_ID)
        if cursor is None or cursor.seq < head.pruned_to:
            cursor = Cursor(head.scope, head.head, start)
            self._store.apply_page(Page(cursor, begins=True, people=self._transport.people(head.scope)))
        if cursor.loading == start and self._person:
            roots, size = self._transport.roots_of(head.scope, self._person), self._sizes.people
            for at in range(0, len(roots), size):
                self._store.apply_page(Page(None, self._transport.rows_of(roots[at : at + size])))
        return cursor

    def _ask(self, asked: Callable[[], T]) -> Future[T]:
        future = self._beside(asked)
        self._asked = [future]  # one at a time: those before have ended
        return future

    def _take_in(self, at: Cursor, ask: Callable[[Cursor], Page], more: Callable[[Cursor], bool]) -> Cursor:
        """Page by page, the next one asked for while this one is written; the place reached is kept with each.

        Where a page takes rows away, the next is asked for afterwards: a row that comes back at once is not known then.
        """
        asked = self._ask(partial(ask, at)) if more(at) else None
        while asked is not None:
            page = asked.result()
            at = page.cursor or at
            takes = bool(page.left or page.erased or page.gone)
            asked = self._ask(partial(ask, at)) if more(at) and not takes else None
            if page.rows or takes or asked is None:
                self._store.apply_page(page)
            if takes and more(at):
                asked = self._ask(partial(ask, at))
        return at

    def _loaded(self, filled: Callable[[], Mapping[str, Collection[str]]], at: Cursor) -> Page:
        """The next of the first load of a scope, table by table in order of id.

        What comes into a table that had nothing when it was asked is in the feed.
        """
        table, last = at.loading or ("", FIRST_ID)
        limit = self._sizes.load if last != FIRST_ID else min(self._sizes.first, self._sizes.load)
        rows = self._transport.snapshot_page(at.scope, table, last, limit)
        if len(rows) == limit:
            return Page(Cursor(at.scope, at.seq, (table, rows[-1].id)), rows)
        tables = _tables()
        following = next((name for name in tables[tables.index(table) + 1 :] if name in filled()[at.scope]), None)
        return Page(Cursor(at.scope, at.seq, (following, FIRST_ID) if following else None), rows)

    def _since(self, head: Head, begun: int, at: Cursor) -> Page:
        """What changed since, in the order in which it became visible."""
        known = partial(self._store.known, head.scope)
        limit = self._sizes.page if at.seq > begun else min(self._sizes.first, self._sizes.page)
        entries = self._transport.feed(head.scope, at.seq, limit, known)
        at = Cursor(head.scope, entries[-1].seq if entries else head.head)
        return self._page(at, entries, max(0, head.head - at.seq))

    def _page(self, cursor: Cursor, entries: Sequence[Entry], coming: int) -> Page:
        """A person who left one desk for another that we see as well stays here, with all that was done here."""
        left = [entry.id for entry in entries if entry.what is What.LEFT]
        moved = [row for kind in movable() if left for row in self._transport.rows_by_id(kind, left)]
        return Page(
            cursor,
            [*(entry.row for entry in entries if entry.row is not None), *moved],
            [root for root in left if root not in {row.id for row in moved}],
            [entry.id for entry in entries if entry.what is What.ERASED],
            [(entry.table, entry.id) for entry in entries if entry.what is What.GONE],
            coming=coming,
        )

    def _fetch(self, asked: Mapping[str, Sequence[str]]) -> None:
        rows: list[Row] = []
        for table, ids in asked.items():
            rows += self._transport.rows_by_id(table, ids)
        if asked:
            self._store.fetched(asked, rows)


def _loading(at: Cursor) -> bool:
    return at.loading is not None


def _behind(head: Head, at: Cursor) -> bool:
    return at.seq < head.head


def _tables() -> Sequence[str]:
    return (*synced(), CONFLICT)
