"""Which document, in which language, and whether as it is now or as it was filed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from desktop.application.i18n import LanguageCode
from desktop.application.values import code_label, plain
from desktop.domain.records import Print
from desktop.domain.said import N_
from desktop.ui.forms.plain_combo import PlainCombo
from desktop.ui.shell.workbench import Workbench
from desktop.ui.theme import Role, set_tone


class PaperChoice(QWidget):
    """Three lists, one below the other; another document or language begins as it is now."""

    changed = Signal()

    def __init__(self, bench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language = bench.language
        text = bench.language.text
        self.paper, self.tongue, self.version = PlainCombo(self), PlainCombo(self), PlainCombo(self)
        for paper in bench.session.papers.offered():
            self.paper.addItem(code_label("print_document", paper, bench.language), paper)
        for tag, name in (("nl", "Nederlands"), ("en", "English")):
            self.tongue.addItem(name, tag)
        self.tongue.setCurrentIndex(self.tongue.findData(bench.language.tag))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for title, combo in (
            (text(N_("&Document")), self.paper), (text(N_("&Language")), self.tongue),
            (text(N_("&Version")), self.version),
        ):  # fmt: skip
            label = QLabel(title, self)
            label.setBuddy(combo)
            set_tone(label, Role.MUTED)
            combo.setAccessibleName(title.replace("&", ""))
            combo.setSizeAdjustPolicy(PlainCombo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            column.addWidget(label)
            column.addWidget(combo)
        self.show_versions((), many=False)
        self.version.activated.connect(self.changed)
        for combo in (self.paper, self.tongue):
            combo.activated.connect(self._other)

    @property
    def kind(self) -> str:
        """The document, by its code in ``print_document``."""
        return str(self.paper.currentData())

    @property
    def language(self) -> LanguageCode:
        """The language of the document."""
        return "en" if self.tongue.currentData() == "en" else "nl"

    @property
    def filed(self) -> str:
        """The id of the filed print that is chosen; empty for the document as it is now."""
        return str(self.version.currentData() or "")

    def choose(self, paper: str) -> None:
        """Choose a document, where there is such a one, as it is now."""
        if (at := self.paper.findData(paper)) >= 0:
            self.paper.setCurrentIndex(at)
        self.version.setCurrentIndex(0)

    def show_versions(self, prints: Sequence[Print], *, many: bool) -> None:
        """Offer the filed prints of this document; the one that was chosen stays chosen."""
        text, kept = self._language.text, self.filed
        self.version.clear()
        self.version.addItem(text(N_("as it is now")), "")
        for one in prints:
            when = plain(one.printed_at, self._language) if one.printed_at else ""
            self.version.addItem(text(N_("version {n}, filed {when}"), n=one.version or 1, when=when), one.id)
        self.version.setCurrentIndex(max(0, self.version.findData(kept)))
        self.version.setEnabled(bool(prints) and not many)

    def _other(self) -> None:
        self.version.setCurrentIndex(0)
        self.changed.emit()
