"""How long a laptop may be away from the shared database before it locks its data, and what ended it before that.

Nothing that waits is ever removed by this: at the next contact it is handed in, and where nobody ended the laptop, it
opens again. The moment is the latest this laptop ever knew, so setting its clock back does not help.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from desktop.domain.errors import Unavailable
from desktop.domain.said import N_, Said, said, said_n

SOON = timedelta(days=7)
"""So long before the end it is said that contact is needed."""


class LaptopEnded(Unavailable):
    """The administrator ended this laptop; ``order`` is ``close`` or ``erase``."""

    def __init__(self, order: str) -> None:
        super().__init__(said(_ENDED[order]))
        self.order = order


@dataclass(frozen=True, slots=True)
class Lease:
    """What this laptop knows of its own time: days it may be away, the last contact, the latest moment it ever saw."""

    days: int
    contact: datetime
    seen: datetime
    ended: str = ""

    @property
    def until(self) -> datetime:
        """The end, without another contact."""
        return self.contact + timedelta(days=self.days)

    @property
    def is_over(self) -> bool:
        """Whether the data stays locked until there is contact."""
        return bool(self.ended) or (self.days > 0 and self.seen > self.until)

    def refusal(self) -> Unavailable:
        """Why it does not open, and what to do."""
        if self.ended:
            return LaptopEnded(self.ended)
        sentence = N_(
            "This laptop had no contact with the shared database since {at}, longer than {n} days. It is locked; your "
            "work is kept and waits. Connect to the network and unlock again: it is handed in and everything opens. "
            "Without any network the recovery key opens it."
        )
        return Unavailable(said(sentence, at=self.contact, n=self.days))

    def warning(self) -> Said | None:
        """What to say in time; nothing where the end is far away."""
        left = self.until - self.seen
        if self.is_over or self.days == 0 or left > min(SOON, timedelta(days=self.days) / 2):
            return None
        return said_n(
            "Without contact with the shared database this laptop locks within a day. Sync when you have a network.",
            "Without contact with the shared database this laptop locks in {n} days. Sync when you have a network.",
            left.days + 1,
        )


def moment(milliseconds: int) -> datetime:
    """A moment as it is kept."""
    return datetime.fromtimestamp(milliseconds / 1000, UTC)


_ENDED = {
    "close": N_(
        "The administrator ended this laptop, so it stays locked. What waited was handed in at its last contact. "
        "Ask the administrator if you still need it."
    ),
    "erase": N_("The administrator had this laptop erased. What waited was handed in first; nothing is left here."),
}
