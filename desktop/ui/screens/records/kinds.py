"""The lists that are no cases: which records stand in them, with which columns, and what hangs on one."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.domain.fields import Record
from desktop.domain.records import Employer, Module, Question
from desktop.domain.said import N_


@dataclass(frozen=True, slots=True)
class ListKind:
    """One list: its columns (field names, or ``parent`` for the owner) with their width in letters.

    ``narrowed`` is the code by which the list is narrowed. ``asked`` is what is asked to add one; nothing where one is
    added on the page of its owner.
    """

    record: type[Record]
    list_screen: str
    page_screen: str
    columns: tuple[tuple[str, int], ...]
    empty: str
    narrowed: str
    asked: tuple[str, ...] = ()
    new: str = ""
    added_on: str = ""  # where nothing is asked here: what to do instead

    @property
    def name(self) -> str:
        """The name of the record."""
        return self.record.SPEC.name


LISTS = (
    ListKind(
        Employer,
        "employers",
        "employer",
        (("trade_name", 34), ("city", 20), ("kvk", 12), ("size_class", 16), ("network_role", 20),
         ("account_manager", 22)),
        N_("The employers you work with stand here."),
        "network_role",
        ("trade_name", "kvk", "branch_no", "street", "house_no", "suffix", "postcode", "city"),
        N_("Add an employer"),
    ),
    ListKind(
        Question,
        "questions",
        "question",
        (("title", 34), ("question_no", 16), ("parent", 28), ("status", 18), ("seats", 8), ("work_city", 18),
         ("closing", 12)),
        N_("What employers ask for stands here."),
        "status",
        added_on=N_("A question is added on the page of its employer."),
    ),
    ListKind(
        Module,
        "modules",
        "module",
        (("title", 40), ("module_code", 14), ("provider", 26), ("level", 14), ("weeks", 10), ("price", 12),
         ("credential", 22)),
        N_("The catalogue of modules stands here."),
        "level",
        ("module_code", "title", "provider", "kind", "level", "load", "unit", "credential", "issuer", "register",
         "weeks", "price", "valid_from"),
        N_("Add a module"),
    ),
)  # fmt: skip

BY_RECORD = {listed.name: listed for listed in LISTS}
