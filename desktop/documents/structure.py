"""The structure a screen reader walks through: a tree of elements, each pointing at marked content on the pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Literal, NamedTuple, TypeAlias

import pikepdf
from pikepdf import Array, Dictionary, Name, String

Attributes: TypeAlias = Mapping[str, "str | int | Sequence[float]"]
"""Attributes of an element; owner under the key ``O``. A text becomes a name, as all of ours are."""


WidgetKind: TypeAlias = Literal["text", "lines", "check", "choice"]


class Mark(NamedTuple):
    """Marked content: number ``number`` on page ``page`` (from 0)."""

    page: int
    number: int


class Link(NamedTuple):
    """A place to click: where it is, what it is called, and the page and height it goes to."""

    page: int
    area: tuple[float, float, float, float]
    name: str
    target_page: int
    target_top: float


class Widget(NamedTuple):
    """A box to fill in. ``kind`` says what it takes; ``option`` numbers the boxes of one choice."""

    page: int
    area: tuple[float, float, float, float]
    field: str
    name: str
    kind: WidgetKind
    option: int = 0


Kid: TypeAlias = "Element | Mark | Link | Widget"


@dataclass(slots=True, eq=False)
class Element:
    """One element: its type, its children in reading order, and what a reader needs to know besides."""

    tag: str
    parent: Element | None = None
    kids: list[Kid] = field(default_factory=list)
    alt: str = ""
    actual: str = ""
    language: str = ""
    attributes: Attributes | None = None

    def add(
        self, tag: str, *, alt: str = "", actual: str = "", language: str = "", attributes: Attributes | None = None
    ) -> Element:
        """A new last child; ``alt`` describes it, ``actual`` is its text where letters are drawn in another order."""
        child = Element(tag, self, [], alt, actual, language, attributes)
        self.kids.append(child)
        return child


def write_structure(
    pdf: pikepdf.Pdf,
    root: Element,
    marks: Sequence[Sequence[Element]],
    annotations: Mapping[Link | Widget, pikepdf.Object],
) -> None:
    """Write the tree into the file: ``marks`` holds per page the element of each number."""
    pages = [page.obj for page in pdf.pages]
    tree = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    written: dict[int, pikepdf.Object] = {}
    holders: list[tuple[pikepdf.Object, pikepdf.Object]] = []

    def write(element: Element, parent: pikepdf.Object) -> pikepdf.Object:
        entries: dict[str, object] = {"/S": _name(element.tag), "/P": parent}
        if element.alt:
            entries["/Alt"] = String(element.alt)
        if element.actual:
            entries["/ActualText"] = String(element.actual)
        if element.language:
            entries["/Lang"] = String(element.language)
        if element.attributes:
            entries["/A"] = _attributes(element.attributes)
        own = pdf.make_indirect(Dictionary(entries))
        written[id(element)] = own
        kids: list[object] = []
        only_page = {kid.page for kid in element.kids if isinstance(kid, Mark)}
        if len(only_page) == 1:
            own.Pg = pages[next(iter(only_page))]
        for kid in element.kids:
            if isinstance(kid, Element):
                kids.append(write(kid, own))
            elif isinstance(kid, Mark):
                kids.append(
                    kid.number
                    if len(only_page) == 1
                    else Dictionary(Type=Name.MCR, Pg=pages[kid.page], MCID=kid.number)
                )
            else:
                kids.append(Dictionary(Type=Name.OBJR, Obj=annotations[kid], Pg=pages[kid.page]))
                holders.append((annotations[kid], own))
        if kids:
            own.K = Array(kids)
        return own

    tree.K = Array([write(root, tree)])
    numbers: list[object] = []
    for at, elements in enumerate(marks):
        pages[at].StructParents = at
        pages[at].Tabs = Name.S
        numbers += [at, pdf.make_indirect(Array([written[id(element)] for element in elements]))]
    for at, (annotation, holder) in enumerate(holders, len(pages)):
        annotation.StructParent = at
        numbers += [at, holder]
    tree.ParentTree = pdf.make_indirect(Dictionary(Nums=Array(numbers)))
    tree.ParentTreeNextKey = len(pages) + len(holders)
    pdf.Root.StructTreeRoot = tree
    pdf.Root.MarkInfo = Dictionary(Marked=True)


def _attributes(attributes: Attributes) -> Dictionary:
    written: dict[str, object] = {}
    for key, value in attributes.items():
        if key == "Summary":
            written[f"/{key}"] = String(str(value))
        elif isinstance(value, str):
            written[f"/{key}"] = _name(value)
        else:
            written[f"/{key}"] = value if isinstance(value, int) else Array([round(part, 2) for part in value])
    return Dictionary(written)


@cache
def _name(text: str) -> Name:
    return Name(f"/{text}")
