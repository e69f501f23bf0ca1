"""Wires the parts together; the only package that knows every concrete class, with the command line.

``workspaces`` opens and makes a workspace, ``server`` connects it to the shared database, ``sessions`` makes of it what
the window works with, ``doors`` leads there from the unlock screen. Nothing here imports Qt at the top: the command
line uses the same store and use cases as the window.
"""

from desktop.bootstrap.doors import door, window
from desktop.bootstrap.server import erase, greet, sharing
from desktop.bootstrap.sessions import PRACTICE, Papers, paint_every_screen, session
from desktop.bootstrap.workspaces import FOLDER, Opened, create, open_for_work, open_to_read, settings, workspace

__all__ = [
    "FOLDER",
    "PRACTICE",
    "Opened",
    "Papers",
    "create",
    "door",
    "erase",
    "greet",
    "open_for_work",
    "open_to_read",
    "paint_every_screen",
    "session",
    "settings",
    "sharing",
    "window",
    "workspace",
]
