"""Who was erased: their numbers stay, with the proof of the shared database, so that nothing brings them back."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping

from desktop.persistence.engine import Raw

KNOWN = "SELECT root, proof FROM erased"
NOTED = """INSERT INTO erased(root, proof) VALUES (?, ?)
    ON CONFLICT(root) DO UPDATE SET proof = excluded.proof WHERE excluded.proof <> ''"""
"""A proof that is known stays known."""


def note(on: Raw, proofs: Mapping[str, str]) -> None:
    """Keep the numbers of who was erased, so that a restored backup gives nobody back; here or on the server."""
    on.executemany(NOTED, [*proofs.items()])


def noted(on: Raw, roots: Collection[str]) -> set[str]:
    """Those of them that were erased."""
    if not on.execute("SELECT 1 FROM erased LIMIT 1").fetchone():
        return set()  # the common case
    asked = "SELECT root FROM erased WHERE root IN (SELECT value FROM json_each(?))"
    return {root for (root,) in on.execute(asked, (json.dumps(sorted(roots)),)).fetchall()}
