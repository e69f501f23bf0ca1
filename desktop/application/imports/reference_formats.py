"""The public lists that can be imported, each recognised by its columns, as their publishers write them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from desktop.application.imports.headers import header_key
from desktop.domain.errors import Refused
from desktop.domain.said import N_, said

Entry = Mapping[str, str]
"""Fields of a `reference` record, each as a text with the columns to fill in between braces."""


@dataclass(frozen=True, slots=True)
class Format:
    """One published list: its columns by our name with every spelling, and the entries that a row makes."""

    name: str
    source: str | None
    columns: Mapping[str, tuple[str, ...]]
    entries: tuple[Entry, ...]
    optional: frozenset[str] = frozenset()
    separator: str = "\n"  # between other names

    def places(self, header: Sequence[str]) -> dict[str, int] | None:
        """Where each column stands, or nothing where a column that is needed is not there."""
        keys = {header_key(cell): at for at, cell in reversed(list(enumerate(header))) if cell}
        found: dict[str, int] = {}
        for column, spellings in self.columns.items():
            at = next((keys[header_key(s)] for s in spellings if header_key(s) in keys), None)
            if at is not None:
                found[column] = at
            elif column not in self.optional:
                return None
        return found


_ESCO = {
    "uri": ("concept_uri", "conceptUri"),
    "label": ("label_nl", "preferredLabel"),
    "also": ("alt_labels_nl", "altLabels"),
}

FORMATS: Final = (
    Format(
        "esco_occupations",
        "ESCO",
        {**_ESCO, "isco": ("isco_group", "iscoGroup"), "code": ("code",)},
        ({"list_name": "occupation", "code": "{uri}", "label": "{label}", "also": "{also}", "parent_code": "{isco}",
          "extra": "{code}"},),
        frozenset({"code"}),
        "|",
    ),
    Format(
        "esco_skills",
        "ESCO",
        {**_ESCO, "kind": ("skillType",), "reuse": ("reuseLevel",)},
        ({"list_name": "skill", "code": "{uri}", "label": "{label}", "also": "{also}", "level": "{reuse}",
          "extra": "{kind}"},),
        frozenset({"reuse"}),
        "|",
    ),
    Format(
        "isco_groups",
        "ISCO-08",
        {"code": ("code",), "level": ("level",), "label": ("label_nl",), "uri": ("concept_uri",)},
        ({"list_name": "isco", "code": "{code}", "label": "{label}", "parent_code": "{shorter}", "level": "{level}",
          "extra": "{uri}"},),
    ),
    Format(
        "brin",
        "DUO BRIN",
        {"brin": ("brin",), "name": ("naam",), "postcode": ("postcode4",), "town": ("plaats",),
         "from": ("begindatum",), "kind": ("denominatie",)},
        ({"list_name": "institution", "code": "{brin}", "label": "{name}", "extra": "{town}", "level": "{kind}",
          "valid_from": "{from}"},),
    ),
    Format(
        "higher_education_institutions",
        "DUO 1CHO",
        {"brin": ("brin",), "name": ("naam",)},
        ({"list_name": "institution", "code": "{brin}", "label": "{name}"},),
    ),
    Format(
        "higher_education_programmes",
        "DUO 1CHO",
        {"code": ("opleidingscode",), "name": ("naam",)},
        ({"list_name": "croho", "code": "{code}", "label": "{name}"},),
    ),
    Format(
        "crebo",
        "S-BB",
        {"crebo": ("crebo",), "name": ("kwalificatie",), "level": ("niveau",), "kind": ("soort_opleiding",),
         "pathway": ("leerweg",), "file": ("dossier_crebo",), "file_name": ("kwalificatiedossier",)},
        ({"list_name": "crebo", "code": "{crebo}", "label": "{name}", "parent_code": "{file}", "level": "{level}",
          "extra": "{file_name}, {kind}, {pathway}"},),
    ),
    Format(
        "regions",
        "UWV",
        {"number": ("regio_nr",), "region": ("arbeidsmarktregio",), "municipality": ("gemeente",)},
        (
            {"list_name": "region", "code": "{number}", "label": "{region}"},
            {"list_name": "municipality", "code": "{municipality}", "label": "{municipality}",
             "parent_code": "{number}", "extra": "{region}"},
        ),
    ),
    Format(
        "nlqf",
        "ELM",
        {"uri": ("uri",), "label": ("label",)},
        ({"list_name": "nlqf", "code": "{uri}", "label": "{label}"},),
    ),
    Format(
        "sbi",
        "CBS",
        {"section": ("sectie",), "code": ("code",), "dotted": ("label",), "depth": ("diepte",), "parent": ("parent",),
         "name": ("omschrijving",)},
        ({"list_name": "sbi", "code": "{code}", "label": "{name}", "also": "{dotted}", "parent_code": "{parent}",
          "level": "{depth}", "extra": "{section}"},),
    ),
    Format(
        "nace",
        "Eurostat",
        {"section": ("sectie",), "code": ("code",), "level": ("niveau",), "name": ("label_en",)},
        ({"list_name": "nace", "code": "{code}", "label": "{name}", "level": "{level}", "extra": "{section}"},),
    ),
    Format(
        "own",
        None,
        {"list": ("lijst", "list", "list_name"), "code": ("code",), "label": ("naam", "label", "omschrijving", "name"),
         "also": ("andere namen", "also"), "parent": ("valt onder", "parent_code", "parent"),
         "level": ("niveau", "level"), "extra": ("extra",)},
        ({"list_name": "{list}", "code": "{code}", "label": "{label}", "also": "{also}", "parent_code": "{parent}",
          "level": "{level}", "extra": "{extra}"},),
        frozenset({"also", "parent", "level", "extra"}),
        "|",
    ),
)  # fmt: skip
"""In the notation of each publisher; ``own`` is for the lists a region makes itself (target groups, themes)."""

_KEYS: Final = frozenset(header_key(s) for f in FORMATS for spellings in f.columns.values() for s in spellings)


def fields_of(list_name: str) -> frozenset[str]:
    """The fields that people read of the entries of a list, so no addresses; of a region's own list all of them."""
    made = [entry for found in FORMATS for entry in found.entries if entry["list_name"] == list_name]
    return frozenset(name for entry in made or FORMATS[-1].entries for name, text in entry.items() if text != "{uri}")


def known_column(text: str) -> float:
    """How much a cell looks like a column of a public list: 1 or 0."""
    return 1.0 if header_key(text) in _KEYS else 0.0


def recognised(header: Sequence[str]) -> tuple[Format, dict[str, int]]:
    """The format these columns have, the one with most columns first; `Refused` where there is none."""
    fitting = [(found, places) for found in FORMATS if (places := found.places(header)) is not None]
    if not fitting:
        raise Refused(
            said(N_("The columns of this list are not those of a reference list that is known: {columns}."),
                 columns=", ".join(cell for cell in header if cell)[:300])
        )  # fmt: skip
    return max(fitting, key=lambda pair: len(pair[1]))


def is_public_list(header: Sequence[str]) -> bool:
    """Whether these are unmistakably the columns of a public list, which then is no list of people."""
    return any(found.source and len(found.columns) > 2 and found.places(header) for found in FORMATS)
