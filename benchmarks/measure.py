"""How the benchmarks measure: medians of several runs, ours and a floor in turn, and a line that says the ratio."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable


def seconds(work: Callable[[], object]) -> float:
    """How long one call takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def paired(ours: Callable[[], object], floor: Callable[[], object], runs: int = 5) -> tuple[float, float]:
    """The medians of both, run in turn so that a busy moment hits both."""
    pairs = [(seconds(ours), seconds(floor)) for _ in range(runs)]
    return statistics.median(o for o, _ in pairs), statistics.median(f for _, f in pairs)


def percentile(values: list[float], share: float) -> float:
    """The value below which this share of them lies."""
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def told(what: str, ours: float, floor: float, at_most: float) -> float:
    """Print the ratio against what is allowed; return it."""
    ratio = ours / floor
    verdict = "ok" if ratio <= at_most else "TOO SLOW"
    print(f"{what}: {ours * 1e3:.2f} ms, floor {floor * 1e3:.2f} ms, ratio {ratio:.2f} (at most {at_most:g}) {verdict}")
    return ratio
