"""Who is in practice town twice, so that there is something to merge: people a partner sent again, and a company."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from desktop.application import candidates, employers
from desktop.application.practice_town import places
from desktop.application.practice_town.region import Region
from desktop.application.practice_town.seats import at_work
from desktop.domain.records import Candidate, Employer, Traject

_LAST_DAYS = 4
"""How long ago the lists came in which they stood again."""


def doubles(region: Region, until: date, chance: random.Random) -> Iterator[datetime]:
    """A colleague enters two people and a company that are there already, each a little different."""
    yield at_work(until - timedelta(days=_LAST_DAYS), chance)
    seat = region.counsellors[-1]
    read, source = seat.work.read, region.referrers["municipality"]
    cases = [case for case in read.where(Traject) if case.stage not in ("S0", "S7")]
    known = [read.get(Candidate, case.parent or "") for case in sorted(cases, key=lambda case: case.dossier_no or "")]
    named = [one for one in known if one.birth_date and one.phone and (one.first_name or "").isascii()]
    for one, other_phone in zip(named[-2:], (None, places.mobile(910_000)), strict=False):
        again = {
            "first_name": one.first_name, "name_prefix": one.name_prefix, "last_name": one.last_name,
            "birth_date": one.birth_date, "phone": other_phone or one.phone, "city": one.city,
        }  # fmt: skip
        seat.do(candidates.register(seat.work, again, {"source_org": source}))
    company = read.get(Employer, region.companies[0].id)
    name = f"{(company.trade_name or '').removesuffix(' B.V.')} BV"
    seat.do(employers.add_employer(seat.work, {"trade_name": name, "kvk": "99999999", "city": company.city}))
