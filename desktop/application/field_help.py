"""Help at a field: how it is filled in, why it is asked, the law or funder behind it, and on which papers it stands."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.application.exports.access import PRINTED, PRIVACY
from desktop.application.i18n import Language
from desktop.domain.fields import Field, Privacy
from desktop.domain.said import N_


def sentences(field: Field, language: Language) -> Iterator[str]:
    """Everything there is to say about a field, in one language."""
    text = language.text
    yield f"{language.label(field)}."
    yield from filter(None, (language.hint(field), language.why(field)))
    if field.required:
        yield text(N_("Required before the next stage; a draft may leave it empty."))
    if field.privacy is not Privacy.ORDINARY:
        yield f"{text(PRIVACY[field.privacy])}."
    if printed := [text(PRINTED[letter]) for letter in field.on if letter in PRINTED]:
        yield text(N_("Stands on: {papers}."), papers=", ".join(printed))
