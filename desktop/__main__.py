"""``python -m desktop`` is ``overstap``, and so is the bundled program."""

import sys

from desktop.cli import main

if getattr(sys, "frozen", False):
    from multiprocessing import freeze_support

    freeze_support()  # practice town draws its reports in processes of its own, which a bundle starts through itself

raise SystemExit(main())
