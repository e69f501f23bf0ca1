"""What the route editor says: names of bars, weeks, periods; each for the eye and for who listens."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from desktop.application.i18n import Language
from desktop.application.route_picture import Bar, RoutePicture, title_of, weeks_of, what_moved
from desktop.application.values import code_label, long_day, plain
from desktop.domain.route_moves import EndMoved
from desktop.domain.route_plan import Week
from desktop.domain.route_shape import Dates, Lane
from desktop.domain.said import N_, Said, said_n
from desktop.ui.wording import short_day

LANES = {
    Lane.PREPARATION: N_("Preparation"),
    Lane.THEORY: N_("Theory"),
    Lane.PRACTICE: N_("Practice"),
}
BESIDE = N_("Agreement and job")
WARNING = "\N{WARNING SIGN}"
_WORDY = ("started", "exempt", "stopped", "behind", "retake")


class Words:
    """The words of one picture in one language."""

    def __init__(self, language: Language, today: date) -> None:
        self.language, self.today = language, today

    def title(self, bar: Bar) -> str:
        """What a module is called."""
        found = title_of(bar.planned)
        return self.language.say(found) if isinstance(found, Said) else found

    def label(self, bar: Bar) -> str:
        """What stands in or beside a bar: its number, its name, and what is not plain from its place."""
        parts = [WARNING] if bar.warnings else []
        parts += [str(bar.planned.enrolment.seq or "?"), self.title(bar)]
        if bar.status == "passed":
            parts.append("\N{CHECK MARK}")
        if bar.status in _WORDY:
            parts.append(f"· {self.status(bar).lower()}")
        return " ".join(parts)

    def status(self, bar: Bar) -> str:
        """How a module goes."""
        return code_label("enrolment_status", bar.status, self.language)

    def weeks(self, bar: Bar) -> str:
        """How long it takes."""
        weeks = weeks_of(bar)
        if weeks == 1:
            return self.language.text(N_("1 week"))
        return self.language.text(N_("{weeks} weeks"), weeks=self.number(weeks))

    def number(self, count: Decimal | int) -> str:
        """A count as it is written."""
        return plain(count.normalize() if isinstance(count, Decimal) and count else count, self.language)

    def day(self, day: date | None) -> str:
        """A day in a few letters."""
        return short_day(day, self.today, self.language)

    def date_in_year(self, day: date) -> str:
        """A day without its year."""
        return short_day(day, day.replace(day=1 if day.day > 1 else 2), self.language)

    def period(self, dates: Dates | None) -> str:
        """From when to when."""
        if dates is None:
            return self.language.text(N_("no dates yet"))
        return f"{self.day(dates[0])} – {self.day(dates[1])}"

    def week(self, monday: date, week: Week) -> str:
        """What one week asks."""
        head = self.language.text(
            N_("Week of {day}: {hours} hours"), day=self.day(monday), hours=self.number(week.total)
        )
        return f"{head}\n{self.hours(week)}"

    def hours(self, week: Week) -> str:
        """The parts of a week."""
        return self.language.text(
            N_("work {work}, lessons {lessons}, self-study {study}"),
            work=self.number(week.work), lessons=self.number(week.lessons), study=self.number(week.selfstudy),
        )  # fmt: skip

    def spoken(self, bar: Bar) -> str:
        """A bar in a sentence for who listens."""
        period = self.language.text(N_("no dates yet"))
        if bar.dates is not None:
            first, last = (long_day(day, self.language) for day in bar.dates)
            period = self.language.text(N_("{first} to {last}"), first=first, last=last)
        parts = [f"{bar.planned.enrolment.seq or '?'}. {self.title(bar)}", self.status(bar).lower(), period]
        return ", ".join([*parts, self.weeks(bar)])

    def warned(self, bar: Bar) -> str:
        """What is wrong with a module, in one text."""
        return " ".join(self.language.say(warning) for warning in bar.warnings)

    def moved(self, picture: RoutePicture, moved: EndMoved) -> str:
        """What moved the end: “was 29 May: Brood starts 2 weeks later”."""
        causes = "; ".join(self.language.say(cause) for cause in what_moved(picture, moved)[:2])
        was = self.language.text(N_("was {day}"), day=self.day(moved.was))
        return f"{was}: {causes}" if causes else was

    def later(self, days: int) -> str:
        """How far the end goes: “2 weeks later”."""
        count = abs(days)
        if not count:
            return self.language.text(N_("the end stays where it is"))
        if count % 7:
            return self.language.say(
                said_n("{n} day later", "{n} days later", count)
                if days > 0
                else said_n("{n} day earlier", "{n} days earlier", count)
            )
        return self.language.say(
            said_n("{n} week later", "{n} weeks later", count // 7)
            if days > 0
            else said_n("{n} week earlier", "{n} weeks earlier", count // 7)
        )
