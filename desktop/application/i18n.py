"""Language: Dutch first, English complete; one catalogue for window, paper and command line.

Source text is English. ``say`` puts a marked sentence into the reader's language, with dates, numbers and field labels
in that language too. Languages are values: a print in English can be made while the window speaks Dutch.
"""

from __future__ import annotations

import gettext
from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from desktop.application.resources import resource
from desktop.domain.errors import OverstapError
from desktop.domain.said import CodeName, FieldName, KindName, Said

if TYPE_CHECKING:
    from desktop.domain.fields import Field, RecordType

LanguageCode = Literal["nl", "en"]


class Language:
    """Everything that is said in one language."""

    def __init__(self, tag: LanguageCode) -> None:
        self.tag = tag
        self._catalogue = _catalogue(tag)

    def text(self, message: str, /, **values: object) -> str:
        """A marked message (`N_`), translated and then filled in."""
        translated = self._catalogue.gettext(message)
        return translated.format(**self._words(values)) if values else translated

    def say(self, sentence: Said | OverstapError) -> str:
        """A sentence of the domain in this language."""
        found = sentence.said if isinstance(sentence, OverstapError) else sentence
        if found.plural is None:
            return self._catalogue.gettext(found.text).format(**self._words(found.values))
        count = found.values["n"]
        chosen = self._catalogue.ngettext(found.text, found.plural, count if isinstance(count, int) else 2)
        return chosen.format(**self._words(found.values))

    def label(self, field: Field) -> str:
        """The label of a field."""
        return self._catalogue.pgettext(field.key, field.label)

    def hint(self, field: Field) -> str:
        """How the field is written; empty where the label says enough."""
        return self._catalogue.pgettext("hint", field.hint) if field.hint else ""

    def why(self, field: Field) -> str:
        """Why the field is asked and who uses it; empty where nobody types it."""
        return self._catalogue.pgettext("why", field.why) if field.why else ""

    def record(self, spec: RecordType, *, plural: bool = False) -> str:
        """What a kind of record is called."""
        return self._catalogue.pgettext("record", spec.plural if plural else spec.label)

    def code(self, codes: str, label: str) -> str:
        """The label of a code of the list named ``codes``."""
        return self._catalogue.pgettext(f"code.{codes}", label)

    def _words(self, values: Mapping[str, object]) -> dict[str, object]:
        return {name: self._word(value) for name, value in values.items()}

    def _word(self, value: object) -> object:
        if isinstance(value, Said):
            return self.say(value)
        if isinstance(value, FieldName | KindName):
            from desktop.domain.fields import RECORDS  # the unlock screen is there before the declarations are

            spec = RECORDS[value.record]
            return self.label(spec.fields[value.name]) if isinstance(value, FieldName) else self.record(spec).lower()
        if isinstance(value, CodeName):
            from desktop.application import values  # loaded only when a sentence holds a code

            return values.code_label(value.codes, value.code, self)
        if not isinstance(value, str | int):
            from datetime import date
            from decimal import Decimal

            from desktop.application import values  # babel is loaded only when a sentence holds a date

            return values.plain(value, self) if isinstance(value, date | Decimal) else value
        return value


def _catalogue(code: str) -> gettext.NullTranslations:
    path = resource("locale", code, "LC_MESSAGES", "overstap.mo")
    if code == "en" or not path.exists():
        return gettext.NullTranslations()
    with path.open("rb") as file:
        return gettext.GNUTranslations(file)


@lru_cache
def language(code: LanguageCode) -> Language:
    """The language with this code; loaded once."""
    return Language(code)
