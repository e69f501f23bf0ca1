"""What every check raises, and the checks that only look at the shape of a text."""

from __future__ import annotations

import re

from desktop.domain.fields import Beside, Check
from desktop.domain.said import Said, said


class Unfit(ValueError):
    """A value that cannot be kept as it was typed; ``said`` tells why and what to do."""

    def __init__(self, sentence: Said) -> None:
        super().__init__(sentence.text)  # never with its values: they are what a person typed
        self.said = sentence


def pattern(shape: str, sentence: str) -> Check:
    """A check that the text, in capitals and without blanks and dots, looks like ``shape``."""
    compiled = re.compile(shape)

    def check(value: str, beside: Beside) -> str:
        compact = re.sub(r"[\s.]", "", value).upper()
        if not compiled.fullmatch(compact):
            raise Unfit(said(sentence))
        return compact

    return check
