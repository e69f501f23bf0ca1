"""The read log as a table: when, who, what was done, why and for whom; of many people also whose dossier."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QWidget

from desktop.application.i18n import Language
from desktop.application.values import code_label, plain
from desktop.domain.read_log import ACTS, ReadLine
from desktop.domain.said import N_
from desktop.ui.theme import Role
from desktop.ui.widgets.paged_model import Column
from desktop.ui.widgets.text_table import TextTable


@dataclass(frozen=True, slots=True)
class Look:
    """A line of the log as a person reads it."""

    when: str
    who: str
    whose: str
    what: str
    why: str
    case: str


def look_of(line: ReadLine, language: Language, colleague: Callable[[str], str], whose: str = "") -> Look:
    """One line in words."""
    act = language.text(ACTS[line.act])
    document = code_label("print_document", line.document, language) if line.document else ""
    why = " · ".join(part for part in (line.purpose, line.recipient) if part)
    return Look(
        plain(line.at, language), colleague(line.actor), language.text(N_("erased")) if line.erased else whose,
        f"{act}: {document}" if document else act, why, line.case,
    )  # fmt: skip


class ReadTable(TextTable):
    """Lines of the read log; ``named`` shows whose dossier each is about."""

    def __init__(self, language: Language, row_height: int, *, named: bool, parent: QWidget | None = None) -> None:
        text = language.text
        columns = [
            Column(text(N_("When")), _when, letters=18, tone=_muted),
            Column(text(N_("Who")), _who, letters=22),
            Column(text(N_("Whose dossier")), _whose, letters=26),
            Column(text(N_("What")), _what, letters=34),
            Column(text(N_("Purpose and recipient")), _why, letters=30),
        ]
        if not named:
            del columns[2]
        super().__init__(columns, Look("", "", "", "", "", ""), text(N_("Read log")), row_height, parent)


def _when(look: Look) -> str:
    return look.when


def _who(look: Look) -> str:
    return look.who


def _whose(look: Look) -> str:
    return look.whose


def _what(look: Look) -> str:
    return look.what


def _why(look: Look) -> str:
    return look.why


def _muted(_look: Look) -> QPalette.ColorRole | None:
    return Role.MUTED
