"""Hypothesis chooses what people and the network do, step by step; what must hold is what must hold in the simulator.

Beside the seeds: a round is cut or disturbed at a chosen step, others work in the middle of it, a batch is delivered
again long after, and what fails comes back as the shortest story that fails.
"""

from __future__ import annotations

import os
import random
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any, cast

import psycopg
import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from typing_extensions import override

from desktop.application.syncing import Cut
from desktop.domain.said import said
from tests.stillness import StillClock
from tests.sync.ages import EVERYTHING, AgedLine, AgedWorld
from tests.sync.conftest import fresh_database
from tests.sync.laptop import Laptop, Line
from tests.sync.memory_server import MemoryServer
from tests.sync.postgres_server import PostgresServer
from tests.sync.simulator import DESK_A, DESK_B, World

WHO = st.integers(0, 6)
"""Which laptop, of those there are."""
HOW = st.integers(0, 999)
"""What the simulator's own choices are made from, in one step."""
STEP = st.integers(1, 40)
"""Before or after which question of a round."""

MEANWHILE = ("sign_up", "add", "change", "delete", "move", "decide", "undo", "file", "sync", "erase", "tidy")
"""What others, or the same person, may do in the middle of a round."""


class Stepped(Line):
    """Something happens at a chosen step of a round."""

    def __init__(self, server: MemoryServer, login: str, chance: random.Random) -> None:
        super().__init__(server, login, chance)
        self.left = 0
        self.then: Callable[[], object] = _cut

    @override
    @contextmanager
    def _step(self) -> Iterator[None]:
        self.may_end()
        yield
        self.may_end()

    @override
    def may_end(self) -> None:
        self.left -= 1
        if self.left == 0:
            self.then()


class SteppedAged(Stepped, AgedLine):
    """To a server that may be older or newer."""


class SteppedWorld(AgedWorld):
    """Devices have ids that differ whatever is chosen."""

    line = SteppedAged
    devices = 0

    @override
    def new_id(self) -> str:
        self.devices += 1
        return f"{self.devices:032x}"


class RealWorld(World):
    """On the real server, which cannot be restored here."""

    line = Stepped
    new_id = SteppedWorld.new_id
    devices = 0


def does(name: str) -> Any:
    """Somebody does what people do in the simulator."""

    def doing(self: Desks, who: int, how: int) -> None:
        getattr(self.world, name)(self.laptop(who, how))

    doing.__name__ = name
    return rule(who=WHO, how=HOW)(doing)


