"""Requests to erase: what was asked and done, and which laptops have not said yet that nothing is left."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from typing_extensions import override

from desktop.application.erasing import ask_erasure, erasures_here, reaching
from desktop.application.erasures import Erasure, Erasures, unconfirmed
from desktop.domain.errors import OverstapError
from desktop.domain.records import Candidate, Traject
from desktop.domain.said import N_
from desktop.ui.naming import Names
from desktop.ui.screens.erasing.certificates import Certificates
from desktop.ui.screens.erasing.words import Request, RequestWords
from desktop.ui.shell.announce import refuse
from desktop.ui.shell.commands import Command
from desktop.ui.shell.lock_screen import primary, side_by_side
from desktop.ui.shell.workbench import Place, Screen, Workbench
from desktop.ui.theme import Role, row_height, set_tone
from desktop.ui.widgets.empty_state import EmptyState
from desktop.ui.widgets.page_layout import PageLayout, quiet
from desktop.ui.widgets.problem_label import ProblemLabel
from desktop.ui.widgets.text_table import TextTable

ERASURES = N_("Requests to erase")
_NOBODY = N_(
    "Nobody was erased and nothing was asked. When a person asks for it, open the dossier and choose “{command}” under "
    "the button “{button}”."
)
_ASKED = N_("Asked. Nothing goes before a privacy officer confirms it.")
_OFFICER = N_(
    "A privacy officer confirms a request with a login of their own, on the command line: overstap server erase list, "
    "then overstap server erase confirm. That login sees no dossiers, so it is not done in this window."
)


class ErasuresView(Screen):
    """The list above, what there is to know of the chosen one below it."""

    def __init__(self, bench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(bench, parent)
        text, height = bench.language.text, row_height(bench.settings.density)
        self._asking, self._fresh = 0, False
        self.stands, self.problem, self.waits = QLabel(self), ProblemLabel(self), QLabel(self)
        self.stands.setWordWrap(True)
        self.waits.setText(text(N_("Asking the shared database…")))
        self.waits.hide()
        set_tone(self.waits, Role.MUTED)
        self.officer = quiet(text(_OFFICER), self)
        words = RequestWords(bench.language, bench.session.work.clock)
        self.table = TextTable(words.columns(), None, text(ERASURES), height, self)
        of_laptops = text(N_("Laptops that may have held something"))
        self.laptops = TextTable(words.laptop_columns(), None, of_laptops, height, self)
        named = {"command": text(N_("Ask to erase everywhere")), "button": text(N_("Case"))}
        self.none = EmptyState(text(_NOBODY, **named), text(N_("Back to the work")), self._leave, self)
        self.look, self.save, self.print, self.withdraw = (QPushButton(self) for _ in range(4))
        primary(self.save)
        self._certificates = Certificates(bench, self)
        page = PageLayout(self, text(ERASURES), self.waits)
        for widget in (self.stands, self.problem, self.officer):
            page.addWidget(widget)
        page.addWidget(self.table, 600)
        page.addLayout(side_by_side(self.save, self.print, self.withdraw, self.look))
        page.addWidget(self.laptops, 400)
        page.addWidget(self.none, 1000)
        page.addStretch(1)
        for button, command in (
            (self.look, "look"), (self.save, "save"), (self.print, "print"), (self.withdraw, "withdraw"),
        ):  # fmt: skip
            bench.commands.attach(button, f"erasures.{command}")
        self.table.selectionModel().currentRowChanged.connect(self._follow)
        self.table.opened.connect(self._to_dossier)
        self._show(())

    # showing

    @override
    def visit(self, place: Place) -> None:
        self.problem.problem("")
        self.officer.setVisible(self.bench.sync.is_shared)
        self._fresh = True
        self.load()
        self._to_work()

    @override
    def panes(self) -> Sequence[QWidget]:
        if self.table.isHidden():
            return (self.none.button if self.none.isVisible() else self.look,)
        return (self.table, *((self.laptops,) if self.laptops.isVisible() else ()))

    def load(self) -> None:
        """Ask again what there is; what is shown meanwhile stays."""
        jobs, sharing = self.bench.jobs, self.bench.session.sharing
        shared = sharing is not None and self.bench.sync.is_shared
        lane = jobs.line if shared else jobs.render
        self._wait(+1)
        lane(self._read, self, self._came, self._failed)

    def _read(self) -> list[Request]:
        """In a lane. Who is not erased yet is named as everywhere."""
        session, store = self.bench.session, self.bench.session.store
        names, found = Names(store, self.bench.language), list[Erasure]()
        login = ""
        if session.sharing is not None and (connection := session.sharing.connection) is not None:
            login = connection.login
            found += reaching(session.sharing, _all)

        def request(each: Erasure) -> Request:
            person = store.find_one(Candidate, each.root)
            name = names.title(person) if person is not None else ""
            return Request(each, name, each.at is None and each.asked_by == login)

        return [request(each) for each in (*found, *erasures_here(store))]

    def _came(self, found: Sequence[Request]) -> None:
        self._wait(-1)
        self.problem.problem("")
        inside, focus = self._has_focus(), QApplication.focusWidget()
        self._show(found)
        if inside and (self._fresh or focus is None or not focus.isVisible()):
            self._to_work()
        self._fresh = False

    def _show(self, found: Sequence[Request]) -> None:
        language, row = self.bench.language, self.table.currentIndex().row()
        self.table.show_lines(found)
        self.table.choose_row(max(0, row))
        for widget in (self.table, self.save, self.print, self.withdraw):
            widget.setVisible(bool(found))
        self._show_none()
        waiting = unconfirmed([each.erasure for each in found])
        self.stands.setText(language.say(waiting) if waiting is not None else "")
        self.stands.setVisible(waiting is not None)
        self._follow()

    def _show_none(self) -> None:
        """That there is nothing is said where it is known."""
        self.none.setVisible(not self.table.ids and not self._asking and self.problem.isHidden())

    def _follow(self) -> None:
        """Show of the chosen one which laptops may have held something; who has not answered comes first."""
        chosen = self._chosen()
        laptops = sorted(chosen.erasure.laptops, key=lambda one: (one.gone is not None, one.seen)) if chosen else []
        self.laptops.show_lines(laptops)
        self.laptops.setVisible(bool(laptops))
        self.bench.commands.refresh()

    def _chosen(self) -> Request | None:
        found = self.table.chosen
        return found if isinstance(found, Request) else None

    def _has_focus(self) -> bool:
        focus = QApplication.focusWidget()
        return self.isVisible() and (focus is None or focus is self or self.isAncestorOf(focus))

    def _to_work(self) -> None:
        self.panes()[0].setFocus()

    def _wait(self, by: int) -> None:
        self._asking += by
        self.waits.setVisible(bool(self._asking))
        self._show_none()
        self.bench.commands.refresh()

    # doing

    def _failed(self, error: BaseException) -> None:
        self._wait(-1)
        if isinstance(error, OverstapError):
            refuse(self.problem, self.bench.language.say(error))
            self._show_none()
        else:
            self.bench.jobs.failed.emit(error)

    def _is_certain(self) -> bool:
        chosen = self._chosen()
        return chosen is not None and chosen.is_done

    def _is_mine(self) -> bool:
        chosen = self._chosen()
        return chosen is not None and chosen.mine and not self._asking

    def _look(self) -> None:
        self.load()

    def _save(self) -> None:
        if (chosen := self._chosen()) is not None:
            self._certificates.save(chosen.erasure)

    def _print(self) -> None:
        if (chosen := self._chosen()) is not None:
            self._certificates.print(chosen.erasure)

    def _withdraw(self) -> None:
        """Take back what was asked; it can be asked again."""
        if (chosen := self._chosen()) is not None:
            root, reference = chosen.erasure.root, chosen.erasure.reference
            self._ask_server(partial(_drop, root=root), partial(self._withdrawn, root, reference))

    def _withdrawn(self, root: str, reference: str, _nothing: object) -> None:
        text = self.bench.language.text
        again = partial(ask_erasure, person=root, reference=reference)
        ask = partial(self._ask_server, again, self._asked_again)
        self.bench.messages.say(text(N_("Withdrawn: nothing is erased.")), "done", text(N_("Ask again")), ask)
        self._wait(-1)
        self.load()

    def _asked_again(self, _nothing: object) -> None:
        self.bench.messages.say(self.bench.language.text(_ASKED))
        self._wait(-1)
        self.load()

    def _ask_server(self, ask: Callable[[Erasures], object], then: Callable[[object], object]) -> None:
        if (sharing := self.bench.session.sharing) is not None:
            self.problem.problem("")
            self._wait(+1)
            self.bench.jobs.line(partial(reaching, sharing, ask), self, then, self._failed)

    def _to_dossier(self) -> None:
        if (chosen := self._chosen()) is not None and chosen.name:
            cases = self.bench.session.store.children(Traject, chosen.erasure.root)
            if cases:
                self.bench.go(Place("dossier", cases[-1].id))

    def _leave(self) -> None:
        self.bench.commands.run("go.back")

    commands = (
        Command("erasures.save", N_("Save the certificate…"), _save, "Ctrl+S", ERASURES, "save", _is_certain),
        Command("erasures.print", N_("Print the certificate…"), _print, "", ERASURES, "print", _is_certain),
        Command("erasures.withdraw", N_("Withdraw the request"), _withdraw, "", ERASURES, "", _is_mine),
        Command("erasures.look", N_("Look again"), _look, "Ctrl+R", ERASURES),
        Command("erasures.leave", N_("Back to the work"), _leave, "Esc", ERASURES, "back"),
    )


def _all(server: Erasures) -> Sequence[Erasure]:
    return server.erasures()


def _drop(server: Erasures, root: str) -> None:
    server.drop_erasure(root)
