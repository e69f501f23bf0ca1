"""Who writes: one process at a time, freed by a crash, named in the refusal."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from desktop.application.i18n import language
from desktop.domain.errors import InUse, NoRoom
from desktop.persistence.lock import WriterLock, in_use
from tests.integration.small_workspace import in_child, make_read_only, small_disk

TRYING = (
    "from desktop.persistence.lock import WriterLock\n"
    "try: print(WriterLock(Path(sys.argv[2])).acquire('command'))\n"
    "except Exception as refused: print(type(refused).__name__)\n"
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "lock"


def test_a_second_writer_is_refused_in_this_process_and_in_another(path: Path) -> None:
    lock = WriterLock(path)
    assert lock.acquire("window")
    with pytest.raises(InUse):
        WriterLock(path).acquire("command")
    assert in_child(TRYING, path).stdout == "InUse\n"
    lock.release()
    assert in_child(TRYING + "os._exit(0)\n", path).stdout == "True\n"


def test_the_holder_is_named_while_it_holds_and_forgotten_after(path: Path) -> None:
    lock, asking = WriterLock(path), WriterLock(path)
    assert asking.holder() is None
    lock.acquire("window")
    for seen in (lock.holder(), asking.holder()):
        assert seen is not None
        assert (seen.pid, seen.kind) == (os.getpid(), "window")
    lock.release()
    assert asking.holder() is None


def test_a_killed_holder_frees_the_lock_and_is_known_to_have_been_killed(path: Path) -> None:
    in_child(TRYING + "os.kill(os.getpid(), 9)\n", path)
    lock = WriterLock(path)
    assert lock.holder() is None
    assert lock.acquire("command") is False
    lock.release()
    assert lock.acquire("command") is True
    lock.let_go()
    assert lock.acquire("command") is False
    lock.release()


@pytest.mark.parametrize("content", [b"", b"x", b"[]", b'{"pid": "een"}', b"\xff" * 2000])
def test_whatever_stands_in_the_file_the_lock_itself_decides(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    lock = WriterLock(path)
    assert lock.acquire("command") is (content == b"")
    path.write_bytes(content)
    assert lock.holder() is None
    with pytest.raises(InUse, match="Another program"):
        WriterLock(path).acquire("command")
    lock.release()


def test_twenty_processes_at_once_give_one_writer(path: Path) -> None:
    code = (
        "import subprocess\n"
        "one = 'import sys; from pathlib import Path; from desktop.persistence.lock import WriterLock\\n"
        'try: WriterLock(Path(sys.argv[1])).acquire("command"); print(1, flush=True); sys.stdin.read()\\n'
        "except Exception: print(0, flush=True)'\n"
        "all = [subprocess.Popen([sys.executable, '-c', one, sys.argv[2]], stdin=-1, stdout=-1) for _ in range(20)]\n"
        "print(sum(int(p.stdout.readline()) for p in all))\n"
        "for p in all: p.communicate()\n"
    )
    assert in_child(code, path).stdout == "1\n"


def test_the_sentence_gives_the_time_as_the_reader_writes_it(path: Path) -> None:
    lock = WriterLock(path)
    lock.acquire("window")
    holder = lock.holder()
    assert holder is not None
    sentence = language("en").say(in_use(holder))
    assert "+00:00" not in sentence
    assert str(holder.since.year) in sentence
    lock.release()


def test_a_read_only_folder_is_told_as_such(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", 1) as disk:
        make_read_only(disk)
        with pytest.raises(NoRoom, match="may not write"):
            WriterLock(disk / "lock").acquire("command")


def test_a_full_disk_leaves_nobody_in_the_way_of_the_next_try(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", 1) as disk:
        filler = disk / "filler"
        filler.write_bytes(bytes(2**20))
        lock = WriterLock(disk / "lock")
        with pytest.raises(NoRoom):
            lock.acquire("window")
        filler.unlink()
        lock.acquire("window")
        lock.release()
