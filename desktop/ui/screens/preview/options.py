"""What is chosen for a print beside the pages: for whom, why, in which profile and with which chapters."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from desktop.application.papers import Profile, togglable
from desktop.application.papers.dossier_paper import CHAPTERS
from desktop.application.papers.occasion import Chosen
from desktop.application.values import code_label
from desktop.domain.codes import CODES
from desktop.domain.fields import RECORDS, Field
from desktop.domain.records import Intake, Note
from desktop.domain.said import N_
from desktop.ui.forms.plain_combo import PlainCombo
from desktop.ui.shell.why_fields import WhyFields
from desktop.ui.shell.workbench import Workbench
from desktop.ui.theme import Role, Size, set_tone, set_type
from desktop.ui.widgets.tick_box import TickBox

_PAUSE_MS = 600


_LETTERS = {"intake": "I", "dossier": "D"}
_NOTES = frozenset(code.code for code in CODES["visibility"].codes) - {"counsellor"}


def _fields(letters: str, key: str) -> tuple[Field, ...]:
    """The fields that are printed only when somebody ticks this; notes have a box of their own."""
    return tuple(f for f in togglable(letters) if _key(f) == key)


def _key(field: Field) -> str:
    """What is ticked together: the lines of a list as a whole, else the field."""
    return field.key if field.record == Intake.SPEC.name else field.record


def _extras(letters: str) -> dict[str, None]:
    """What can be ticked on a paper with these letters, in order."""
    return dict.fromkeys(_key(f) for f in togglable(letters) if f.record != Note.SPEC.name) if letters else {}


class PrintOptions(QWidget):
    """Purpose and recipient for every document; a complete dossier asks for both, and for a profile and chapters."""

    changed = Signal()

    def __init__(self, bench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        text = bench.language.text
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self.occasion, self.profile = WhyFields(bench, self), PlainCombo(self)
        self.purpose, self.recipient = self.occasion.purpose, self.occasion.recipient
        for profile in Profile:
            self.profile.addItem(code_label("dossier_profile", profile, bench.language), profile)
        self.profile.setCurrentIndex(self.profile.findData(Profile.ACCESS))
        self._column.addWidget(self.occasion)
        self._profile = self._add(text(N_("Pr&ofile")), self.profile)
        self.why = QLabel(text(N_("Purpose and recipient stand on the cover and in the read log.")), self)
        self.why.setWordWrap(True)
        set_tone(self.why, Role.MUTED)
        set_type(self.why, Size.SMALL)
        self._column.insertWidget(1, self.why)
        self.heading = QLabel(text(N_("Chapters")), self)
        set_tone(self.heading, Role.MUTED)
        self._column.addSpacing(8)
        self._column.addWidget(self.heading)
        self.chapters: dict[int, TickBox] = {}
        for chapter in CHAPTERS:
            box = self._box(f"{chapter.number}. {text(chapter.title)}")
            box.setChecked(True)
            self.chapters[chapter.number] = box
        self.also = QLabel(text(N_("Also print")), self)
        set_tone(self.also, Role.MUTED)
        self._column.addSpacing(8)
        self._column.addWidget(self.also)
        self.notes = self._box(text(N_("Notes, but not those of the counsellor alone")))
        self.extras = {key: self._box(self._name_of(bench, key)) for key in _extras("I") | _extras("D")}
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.changed)
        self.profile.activated.connect(self._chosen)
        self.occasion.edited.connect(self._typed)
        self.occasion.entered.connect(self._chosen)
        self._kind = ""

    def _box(self, title: str) -> TickBox:
        box = TickBox(title, self)
        box.clicked.connect(self._chosen)
        self._column.addWidget(box)
        return box

    def _name_of(self, bench: Workbench, key: str) -> str:
        kind, _, name = key.partition(".")
        spec, language = RECORDS[kind], bench.language
        return language.label(spec.fields[name]) if name else language.record(spec, plural=True)

    def _add(self, title: str, widget: QWidget) -> QLabel:
        label = QLabel(title, self)
        label.setBuddy(widget)
        set_tone(label, Role.MUTED)
        widget.setAccessibleName(title.replace("&", ""))
        self._column.addWidget(label)
        self._column.addWidget(widget)
        return label

    def recall(self) -> None:
        """Offer the purposes that were used before."""
        self.occasion.recall()

    def show_for(self, kind: str) -> None:
        """Ask what this document asks."""
        self._kind = kind
        whole = kind == "dossier"
        for widget in (self._profile, self.profile, self.why, self.heading, *self.chapters.values()):
            widget.setVisible(whole)
        offered = _extras(_LETTERS.get(kind, ""))
        for key, box in self.extras.items():
            box.setVisible(key in offered)
        self.notes.setVisible(whole)
        self.also.setVisible(whole or bool(offered))

    def hold(self, fixed: bool) -> None:
        """Of stored bytes nothing can be chosen any more, but for whom and why they are handed out."""
        for widget in (self.profile, self.notes, *self.chapters.values(), *self.extras.values()):
            widget.setEnabled(not fixed)

    def forget(self) -> None:
        """Of another person nothing is taken over."""
        for box in (self.notes, *self.extras.values()):
            box.setChecked(False)
        self.occasion.show_reason()

    @property
    def reason(self) -> tuple[str, str]:
        """The purpose and the recipient as typed."""
        return self.occasion.reason

    def chosen(self) -> Chosen:
        """What the document is made with."""
        purpose, recipient = self.reason
        found = Chosen(purpose=purpose, recipient=recipient)
        if self._kind == "dossier":
            found["profile"] = Profile(self.profile.currentData())
            ticked = frozenset(number for number, box in self.chapters.items() if box.isChecked())
            found["chapters"] = None if len(ticked) == len(self.chapters) else ticked
            found["notes"] = _NOTES if self.notes.isChecked() else frozenset()
        letters = _LETTERS.get(self._kind, "")
        found["ticked"] = frozenset(
            field.key for key in _extras(letters) if self.extras[key].isChecked() for field in _fields(letters, key)
        )
        return found

    def first_open(self) -> QWidget | None:
        """What the document still asks, if anything."""
        return self.occasion.first_open() if self._kind == "dossier" else None

    def _typed(self) -> None:
        self._pause.start()

    def _chosen(self) -> None:
        self._pause.stop()
        self.changed.emit()
