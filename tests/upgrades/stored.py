"""How a workspace of an older schema is stored beside the tests: small, whole, and as it was written.

An encrypted database cannot be compressed, and an empty one has 2.6 MB. So its rows are stored in clear (nobody in them
exists), as SQLCipher itself copies them, and are sealed again under the key of the stored vault before a test opens
them. A sealed file of two pages is stored as it is, to prove that the cipher of today opens what the one of then wrote.
"""

from __future__ import annotations

import json
import zipfile
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path

from desktop.persistence.engine import APPLICATION, connect, create_file
from desktop.persistence.keys import Cost, DataKey, Hardness
from desktop.persistence.migrate import layout
from desktop.persistence.workspace import Workspace

FOLDER = Path(__file__).parent
PASSPHRASE = "vier losse rare woorden"
FAST = Hardness(Cost(m=8, t=1, p=1), seconds=0)
_CLEAR, _SEALED, _EXPECTED, _VAULT = "clear.db", "sealed.db", "expected.json", "vault.json"


@dataclass(frozen=True, slots=True)
class Expected:
    """What was in the workspace on the day it was stored."""

    version: int
    traject: str
    dossier_no: str
    last_name: str
    stage: str
    kinds: dict[str, int]
    actions: int
    changes: int


def stored() -> list[Path]:
    """The stored workspaces, oldest schema first."""
    return sorted(FOLDER.glob("schema_*.zip"))


def file_of(version: int) -> Path:
    """Where the workspace of a schema version is stored."""
    return FOLDER / f"schema_{version:04d}.zip"


def pack(workspace: Workspace, expected: Expected, target: Path, beside: Path) -> None:
    """Store a closed workspace; ``beside`` is a folder for what is made on the way."""
    key = workspace.vault().unlock(PASSPHRASE)
    clear, sealed = beside / _CLEAR, beside / _SEALED
    with closing(connect(workspace.database_path, key, layout().setup)) as raw:
        raw.execute("ATTACH DATABASE ? AS copy KEY ''", (str(clear),))
        _copy(raw, expected.version)
    create_file(sealed, key)
    with closing(connect(sealed, key, layout().setup)) as raw:
        raw.execute("CREATE TABLE sample(word TEXT)")
        raw.execute("INSERT INTO sample VALUES ('verzegeld')")
    with zipfile.ZipFile(target, "w", zipfile.ZIP_LZMA) as archive:
        archive.write(clear, _CLEAR)
        archive.write(sealed, _SEALED)
        archive.write(workspace.vault_path, _VAULT)
        archive.writestr(_EXPECTED, json.dumps(asdict(expected), indent=1))


def unpack(source: Path, folder: Path) -> tuple[Workspace, Expected, str]:
    """A stored workspace as it was, ready to open; what is in it; and the word of the file that was stored sealed."""
    with zipfile.ZipFile(source) as archive:
        archive.extractall(folder)
    expected = Expected(**json.loads((folder / _EXPECTED).read_bytes()))
    workspace = Workspace(folder, hardness=FAST)
    key = workspace.vault().unlock(PASSPHRASE)
    with closing(connect(folder / _SEALED, key, layout().setup)) as raw:
        word = raw.execute("SELECT word FROM sample").fetchone()[0]
    _seal(folder / _CLEAR, workspace.database_path, key, expected.version)
    return workspace, expected, word


def _seal(clear: Path, target: Path, key: DataKey, version: int) -> None:
    from sqlcipher3 import dbapi2 as sqlcipher

    with closing(sqlcipher.connect(str(clear), isolation_level=None)) as raw:
        layout().setup(raw)
        raw.execute(f"ATTACH DATABASE ? AS copy KEY \"x'{key.reveal().hex()}'\"", (str(target),))
        _copy(raw, version)


def _copy(raw: object, version: int) -> None:
    """Copy the attached database, with the two numbers in its header that say what it is."""
    execute = raw.execute  # type: ignore[attr-defined] # a connection of the driver, which has no types
    execute("SELECT sqlcipher_export('copy')").fetchall()
    execute(f"PRAGMA copy.application_id={APPLICATION}")
    execute(f"PRAGMA copy.user_version={version}")
    execute("DETACH DATABASE copy")
