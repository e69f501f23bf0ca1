"""The route editor: the section of the dossier in which a diploma route is planned and followed."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from desktop.application.route_picture import RoutePicture, route_picture
from desktop.application.values import long_day
from desktop.domain.changes import Outcome
from desktop.domain.errors import OverstapError
from desktop.domain.records import Approval, Enrolment, Match, Question, Route
from desktop.domain.said import N_
from desktop.ui.forms.act_slot import ActSlot
from desktop.ui.naming import Names
from desktop.ui.screens.dossier.case_page import CasePage
from desktop.ui.screens.dossier.view_model import CaseFile
from desktop.ui.screens.route.acts import plan_act
from desktop.ui.screens.route.bar_button import BarButton
from desktop.ui.screens.route.catalogue import Catalogue
from desktop.ui.screens.route.chosen_module import ChosenModule
from desktop.ui.screens.route.figures import Figures
from desktop.ui.screens.route.head import RouteHead
from desktop.ui.screens.route.keys import RouteKeys
from desktop.ui.screens.route.own_fields import OwnFields
from desktop.ui.screens.route.picture_pane import PicturePane
from desktop.ui.screens.route.route_list import RouteList
from desktop.ui.screens.route.view_model import RouteModel
from desktop.ui.screens.route.views import RouteViews
from desktop.ui.screens.route.words import Words
from desktop.ui.shell.announce import announce
from desktop.ui.shell.commands import Command
from desktop.ui.shell.workbench import Place, Workbench
from desktop.ui.theme import Role, row_height
from desktop.ui.widgets.empty_state import EmptyState

ROUTE = N_("Route")
_SIDE_BY_SIDE = 860


_AT = "section:route"


class RoutePage(CasePage):
    """Sums above, the picture or the list in the middle, the chosen module and the catalogue below."""

    def __init__(self, bench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bench = bench
        text, work = bench.language.text, bench.session.work
        self.setAccessibleName(text(N_("Route and modules")))
        self.model = RouteModel(work, bench.changes, self)
        words = self._words = Words(bench.language, work.clock.today())
        keys = RouteKeys(self.model, details=self._details, catalogue=self.to_catalogue, exempt=self._exempt)
        self._page = QWidget(self)
        self._page.setObjectName("page")
        self.slot = ActSlot(bench, self._page)
        self.empty = EmptyState("", "", self.plan, self._page)
        self.whole = QWidget(self._page)
        self.head = RouteHead(bench, self.whole)
        self.figures = Figures(words, self.whole)
        self.picture, self.list = PicturePane(words, keys), RouteList(words, keys, row_height(bench.settings.density))
        no_module = EmptyState(
            text(N_("There is no module in this route yet. Search one in the catalogue; Enter puts it in the route.")),
            text(N_("Search a module")),
            self.to_catalogue,
        )
        self.stack = RouteViews(self.picture, self.list, no_module, self.whole)
        self.chosen = ChosenModule(bench, self.model, words, self.whole)
        self.catalogue = Catalogue(bench, self.model, words, self.whole)
        self.own = OwnFields(bench, self.whole)
        self._add_commands()
        self._lay_out()
        self._connect()

    def _add_commands(self) -> None:
        self._bench.commands.declare(self, self.commands)
        self.head.attach()

    def _lay_out(self) -> None:
        self.below = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.below.setSpacing(24)
        self.below.addWidget(self.chosen, 3, Qt.AlignmentFlag.AlignTop)
        self.below.addWidget(self.catalogue, 2, Qt.AlignmentFlag.AlignTop)
        line = QWidget(self.whole)
        line.setFixedHeight(1)
        line.setAutoFillBackground(True)
        line.setBackgroundRole(Role.LINE)
        column = QVBoxLayout(self.whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(self.head)
        column.addWidget(self.figures)
        column.addWidget(self.stack)
        column.addLayout(self.below)
        column.addWidget(line)
        column.addWidget(self.own)
        column.addStretch(1)
        outer = QVBoxLayout(self._page)
        outer.setContentsMargins(24, 16, 24, 24)
        outer.addWidget(self.slot)
        outer.addWidget(self.empty, 1)
        outer.addWidget(self.whole)
        self.whole.hide()
        self.setWidget(self._page)

    def _connect(self) -> None:
        timeline = self.picture.timeline
        timeline.chosen.connect(self.model.choose)
        timeline.dragged.connect(self.model.drag)
        timeline.dropped.connect(self.model.commit)
        timeline.drag_left.connect(self.model.cancel)
        timeline.opened.connect(self._details)
        timeline.step_asked.connect(self.model.step)
        self.list.chosen.connect(self.model.choose)
        self.list.opened.connect(self._details)
        self.model.shown.connect(self._show)
        self.model.chosen_changed.connect(self._choose)
        self.model.landed.connect(self._landed)
        self.model.dates_asked.connect(self._ask_dates)
        self.model.taken_out.connect(self._taken_out)
        self.model.refused.connect(self._refused)
        self.chosen.left.connect(self.to_route)
        self.catalogue.left.connect(self.to_route)
        self.catalogue.add_asked.connect(self.model.add)
        self.own.modules_asked.connect(self.to_catalogue)
        self.slot.done.connect(self.model.expect_route)
        self.head.route_chosen.connect(self.model.choose_route)
        self.head.zoomed.connect(self.stack.zoom)

    # showing

    @override
    def show_case(self, case: CaseFile) -> None:
        if case.dossier.traject_id != self.model.traject:
            self.slot.close_act()
        self._words.today = self._bench.session.work.clock.today()
        self.model.show_case(case)

    @override
    def flush(self) -> None:
        self.model.commit()
        for part in (self.slot, self.chosen, self.own):
            part.flush()

    @override
    def edit(self, field: str, record: str) -> None:
        case = self.model.case
        kind, _, name = field.partition(".")
        if case is None or self.model.picture is None:
            self.empty.button.setFocus()
        elif kind in (Route.SPEC.name, Approval.SPEC.name):
            self.own.go_to(kind, record, name)
        else:
            found = next((r for r in case.dossier.records if r.id == record), None)
            enrolment = found.parent if found is not None and not isinstance(found, Enrolment) else record
            if enrolment and self.model.picture.bar(enrolment) is not None:
                self.model.choose(enrolment)
                self.chosen.go_to(kind, record, name)
            else:
                self.to_catalogue()

    @override
    def toggle(self) -> None:
        if self.model.picture is not None:
            self.own.toggle()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= _SIDE_BY_SIDE
        direction = QBoxLayout.Direction
        self.below.setDirection(direction.LeftToRight if wide else direction.TopToBottom)

    def to_route(self) -> None:
        """Put the focus on the chosen module."""
        bar = self.picture.timeline.bars.get(self.model.chosen)
        if self.stack.is_list:
            self.list.setFocus()
        elif bar is not None:
            bar.setFocus()
        elif self.model.chosen:
            self.chosen.details_button.setFocus()
        else:
            self.catalogue.field.setFocus()

    def to_catalogue(self) -> None:
        """Put the focus where a module is searched."""
        self.catalogue.field.setFocus()

    def _show(self, picture: RoutePicture | None) -> None:
        just_planned = picture is not None and self.empty.button.hasFocus()
        self.whole.setVisible(picture is not None)
        self.empty.setVisible(picture is None)
        case = self.model.case
        if picture is None or case is None:
            self._show_empty()
            return
        names = Names(self._bench.session.store, self._bench.language, self.model.traject)
        self.head.show_routes([(names.title(one), one.id) for one in self.model.routes], self.model.route)
        before = self._before(case, picture)
        self.figures.show_picture(picture, before)
        focus = QApplication.focusWidget()
        on_bar = isinstance(focus, BarButton)
        self.stack.show_picture(picture, self.model.chosen, before)
        self._choose(self.model.chosen, on_bar=on_bar)
        self.catalogue.show_route(picture.route.id)
        self.catalogue.setVisible(picture.may_change)
        if before is None:
            self.own.show_picture(picture, names, self.model.traject)
        if just_planned:
            self.to_catalogue()

    def _before(self, case: CaseFile, picture: RoutePicture) -> RoutePicture | None:
        """How the route stands while other dates are tried."""
        if self.model.gesture is None:
            return None
        return route_picture(case.dossier, picture.route, picture.today)

    def _show_empty(self) -> None:
        text = self._bench.language.text
        case = self.model.case
        match = case.dossier.last(Match) if case is not None else None
        question = case.dossier.get(Question, match.question) if case is not None and match is not None else None
        sentence = text(N_("The way to the new occupation stands here: modules in time, hours, cost and the end."))
        if question is not None and question.title:
            self.empty.say(sentence, text(N_("Plan a route to “{question}”"), question=question.title), self.plan)
        else:
            self.empty.say(sentence, text(N_("Plan a route")), self.plan)

    def _choose(self, enrolment: str, *, on_bar: bool = False) -> None:
        self.stack.choose(enrolment)
        bar = self.picture.timeline.bars.get(enrolment)
        if bar is not None and on_bar and not bar.hasFocus():
            bar.setFocus()
        if self.model.picture is not None:
            self.chosen.show_picture(self.model.picture, trying=self.model.gesture is not None)

    # doing

    def plan(self) -> None:
        """Ask what a new route is about; it is shown as soon as it is there."""
        if self.model.traject:
            self.slot.open(plan_act(self._bench.session.work, self.model.traject), self.model.traject)

    def _switch(self) -> None:
        """From the picture to the list and back; the focus goes along."""
        if self.model.picture is None or not self.model.picture.bars:
            return
        self.stack.switch()
        words = N_("Route in time") if self.stack.is_list else N_("Route as a list")
        self._bench.commands.retitle("route.list", self._bench.language.text(words))
        self.to_route()

    def _details(self) -> None:
        self.chosen.open_details()

    def _ask_dates(self) -> None:
        self.chosen.open_details("start")

    def _exempt(self) -> None:
        self.chosen.exempt()

    def _print(self) -> None:
        self.flush()
        self._bench.go(Place("preview", self.model.traject, "route"))

    def _taken_out(self, outcome: Outcome) -> None:
        text = self._bench.language.text
        said = text(N_("The module is taken out of the route."))
        self._bench.messages.say(said, "done", text(N_("Undo")), self._bench.changes.undo)

    def _landed(self, outcome: Outcome, enrolment: str) -> None:
        text = self._bench.language.text
        picture = self.model.picture
        bar = picture.bar(enrolment) if picture is not None else None
        if picture is not None and bar is not None and picture.plan.end is not None:
            end = long_day(picture.plan.end, self._bench.language)
            expected = text(N_("Expected end: {day}"), day=end)
            announce(self, f"{self._words.spoken(bar)}. {expected}")

    def _refused(self, error: OverstapError) -> None:
        self._bench.messages.say(self._bench.language.say(error), "warning")

    def _zoom(self, by: int) -> None:
        self.head.zoom_by(by)

    commands = (
        Command("route.list", N_("Route as a list"), _switch, "Ctrl+T", ROUTE, at=_AT),
        Command("route.add", N_("Add a module"), to_catalogue, "Ins", ROUTE, "add", at=_AT),
        Command("route.closer", N_("Closer"), partial(_zoom, by=1), "Ctrl++ | Ctrl+=", ROUTE, "zoom_in", at=_AT),
        Command("route.wider", N_("More at once"), partial(_zoom, by=-1), "Ctrl+-", ROUTE, "zoom_out", at=_AT),
        Command("route.new", N_("Plan a new route"), plan, "", ROUTE, at=_AT),
        Command("route.print", N_("Print the route"), _print, "", ROUTE, "print", at=_AT),
    )
