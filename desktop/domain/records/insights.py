"""Action plans: sessions with people, what they said, what that means, and who does what."""

from __future__ import annotations

from datetime import date

from desktop.domain import checks
from desktop.domain.fields import Record, code, day, integer, record, ref, text
from desktop.domain.records.letters import B


@record("plan", label="Action plan", plural="Action plans", scope="region", title=("name",), sort=("name",))
class Plan(Record):
    """The way from conversations to actions in one area."""

    name: str | None = text("Name", max=160, required=True, privacy=B, on="P", search=True)
    area: str | None = ref("Area", "region", required=True, privacy=B, on="P")
    start: date | None = day("From", required=True, privacy=B, on="P")
    end: date | None = day("Until", required=True, check=checks.not_before("start"), privacy=B, on="P")


@record("session", label="Session", plural="Sessions", parent="plan", scope="region", title=("kind", "held_on"))
class Session(Record):
    """One arena, round table or session."""

    kind: str | None = code("Kind", "session_kind", required=True, privacy=B, on="P")
    held_on: date | None = day("Date", required=True, privacy=B, on="P")
    place: str | None = text("Place", max=160, required=True, privacy=B, on="P")


@record(
    "participant",
    label="Participant",
    plural="Participants",
    parent="session",
    scope="region",
    title=("participant",),
    sort=("participant",),
)
class Participant(Record):
    """Somebody who took part in a session."""

    participant: str | None = text("Participant")
    role: str | None = code("Role", "session_role")


@record("statement", label="Statement", plural="Statements", parent="session", scope="region", title=("statement",))
class Statement(Record):
    """What somebody said, without the name."""

    statement: str | None = text("Statement (without names)", max=500, on="P", search=True)


@record("insight", label="Insight", plural="Insights", parent="plan", scope="region", title=("insight",))
class Insight(Record):
    """What the statements mean, weighed and decided on."""

    insight: str | None = text("Insight", max=500, required=True, privacy=B, on="P", search=True)
    side: str | None = code("Side", "insight_side", required=True, privacy=B, on="P")
    votes: int | None = integer("Votes", low=0, high=9999, privacy=B, on="P")
    impact: int | None = integer("Impact", low=1, high=5, privacy=B, on="P")
    effort: int | None = integer("Effort", low=1, high=5, privacy=B, on="P")
    prio: int | None = integer("Priority", derived=True, privacy=B, on="P")
    decision: str | None = code("Decision", "insight_decision", required=True, privacy=B, on="P")


@record("insight_theme", label="Theme", plural="Themes", parent="insight", scope="region", title=("theme",))
class InsightTheme(Record):
    """One theme of an insight."""

    theme: str | None = text("Theme", max=80, complete="theme", required=True, privacy=B, on="P")


@record(
    "action_item", label="Action", plural="Actions", parent="plan", scope="region", title=("action",), sort=("action",)
)
class ActionItem(Record):
    """One action of a plan; from *decided* on it has an owner and a deadline."""

    insight: str | None = ref("From insight", "insight", privacy=B, on="P")
    action: str | None = text("Action", max=200, required=True, privacy=B, on="P", search=True)
    status: str | None = code("Status", "action_status", required=True, privacy=B, on="P")
    owner: str | None = ref("Owner", "user", privacy=B, on="P")
    due: date | None = day("Deadline", privacy=B, on="P")
    result: str | None = text("Result", max=500, privacy=B, on="P")
