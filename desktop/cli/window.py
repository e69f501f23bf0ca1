"""The window, when no command is named."""

from __future__ import annotations

from desktop import bootstrap
from desktop.cli.context import Context, Printed
from desktop.practice.town import beside


def window(context: Context) -> Printed:
    """Open the window on the workspace."""
    return Printed(code=bootstrap.window(context.workspace, practice=beside(context.workspace)))
