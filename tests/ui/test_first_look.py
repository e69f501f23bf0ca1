from __future__ import annotations

from desktop.ui.shell.workbench import Place


def test_x(room, people, done, tmp_path):
    room.go(Place("caseload"))
    done()
    room.grab().save("/tmp/shot.png")
