"""The modules of a route: as a picture in time, as a list, or the way to the first one."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.application.route_picture import RoutePicture
from desktop.ui.screens.route.picture_pane import PicturePane
from desktop.ui.screens.route.route_list import RouteList
from desktop.ui.widgets.empty_state import EmptyState

_EMPTY_HEIGHT = 200


class RouteViews(QStackedWidget):
    """As high as what it shows."""

    def __init__(
        self, picture: PicturePane, rows: RouteList, no_module: EmptyState, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.picture, self.list, self.no_module = picture, rows, no_module
        for pane in (picture, rows, no_module):
            self.addWidget(pane)
        picture.refitted.connect(self.fit)

    @property
    def is_list(self) -> bool:
        """Whether the list is shown."""
        return self.currentWidget() is self.list

    def show_picture(self, picture: RoutePicture, chosen: str, before: RoutePicture | None) -> None:
        """Show a route; ``before`` is how it stands while other dates are tried."""
        self.picture.show_picture(picture, chosen, before)
        self.list.show_picture(picture, chosen)
        if not picture.bars:
            self.setCurrentWidget(self.no_module)
        elif self.currentWidget() is self.no_module:
            self.setCurrentWidget(self.picture)
        self.fit()

    def choose(self, enrolment: str) -> None:
        """Choose a module in both."""
        self.picture.choose(enrolment)
        self.list.choose(enrolment)

    def zoom(self, zoom: str) -> None:
        """How much of the route the picture shows."""
        self.picture.set_zoom(zoom)
        self.fit()

    def switch(self) -> None:
        """From the picture to the list and back."""
        self.setCurrentWidget(self.picture if self.is_list else self.list)
        self.fit()

    def fit(self) -> None:
        """Take the height of what is shown."""
        if self.is_list:
            rows, row = max(3, self.list.model().rowCount()), self.list.verticalHeader().defaultSectionSize()
            self.setFixedHeight(self.list.horizontalHeader().sizeHint().height() + rows * row + 16)
        else:
            self.setFixedHeight(self.picture.height() if self.currentWidget() is self.picture else _EMPTY_HEIGHT)
