"""Anki's own sync server and two of its collections, for comparison (see `benchmarks.sync`).

Run by a Python that has ``anki``: ``python anki_sync.py FOLDER RECORDS UPDATES`` prints as JSON how many seconds each
part took, of so many rounds of updates the median. Both collections know each other before the clock starts, so that
ordinary sync is measured and not the sending of a whole file.
"""

from __future__ import annotations

import json
import os
import random
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

# anki lives in an environment of its own: nothing of it is known where the types are checked
NAME = "bench"


def serve(folder: Path) -> tuple[subprocess.Popen[bytes], str]:
    """The sync server on a free port of this computer."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings = {
        "SYNC_USER1": f"{NAME}:{NAME}",
        "SYNC_BASE": str(folder),
        "SYNC_HOST": "127.0.0.1",
        "SYNC_PORT": str(port),
    }
    server = subprocess.Popen(
        [sys.executable, "-m", "anki.syncserver"],
        env={**os.environ, **settings},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    return server, f"http://127.0.0.1:{port}/"


def log_in(collection: Any, address: str) -> Any:
    """As soon as the server answers."""
    until = time.monotonic() + 20
    while True:
        try:
            return collection.sync_login(NAME, NAME, address)
        except Exception:
            if time.monotonic() > until:
                raise
            time.sleep(0.05)


def sync(collection: Any, auth: Any) -> None:
    """An ordinary sync; one that asks for the whole file is no ordinary one."""
    answer = collection.sync_collection(auth, False)
    if answer.required not in (answer.NO_CHANGES, answer.NORMAL_SYNC):
        raise RuntimeError(f"Anki wants the whole file: {answer.required}")


def seconds(work: Callable[[], object]) -> float:
    """How long it takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main() -> None:
    """Push, pull, push and pull of one-field updates."""
    folder, records, updates = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    open_ = import_module("anki.collection").Collection
    server, address = serve(folder / "server")
    try:
        mine, theirs = open_(str(folder / "mine.anki2")), open_(str(folder / "theirs.anki2"))
        auth = log_in(mine, address)
        for collection, upload in ((mine, True), (theirs, False)):
            answer = collection.sync_collection(auth, False)
            collection.close_for_full_sync()
            collection.full_upload_or_download(auth=auth, server_usn=answer.server_media_usn, upload=upload)
            collection.reopen(after_full_sync=True)
        chance = random.Random(1)
        kind, deck = mine.models.by_name("Basic"), mine.decks.id("Default")
        requests = []
        for _ in range(records):
            note = mine.new_note(kind)
            note.fields = [f"{chance.getrandbits(400):x}", f"{chance.getrandbits(3600):x}"]
            requests.append(import_module("anki.collection").AddNoteRequest(note=note, deck_id=deck))
        mine.add_notes(requests)
        took = {"push": seconds(lambda: sync(mine, auth)), "pull": seconds(lambda: sync(theirs, auth))}
        notes = [mine.get_note(i) for i in mine.find_notes("")]
        pushed, pulled = list[float](), list[float]()
        for round_ in range(updates):
            for n, note in enumerate(notes):
                note.fields[0] = f"06{round_}{n:07d}"
            mine.update_notes(notes)
            pushed.append(seconds(lambda: sync(mine, auth)))
            pulled.append(seconds(lambda: sync(theirs, auth)))
        took |= {"updates_push": statistics.median(pushed), "updates_pull": statistics.median(pulled)}
        if theirs.note_count() != records:
            raise RuntimeError("Anki did not bring every note")
        print(json.dumps(took))
    finally:
        server.terminate()
        server.wait()


if __name__ == "__main__":
    main()
