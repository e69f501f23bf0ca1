"""The Dutch catalogue: finds every message the program can say, checks that each has its Dutch, and compiles them.

Run ``python -m tests.catalogue`` to add new messages to the PO files (empty, to be translated) and compile the rest.
Labels, hints, reasons and code labels are read from the declarations; the rest is extracted from the source by Babel.
"""

from __future__ import annotations

import io
import sys
from collections import defaultdict
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from desktop.domain.codes import CODES
from desktop.domain.records import RECORDS

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "resources" / "locale" / "nl"
MO = LOCALE / "LC_MESSAGES" / "overstap.mo"
AREAS = {"domain": "domain", "application": "application", "documents": "documents", "ui": "ui"}
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "N_": None, "said": None, "said_n": (1, 2), "_": None,
}  # fmt: skip

Key = tuple[str | None, str]


def wanted() -> dict[Key, tuple[str, str | None]]:
    """Every message by context and text, with the area it belongs to and its plural."""
    found: dict[Key, tuple[str, str | None]] = {}
    for path, _line, message, _comments, context in extract_from_dir(
        str(ROOT / "desktop"), [("**.py", "python")], keywords=KEYWORDS
    ):
        area = AREAS.get(Path(path).parts[0], "program")
        text, plural = message if isinstance(message, tuple) else (message, None)
        if text:
            found.setdefault((context, text), (area, plural))
    for spec in RECORDS.values():
        for text in (spec.label, spec.plural):
            found.setdefault(("record", text), ("domain", None))
        for field in spec.fields.values():
            found.setdefault((field.key, field.label), ("domain", None))
            if field.hint:
                found.setdefault(("hint", field.hint), ("domain", None))
            if field.why:
                found.setdefault(("why", field.why), ("domain", None))
            if field.unit:
                found.setdefault((None, field.unit), ("domain", None))
    for codes in CODES.values():
        for code in codes.codes:
            for text in filter(None, (code.label, code.printed)):
                found.setdefault((f"code.{codes.name}", text), ("domain", None))
    return found


def translated() -> dict[Key, tuple[str, Message]]:
    """Every message that a PO file holds, with the file it stands in."""
    found: dict[Key, tuple[str, Message]] = {}
    for path in sorted(LOCALE.glob("*.po")):
        with path.open("rb") as file:
            for message in read_po(file, locale="nl"):
                if message.id:
                    text = message.id if isinstance(message.id, str) else message.id[0]
                    found.setdefault((message.context, text), (path.stem, message))
    return found


def compiled() -> bytes:
    """The catalogue as the program loads it."""
    fixed = datetime(2026, 1, 1, tzinfo=UTC)  # equal messages give equal bytes
    merged = Catalog(locale="nl", domain="overstap", fuzzy=False, creation_date=fixed, revision_date=fixed)
    for _, message in translated().values():
        merged.add(message.id, message.string, context=message.context)
    out = io.BytesIO()
    write_mo(out, merged)
    return out.getvalue()


def problems() -> list[str]:
    """What is missing, fuzzy, unused or differs in its placeholders, a line each."""
    need, have = wanted(), translated()
    lines = [f"no Dutch: [{context or ''}] {text}" for context, text in need if not _dutch(have.get((context, text)))]
    lines += [f"not used: [{key[0] or ''}] {key[1]} ({file}.po)" for key, (file, _) in have.items() if key not in need]
    lines += [f"fuzzy: {key[1]}" for key, (_, message) in have.items() if message.fuzzy]
    for (_, text), (_, message) in have.items():
        for string in _strings(message):
            if string and _names(string) - _names(text) - {"n"}:
                lines.append(f"unknown placeholder: {string}")
    return lines


def _dutch(found: tuple[str, Message] | None) -> bool:
    if found is None:
        return False
    return all(_strings(found[1]))


def _strings(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ("",))


def _names(text: str) -> set[str]:
    import string

    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def update() -> None:
    """Add what is new to the PO file of its area, drop what is unused, compile."""
    need, have = wanted(), translated()
    fixed = datetime(2026, 1, 1, tzinfo=UTC)
    areas: dict[str, Catalog] = defaultdict(
        lambda: Catalog(locale="nl", fuzzy=False, creation_date=fixed, revision_date=fixed)
    )
    for key, (area, plural) in need.items():
        old = have.get(key)
        text = (key[1], plural) if plural else key[1]
        string = old[1].string if old and isinstance(old[1].string, str) == (plural is None) else None
        areas[area].add(text, string or (("", "") if plural else ""), context=key[0])
    for path in LOCALE.glob("*.po"):
        if path.stem not in areas:
            path.unlink()
    for area, catalogue in areas.items():
        with (LOCALE / f"{area}.po").open("wb") as file:
            write_po(file, catalogue, width=120, sort_output=True, omit_header=False, include_lineno=False)
    MO.parent.mkdir(parents=True, exist_ok=True)
    MO.write_bytes(compiled())


if __name__ == "__main__":
    if "--check" not in sys.argv:
        update()
    for line in problems():
        print(line)
