"""``python -m desktop`` is ``overstap``."""

from desktop.cli import main

raise SystemExit(main())
