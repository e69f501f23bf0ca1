"""Freezes the tables of version 1 from the declarations: ``python -m tests.baseline``, until version 1 is released."""

from __future__ import annotations

from desktop.persistence.migrate import MIGRATIONS, declared
from desktop.persistence.schema import schema

if __name__ == "__main__":
    (MIGRATIONS / "versions" / "0001_baseline.sql").write_text(declared(schema()), encoding="utf-8")
