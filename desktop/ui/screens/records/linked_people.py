"""Links below a title: the people tied to a record, or the records that hang on it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.application.i18n import Language
from desktop.application.record_lists import LinkedCase
from desktop.application.values import code_label
from desktop.domain.fields import RECORDS
from desktop.domain.said import N_, said_n
from desktop.ui.theme import Role, set_tone
from desktop.ui.widgets.heading import heading

_MOST = 40
"""How many are shown at once; the rest comes when it is asked for."""


class Links(QWidget):
    """Each link goes somewhere; a note stands where there is none."""

    def __init__(
        self,
        title: str,
        links: Sequence[tuple[str, str]],
        go: Callable[[str], object],
        parent: QWidget | None = None,
        *,
        nothing: str = "",
        more: Callable[[int], str] = str,
    ) -> None:
        super().__init__(parent)
        self._links, self._go_there, self._more = tuple(links), go, more
        self.buttons: list[QPushButton] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self._column.addWidget(heading(title, self))
        if not links:
            none = QLabel(nothing or "–", self)
            none.setWordWrap(True)
            set_tone(none, Role.MUTED)
            self._column.addWidget(none)
        self._fill(_MOST)

    def _fill(self, most: int) -> None:
        for at in range(len(self.buttons), min(most, len(self._links))):
            self.buttons.append(self._button(self._links[at][1]))
        if (rest := len(self._links) - len(self.buttons)) > 0:
            self.last = self._button(self._more(rest))

    def _button(self, words: str) -> QPushButton:
        button = QPushButton(words.replace("&", "&&"), self)
        button.setProperty("quiet", True)
        button.setProperty("link", True)
        button.setAccessibleName(words)
        button.clicked.connect(self._clicked)
        self._column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        return button

    def _clicked(self) -> None:
        button = self.sender()
        if isinstance(button, QPushButton) and button in self.buttons:
            self._go_there(self._links[self.buttons.index(button)][0])
        elif isinstance(button, QPushButton):
            at = len(self.buttons)
            button.hide()
            button.deleteLater()
            self._fill(len(self._links))
            self.buttons[at].setFocus()


def people_links(
    people: Sequence[LinkedCase], language: Language, go: Callable[[str], object], parent: QWidget
) -> Links:
    """The people tied to a record: who, where the case stands, and by what they are tied."""

    def words(one: LinkedCase) -> str:
        through = language.record(RECORDS[one.through])
        return f"{one.name} · {code_label('stage', one.stage, language)} · {through}"

    return Links(
        language.text(N_("People")),
        [(one.traject, words(one)) for one in people],
        go,
        parent,
        nothing=language.text(N_("Nobody is tied to this yet.")),
        more=lambda n: language.say(said_n("and {n} more", "and {n} more", n)),
    )
