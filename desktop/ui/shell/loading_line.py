"""While the people of a desk arrive for the first time: how many are here, and the way to stop that or go on."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from desktop.domain.said import N_
from desktop.ui.shell.background_sync import SyncView
from desktop.ui.shell.sync_words import loaded
from desktop.ui.shell.workbench import Workbench

_BAR = 160


class LoadingLine(QWidget):
    """There only while not everybody is."""

    def __init__(self, bench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bench = bench
        self.words, self.bar, self.button = QLabel(self), QProgressBar(self), QPushButton(self)
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(_BAR)
        self.bar.setAccessibleName(bench.language.text(N_("How many people are here")))
        self.button.setProperty("quiet", True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.words)
        row.addWidget(self.bar)
        row.addWidget(self.button)
        row.addStretch(1)
        self.button.clicked.connect(self._act)
        bench.sync.changed.connect(self._show)
        self._show(bench.sync.view)

    def _show(self, view: SyncView) -> None:
        so_far = view.standing.loading if view.standing is not None and view.state != "apart" else None
        self.setVisible(so_far is not None)
        if so_far is None:
            return
        text = self._bench.language.text
        words = self._bench.language.say(loaded(so_far))
        self.words.setText(f"{words[:1].upper()}{words[1:]}.")
        here, whole = so_far
        self.bar.setMaximum(max(whole, 1))
        self.bar.setValue(min(here, whole))
        going = view.state == "busy"
        self.button.setText(text(N_("Stop for now")) if going else text(N_("Go on")))

    def _act(self) -> None:
        sync = self._bench.sync
        if sync.view.state == "busy":
            sync.pause()
        else:
            sync.begin()