class Desks(RuleBasedStateMachine):
    """Laptops at two desks and their server."""

    world: World

    def __init__(self, template: Path) -> None:
        super().__init__()
        self.folder, self.template = Path(tempfile.mkdtemp()), template
        self.seen: dict[tuple[int, str, str], int] = {}

    def made(self, ages: int) -> World:
        """The laptops; some programs and the server may be older at first."""
        return SteppedWorld(ages, self.folder, self.template)

    @initialize(ages=st.none() | st.integers(0, 20), begun=st.booleans(), how=HOW)
    def begin(self, ages: int | None, how: int, *, begun: bool) -> None:
        """Two desks, at which perhaps there is something already."""
        self.world = self.made(ages or 0)
        if ages is None:
            self.everything_is_new()
        if begun:
            for who in (0, 1, 2):
                self.world.sign_up(self.laptop(who, how + who))
            self.world.quiesce()

    def laptop(self, who: int, how: int) -> Laptop:
        """Whoever is meant; from here on chance is what was chosen, and a little time has gone by."""
        self.world.chance.seed(how)
        self.world.clock.move(seconds=7)
        laptop = self.world.laptops[who % len(self.world.laptops)]
        laptop.clock.move(seconds=7)
        return laptop

    sign_up, add, file, change, undo = map(does, ("sign_up", "add", "file", "change", "undo"))
    delete, move, decide, restart, look = map(does, ("delete", "move", "decide", "restart", "look"))
    jump, erase, tidy, access = map(does, ("jump", "erase", "tidy", "access"))
    copy, backup, sync = map(does, ("copy", "backup", "sync"))
    restore = precondition(lambda self: self.world.saved is not None)(does("restore"))

    @rule(who=WHO, how=HOW, at=STEP)
    def is_cut(self, who: int, how: int, at: int) -> None:
        """A round that ends at a step: the line is cut there, or the program ends."""
        self._round(self.laptop(who, how), at, _cut)

    @rule(who=WHO, how=HOW, at=STEP, other=WHO, what=st.sampled_from(MEANWHILE))
    def is_disturbed(self, who: int, how: int, at: int, other: int, what: str) -> None:
        """In the middle of a round somebody does something."""
        laptop = self.laptop(who, how)
        others = self.world.laptops[other % len(self.world.laptops)]
        if others is not laptop or what != "sync":
            self._round(laptop, at, partial(getattr(self.world, what), others))

    @rule(who=WHO, which=HOW)
    def comes_again(self, who: int, which: int) -> None:
        """A batch that was sent before is delivered again."""
        line = _line(self.laptop(who, 0))
        if line.sent and self.world.saved is None:
            line.deliver_again(which)

    @rule(days=st.integers(1, 3))
    def days_go_by(self, days: int) -> None:
        """For everybody."""
        for clock in (self.world.clock, *(laptop.clock for laptop in self.world.laptops)):
            clock.move(days=days)

    @rule(who=WHO)
    def installs(self, who: int) -> None:
        """A newer program."""
        if isinstance(self.world, AgedWorld):
            self.world.upgrade(self.laptop(who, 0))

    @rule()
    def server_is_upgraded(self) -> None:
        """By the administrator."""
        if isinstance(self.world, AgedWorld):
            self.world.aged.lacks = EVERYTHING

    @rule(how=HOW)
    def comes_to_rest(self, how: int) -> None:
        """Everybody has the newest program and is on the network."""
        self.laptop(0, how)
        self.everything_is_new()
        self.world.quiesce()
        self.world.check()

    def everything_is_new(self) -> None:
        """Server and programs are upgraded."""
        if isinstance(self.world, AgedWorld):
            self.world.upgrade_all()

    def _round(self, laptop: Laptop, at: int, then: Callable[[], object]) -> None:
        line = _line(laptop)
        line.left, line.then = at, then
        with suppress(Cut):
            laptop.engine.round()
        line.left = 0

    @invariant()
    def on_the_server(self) -> None:
        """At every moment."""
        self.world.one_conflict_each()
        self.world.steps()
        self.world.given_once()

    @invariant()
    def nobody_sees_an_older_row_again(self) -> None:
        """Unless a server was restored or a laptop copied, a row that is here only becomes newer."""
        for laptop in self.world.laptops if not self.world.doubled else ():
            for table, record, rev in laptop.rows("SELECT tbl, id, rev FROM revision"):
                key = laptop.number, table, record
                assert rev >= self.seen.get(key, 0), self.world.told(f"{table} {record} is older again", laptop)
                self.seen[key] = rev

    @override
    def teardown(self) -> None:
        try:
            if hasattr(self, "world") and sys.exc_info()[0] is None:
                self.comes_to_rest(0)
        finally:
            if hasattr(self, "world"):
                self.world.close()
            shutil.rmtree(self.folder)


class RealDesks(Desks):
    """The same with PostgreSQL, in a database of its own for each story."""

    def __init__(self, template: Path, postgres: str) -> None:
        super().__init__(template)
        self.address, self.open = postgres, ExitStack()

    @override
    def made(self, ages: int) -> World:
        name = self.open.enter_context(fresh_database(self.address))
        admin = self.open.enter_context(psycopg.connect(self.address, dbname=name, autocommit=True))
        server = PostgresServer(StillClock(), (DESK_A, DESK_B), self.address, name, admin)
        self.open.callback(server.close)
        return RealWorld(ages, self.folder, self.template, server)

    @override
    def teardown(self) -> None:
        try:
            super().teardown()
        finally:
            self.open.close()


def _cut() -> None:
    raise Cut(said("here"))


def _line(laptop: Laptop) -> Stepped:
    assert isinstance(laptop.line, Stepped)
    return laptop.line


def _run(machine: Callable[[], Desks], examples: int, steps: int) -> None:
    many = int(os.environ.get("OVERSTAP_EXAMPLES", "0"))
    found = settings(
        max_examples=many or examples,
        stateful_step_count=steps,
        deadline=None,
        database=None,
        derandomize=not many,
        phases=[Phase.generate, Phase.shrink] if many else [Phase.generate],
        report_multiple_bugs=False,
        print_blob=True,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(cast("type[RuleBasedStateMachine]", machine), settings=found)  # hypothesis calls it


@pytest.mark.timeout(600)
def test_whatever_is_done_in_whatever_order_nothing_is_lost_and_all_agree(empty_database: Path) -> None:
    _run(partial(Desks, empty_database), 8, 40)


@pytest.mark.long
@pytest.mark.timeout(3600)
def test_the_same_in_many_more_orders(empty_database: Path) -> None:
    _run(partial(Desks, empty_database), 100, 80)


@pytest.mark.long
@pytest.mark.timeout(3600)
def test_the_same_with_the_real_server(empty_database: Path, postgres: str) -> None:
    _run(partial(RealDesks, empty_database, postgres), 15, 50)
