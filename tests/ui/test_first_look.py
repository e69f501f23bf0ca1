from __future__ import annotations
from desktop.ui.shell.workbench import Place


def test_x(room, people, done, tmp_path):
    room.go(Place("dossier", people.bilal.traject))
    done()
    room.grab().save("/tmp/shot1.png")
    room.here.sections.go("person")
    done()
    room.grab().save("/tmp/shot2.png")
    room.here._edit()
    done()
    room.grab().save("/tmp/shot3.png")
    room.go(Place("intake", people.fatima.traject))
    done()
    room.grab().save("/tmp/shot4.png")
    room.go(Place("preview", people.fatima.traject))
    done()
    room.grab().save("/tmp/shot5.png")
