"""Knowledge that partners share: items, experiments, covenants, initiatives and events."""

from __future__ import annotations

from datetime import date, datetime

from desktop.domain import checks
from desktop.domain.fields import Record, code, day, flag, integer, long_text, moment, record, ref, text
from desktop.domain.records.letters import B


@record(
    "knowledge_item",
    label="Knowledge item",
    plural="Knowledge items",
    scope="region",
    title=("title",),
    sort=("title",),
)
class KnowledgeItem(Record):
    """An article, a way of working, a story; looked at again within 24 months."""

    title: str | None = text("Title", max=200, required=True, privacy=B, search=True)
    kind: str | None = code("Kind", "knowledge_kind", required=True, privacy=B)
    body: str | None = long_text("Text", max=20000, required=True, privacy=B, on="P", search=True)
    public: bool | None = flag("May be seen by anyone", required=True, privacy=B, on="P")
    consent: str | None = ref("Consent for the story", "consent", privacy=B, hint="A story needs consent C7.")
    author: str | None = ref("Author", "user", required=True)
    version: int | None = integer("Version", low=1, required=True)
    review_by: date | None = day("Look again before", required=True)


@record("knowledge_theme", label="Theme", plural="Themes", parent="knowledge_item", scope="region", title=("theme",))
class KnowledgeTheme(Record):
    """One theme of a knowledge item."""

    theme: str | None = text("Theme", max=80, complete="theme", required=True, privacy=B)


@record(
    "knowledge_file", label="Attachment", plural="Attachments", parent="knowledge_item", scope="region", title=("file",)
)
class KnowledgeFile(Record):
    """One file with a knowledge item."""

    file: str | None = text("File name", max=200, privacy=B, on="P")
    sha256: str | None = text("SHA-256", max=64, privacy=B)
    size: int | None = integer("Size", low=0, high=20 * 1024 * 1024, privacy=B, unit="bytes")
    media_type: str | None = text("Kind of file", max=100, privacy=B)


@record(
    "experiment", label="Experiment", plural="Experiments", scope="region", title=("hypothesis",), sort=("hypothesis",)
)
class Experiment(Record):
    """Learning by doing, in five texts."""

    programme: str | None = ref("Programme", "programme", privacy=B)
    hypothesis: str | None = long_text("Hypothesis", max=2000, privacy=B, on="P", search=True)
    action: str | None = long_text("Action", max=2000, privacy=B, on="P")
    observation: str | None = long_text("Observation", max=2000, privacy=B, on="P")
    reflection: str | None = long_text("Reflection", max=2000, privacy=B, on="P")
    decision: str | None = long_text("Decision", max=2000, privacy=B, on="P")


@record("covenant", label="Covenant", plural="Covenants", scope="region", title=("name",), sort=("name",))
class Covenant(Record):
    """An agreement between partners to make learning places."""

    name: str | None = text("Name", max=160, required=True, privacy=B, on="P", search=True)
    start: date | None = day("From", privacy=B, on="P")
    end: date | None = day("Until", check=checks.not_before("start"), privacy=B, on="P")


@record("covenant_party", label="Party", plural="Parties", parent="covenant", scope="region", title=("organisation",))
class CovenantParty(Record):
    """What one party promised and what came of it, in learning places."""

    organisation: str | None = ref("Organisation", "organisation", privacy=B, on="P")
    employer: str | None = ref("Employer", "employer", privacy=B, on="P")
    promised: int | None = integer("Promised", low=0, required=True, privacy=B, on="P", unit="places")
    realised: int | None = integer("Realised", low=0, required=True, privacy=B, on="P", unit="places")


@record("initiative", label="Initiative", plural="Initiatives", scope="region", title=("title",), sort=("title",))
class Initiative(Record):
    """An idea somebody brought to the desk."""

    title: str | None = text("Title", max=200, required=True, privacy=B, search=True)
    initiator: str | None = text("Brought in by", max=160, required=True, privacy=B)
    funding_question: str | None = long_text("Question about money", max=2000, privacy=B)
    status: str | None = code("Status", "initiative_status", required=True, privacy=B)


@record("event", label="Event", plural="Events", scope="region", title=("title",), sort=("title",))
class Event(Record):
    """A meeting people are invited to."""

    title: str | None = text("Title", max=200, required=True, search=True)
    start: datetime | None = moment("From", required=True)
    end: datetime | None = moment("Until", required=True, check=checks.after("start"))
    place: str | None = text("Place", max=200)


@record("invitee", label="Guest", plural="Guests", parent="event", scope="region", title=("name",), sort=("name",))
class Invitee(Record):
    """Somebody invited to an event."""

    name: str | None = text("Name", max=160, required=True)
    email: str | None = text("E-mail", max=254, check=checks.email)
    rsvp: str | None = code("Answer", "rsvp")
    present: bool | None = flag("Was there")
