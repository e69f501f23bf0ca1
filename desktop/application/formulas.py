"""Text that a spreadsheet would run as a formula: made harmless on the way out, and itself again on the way in.

A cell that begins with ``= + - @``, a tab or a line end, or a full-width form of these signs, can make a spreadsheet
send data elsewhere when somebody opens the file (OWASP, CSV injection). An apostrophe in front makes it text. Phone
numbers (``+31…``) begin so too; reading takes the apostrophe off again, so that they survive a round trip.
"""

from __future__ import annotations

import re

_RUNS = re.compile("[\\s'\u200b\u2060\ufeff]*[=+\\-@＝＋－＠﹣﹢﹦﹫−]|'*[\t\r\n]")
_SUM_OF_NOTHING = re.compile(r"[+-]?[\d\s().-]*$")


def neutral(text: str) -> str:
    """The text with an apostrophe in front where a spreadsheet would take it for a formula."""
    return "'" + text if _RUNS.match(text) else text


def neutral_in_text_cell(text: str) -> str:
    """The same for a cell of the type text: there a number with its sign, such as a phone number, stays as it is."""
    return text if _SUM_OF_NOTHING.match(text) else neutral(text)


def original(text: str) -> str:
    """The text without the apostrophe that `neutral` put in front."""
    return text[1:] if text[:1] == "'" and _RUNS.match(text) else text
