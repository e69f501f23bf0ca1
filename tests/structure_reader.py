"""Reads a PDF as a screen reader does: its structure tree, with the text of each element in reading order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import pikepdf

_BLOCK = re.compile(rb"^<([0-9A-F]{2})> <([0-9A-F]{4,})>$", re.MULTILINE)


@dataclass
class Node:
    """An element: its type, children and texts in order, the pages it is drawn on, and its properties."""

    tag: str
    kids: list[Node | str] = field(default_factory=list)
    pages: set[int] = field(default_factory=set)
    alt: str = ""
    actual: str = ""
    language: str = ""
    attributes: dict[str, str] = field(default_factory=dict)
    objects: int = 0

    def text(self) -> str:
        """What is said for this element; a word cut by a hyphen is whole again."""
        said = self.actual or "".join(kid if isinstance(kid, str) else kid.text() for kid in self.kids)
        return said.replace("\xad", "")

    def all(self, *tags: str) -> list[Node]:
        """The elements of these types below this one, in reading order."""
        found = []
        for kid in self.kids:
            if isinstance(kid, Node):
                if kid.tag in tags:
                    found.append(kid)
                found += kid.all(*tags)
        return found

    def drawn_on(self) -> set[int]:
        """The pages, from 1, on which it or anything in it is drawn."""
        below = [kid.drawn_on() for kid in self.kids if isinstance(kid, Node)]
        return self.pages.union(*below)


def structure(pdf: bytes) -> Node:
    """The document element of a file."""
    with pikepdf.open(BytesIO(pdf)) as file:
        marked = [dict(_marked(page)) for page in file.pages]
        numbers = {page.obj.objgen: at for at, page in enumerate(file.pages)}
        return _node(file.Root.StructTreeRoot.K[0], marked, numbers)


def artifacts(pdf: bytes) -> list[str]:
    """The text per page that no element holds."""
    with pikepdf.open(BytesIO(pdf)) as file:
        return ["".join(text for number, text in _marked(page) if number is None) for page in file.pages]


def _node(element: pikepdf.Object, marked: list[dict[int | None, str]], numbers: dict[tuple[int, int], int]) -> Node:
    node = Node(
        str(element.S)[1:],
        alt=str(element.get("/Alt", "")),
        actual=str(element.get("/ActualText", "")),
        language=str(element.get("/Lang", "")),
        attributes={key: str(value) for key, value in dict(element.get("/A", pikepdf.Dictionary())).items()},
    )
    kids = element.get("/K", pikepdf.Array())
    listed: list[Any] = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
    for kid in listed:
        if isinstance(kid, int):
            page = numbers[element.Pg.objgen]
            node.kids.append(marked[page][kid])
            node.pages.add(page + 1)
        elif kid.get("/Type") == "/MCR":
            page = numbers[kid.Pg.objgen]
            node.kids.append(marked[page][int(kid.MCID)])
            node.pages.add(page + 1)
        elif kid.get("/Type") == "/OBJR":
            node.objects += 1
        else:
            node.kids.append(_node(kid, marked, numbers))
    return node


def _marked(page: pikepdf.Page) -> Iterator[tuple[int | None, str]]:
    """Each piece of marked content of a page: its number (nothing for an artifact) and text."""
    fonts = {name: _letters(font) for name, font in page.obj.Resources.get("/Font", pikepdf.Dictionary()).items()}
    letters: dict[int, str] = {}
    number: int | None = None
    collected: list[str] = []
    for instruction in pikepdf.parse_content_stream(page):
        operator, operands = str(instruction.operator), instruction.operands
        if operator == "BDC":
            found = dict(operands[1]).get("/MCID")
            number = None if found is None else int(str(found))
            collected = []
        elif operator == "EMC":
            yield number, "".join(collected)
        elif operator == "Tf":
            letters = fonts[str(operands[0])]
        elif operator == "Tj":
            collected += [letters[code] for code in bytes(operands[0])]


def _letters(font: pikepdf.Object) -> dict[int, str]:
    table = font.ToUnicode.read_bytes()
    return {int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for code, text in _BLOCK.findall(table)}
