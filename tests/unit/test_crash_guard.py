"""Errors are kept by type and place; nothing a person typed reaches a log, whatever goes wrong."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.application.crash_guard import CrashGuard, crash_of

ROOT = Path(__file__).parents[2]

SEEDED = """
import logging, sys, threading, warnings
from pathlib import Path
from desktop.application.crash_guard import CrashGuard, note

folder = Path(sys.argv[1])
guard = CrashGuard(folder)
guard.install()
ours, theirs = logging.getLogger("desktop.test"), logging.getLogger("somelibrary")

class Jansen(Exception): pass

def chained(seed):
    try: {}[seed]
    except KeyError as error: raise ValueError(f"cannot read {seed}") from error

def grouped(seed):
    undecoded = UnicodeDecodeError("utf-8", seed.encode(), 0, 1, seed)
    raise ExceptionGroup(seed, [OSError(2, seed, f"/home/{seed}/x"), undecoded])

def noted(seed):
    error = RuntimeError(seed); error.add_note(seed); raise error

def deep(seed, n=0): deep(seed, n + 1)

def evaluated(seed): exec(compile(f"raise SyntaxError('{seed}')", f"<{seed}.py>", "exec"), {"name": seed})

def imported(seed): raise ImportError(seed, name=seed, path=f"/home/{seed}")

class Unraisable:
    def __init__(self, seed): self.seed = seed
    def __del__(self): raise ValueError(self.seed)
    def __repr__(self): return self.seed

def error_of(kind, seed):
    try: kind(seed)
    except BaseException as error: return error

kinds = [chained, grouped, noted, deep, evaluated, imported]
for n in range(200):
    seed = f"Zonnebloem{n}"
    kind = kinds[n % len(kinds)]
    match n % 5:
        case 0:
            thread = threading.Thread(target=kind, args=(seed,)); thread.start(); thread.join()
        case 1:
            try: kind(seed)
            except BaseException as error: sys.excepthook(type(error), error, error.__traceback__)
        case 2:
            try: kind(seed)
            except BaseException: ours.exception("could not read %s", seed)
        case 3:
            Unraisable(seed)
            theirs.warning(f"value {seed}")
            ours.info("saved %s %(name)s", seed)
            ours.error(ValueError(seed))
            warnings.warn(seed)
        case 4:
            try: kind(seed)
            except BaseException as error: guard.report(error)
            note(error_of(kind, seed))
