"""Part of the self-test: every screen and every section of a dossier is built and painted, where nobody sees it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop.application.i18n import LanguageCode
    from desktop.ui.shell.session import Session


def paint_every_screen(session: Session, traject: str, tag: LanguageCode) -> int:
    """Build and paint everything for this case; how many pictures came of it. What cannot be painted raises."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.setdefault("QT_LOGGING_RULES", "default.warning=false")  # what this platform cannot do, nobody misses
    from desktop.application.i18n import language
    from desktop.application.settings import Settings
    from desktop.ui import fonts, theme
    from desktop.ui.screens.dossier.view import DossierView
    from desktop.ui.screens.places import DESTINATIONS
    from desktop.ui.shell.jobs import Jobs
    from desktop.ui.shell.workbench import Place
    from desktop.ui.shell.workroom import Workroom
    from desktop.ui.start import application

    theme.prepare(application(), "light")
    fonts.load("bold")
    jobs = Jobs()
    failed: list[BaseException] = []
    jobs.failed.connect(failed.append)
    room = Workroom(session, jobs, language(tag), Settings({"language": tag}), DESTINATIONS)
    room.resize(1280, 800)
    room.show()
    painted = 0
    for destination in DESTINATIONS:
        room.go(Place(destination.screen, traject))
        jobs.finish()
        painted += not room.grab().isNull()
        if isinstance(room.here, DossierView):
            for row in range(room.here.sections.count()):
                room.here.sections.setCurrentRow(row)
                jobs.finish()
                painted += not room.grab().isNull()
    room.flush()
    room.backups.stop()
    room.hide()
    jobs.close()
    room.deleteLater()
    if failed:
        raise failed[0]
    return painted
