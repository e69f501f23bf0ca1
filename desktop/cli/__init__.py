"""The command line: the same use cases as the window, for administrators and scripts.

Exit code 0: done. 1: refused, with one clear sentence on stderr. 2: wrong usage.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence

from desktop.cli.context import Context, Printed
from desktop.cli.parser import parser
from desktop.domain.errors import BuiltOn, GateClosed, OverstapError


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command, or open the window where none is named."""
    arguments = parser().parse_args(argv)
    context = Context(arguments)
    try:
        printed: Printed = arguments.run(context)
    except OverstapError as refused:
        sys.stderr.write(_sentence(context, refused) + "\n")
        return 1
    except KeyboardInterrupt:
        return 1
    finally:
        context.close()
    if getattr(arguments, "json", False) and printed.data is not None:
        sys.stdout.write(json.dumps(printed.data, ensure_ascii=False, indent=1, default=str) + "\n")
    elif printed.text:
        sys.stdout.write(printed.text.rstrip("\n") + "\n")
    return printed.code


def _sentence(context: Context, refused: OverstapError) -> str:
    """What is refused and why, with everything that is missing or in the way below it."""
    say = context.language.say
    lines = [say(refused)]
    if isinstance(refused, GateClosed):
        lines += [f"  {point.field}: {say(point.said)}" for point in refused.points]
    if isinstance(refused, BuiltOn):
        lines += [f"  {say(one)}" for one in refused.rest if say(one) != lines[0]]
    return "\n".join(lines)
