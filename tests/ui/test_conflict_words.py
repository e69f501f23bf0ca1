"""Who wrote a value is told with the desk where that is another than one's own."""

from __future__ import annotations

from dataclasses import replace

from desktop.application.conflicts import Dispute, Side
from desktop.application.i18n import language
from desktop.application.ports import Work
from desktop.application.syncing import Conflict
from desktop.domain.changes import Action, Create
from desktop.persistence.store import LocalStore
from desktop.ui.naming import Names
from desktop.ui.screens.conflicts.words import DisputeWords


def test_a_value_of_another_desk_says_whose_and_of_which_desk(store: LocalStore, work: Work) -> None:
    there, cees, dirk = (work.ids.new() for _ in range(3))
    colleagues = ((cees, "Cees Oefenaar", there), (dirk, "Dirk Oefenaar", work.user.desk))
    made = [Create("user", who, None, {"name": name, "desk": desk}) for who, name, desk in colleagues]
    store.apply(Action("Made", (Create("desk", there, None, {"name": "Leerwerkloket Proefdorp"}), *made)))
    stands = Side("Ede", dirk, work.clock.now(), None, is_seen_known=False, is_mine=False, shows=True)
    offered = replace(stands, value="Epe", who=cees, shows=False)
    conflict = Conflict("c", "candidate", "p", "p", "city", "Ede", 1, 1, "Epe", 2, 2)
    dispute = Dispute(conflict, "candidate", (stands, offered))
    words = DisputeWords(store, Names(store, language("en")), work)
    assert words.told(dispute, offered).startswith("Cees Oefenaar of Leerwerkloket Proefdorp, ")
    assert words.told(dispute, stands).startswith("Dirk Oefenaar, ")
    assert words.told(dispute, replace(offered, who="")).startswith("a colleague, ")