last = guard.last_crash()
assert last is not None and "Zonnebloem" not in last.text()
chained("Zonnebloem")
"""


def run(code: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code, str(folder)], capture_output=True, text=True, check=False, cwd=ROOT
    )


def test_two_hundred_errors_full_of_names_leave_no_name_anywhere(tmp_path: Path) -> None:
    folder = tmp_path / "log"
    done = run(SEEDED, folder)
    files = {path.name: path.read_text() for path in folder.iterdir()}
    assert done.returncode == 1
    for name, text in {**files, "stdout": done.stdout, "stderr": done.stderr}.items():
        assert "Zonnebloem" not in text, name
        assert "/home/" not in text, name
        assert str(ROOT) not in text, name
    lines = [json.loads(line) for line in files["crash.log"].splitlines() if line]
    assert len(lines) == 161  # 4 of 5 kinds of error go through the guard, and the one at the end
    assert "desktop.test" in files["overstap.log"]
    assert "could not read %s" in files["overstap.log"]
    assert "somelibrary" in files["overstap.log"]
    told = [line for line in files["overstap.log"].splitlines() if "a step failed" in line]
    assert len({line.split("a step failed ")[1].split()[0] for line in told}) > 1  # by its code, and where that leads
    assert all("<string>" in line or "elsewhere" in line for line in told)


def test_a_crash_tells_type_and_place_and_the_same_place_is_the_same_crash() -> None:
    def fail(name: str) -> None:
        raise KeyError(name)

    crashes = []
    for name in ("Jansen", "De Vries"):
        with pytest.raises(KeyError) as caught:
            fail(name)
        crashes.append(crash_of(caught.value))
    assert crashes[0].fingerprint == crashes[1].fingerprint
    assert crashes[0].types == ("builtins.KeyError",)
    assert crashes[0].places[-1].endswith(" fail")
    assert "Jansen" not in crashes[0].text()
    assert crashes[0].fingerprint != crash_of(ValueError()).fingerprint


def test_the_next_start_knows_of_the_last_crash_until_it_was_seen(tmp_path: Path) -> None:
    guard = CrashGuard(tmp_path)
    assert guard.last_crash() is None
    guard.report(ValueError("Jansen"))
    second = guard.report(KeyError("Jansen"))
    again = CrashGuard(tmp_path)
    assert again.last_crash() == second
    again.dismiss(second)
    assert CrashGuard(tmp_path).last_crash() is None
    third = again.report(ValueError("Jansen"))
    assert CrashGuard(tmp_path).last_crash() == third


def test_when_python_itself_dies_the_next_start_knows_where(tmp_path: Path) -> None:
    code = (
        "import sys, faulthandler\nfrom pathlib import Path\nfrom desktop.application.crash_guard import CrashGuard\n"
        "CrashGuard(Path(sys.argv[1])).install()\ndef die_here(): faulthandler._sigsegv()\ndie_here()\n"
    )
    assert run(code, tmp_path).returncode < 0
    done = run("import sys\nfrom pathlib import Path\nfrom desktop.application.crash_guard import CrashGuard\n"
               "guard = CrashGuard(Path(sys.argv[1])); guard.install()\n"
               "print(guard.last_crash().text())\n", tmp_path)  # fmt: skip
    assert "fault" in done.stdout
    assert "die_here" in done.stdout
    assert str(ROOT) not in done.stdout


def test_stopping_on_purpose_is_no_crash(tmp_path: Path) -> None:
    code = (
        "import sys\nfrom pathlib import Path\nfrom desktop.application.crash_guard import CrashGuard\n"
        "CrashGuard(Path(sys.argv[1])).install()\n"
    )
    run(code + "raise KeyboardInterrupt\n", tmp_path)
    run(code + "sys.exit(3)\n", tmp_path)
    assert CrashGuard(tmp_path).last_crash() is None


def test_the_logs_stay_small(tmp_path: Path) -> None:
    guard = CrashGuard(tmp_path)
    error = ValueError()
    for _ in range(4000):
        guard.report(error)
    assert sum(path.stat().st_size for path in tmp_path.iterdir()) < 400_000
    assert guard.last_crash() is not None


@pytest.mark.parametrize("content", ["", "x", "[]\n", '{"at": 1}\n', "\xff"])
def test_a_spoiled_log_is_no_second_error(tmp_path: Path, content: str) -> None:
    (tmp_path / "crash.log").write_text(content)
    guard = CrashGuard(tmp_path)
    assert guard.last_crash() is None
    guard.report(ValueError())
    assert guard.last_crash() is not None


def test_where_nothing_can_be_written_the_error_is_still_told(tmp_path: Path) -> None:
    (tmp_path / "bestand").write_text("geen map")
    told: list[BaseException] = []
    guard = CrashGuard(tmp_path / "bestand" / "log")
    guard.tell = told.append
    guard.report(ValueError())
    assert len(told) == 1


def test_what_goes_wrong_while_it_is_shown_is_shown_once(tmp_path: Path) -> None:
    guard, shown = CrashGuard(tmp_path), 0

    def show(_error: BaseException) -> None:
        nonlocal shown
        shown += 1
        guard.report(ValueError("no room to say it"))

    guard.tell = show
    guard.report(KeyError("Jansen"))
    guard.report(KeyError("De Vries"))
    assert shown == 2  # the error, and the one while showing it
