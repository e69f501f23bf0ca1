"""How time grows with the number of people: ``python -m benchmarks.growth`` draws ``growth.svg`` beside this script.

Both axes are logarithmic: a line that stays level does not grow, a line at 45 degrees grows with the number of people.
"""

from __future__ import annotations

import argparse
import math
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.crowd import crowd
from benchmarks.store import first_page, save, search

SIZES = (1_000, 10_000, 100_000)
_COLOURS = ("#1d57b0", "#a8201a", "#2c7a3f")
_WIDTH, _HEIGHT, _LEFT, _BOTTOM = 720, 420, 70, 50


def measured(sizes: Sequence[int]) -> dict[str, list[float]]:
    """Milliseconds per act at each size."""
    found: dict[str, list[float]] = {"save one field": [], "search, p95 a keystroke": [], "first page of a list": []}
    for people in sizes:
        with crowd(people) as (database, store):
            for name, act in zip(found, (save, search, first_page), strict=True):
                found[name].append(act(database, store)[0] * 1e3)
        print(people, {name: f"{values[-1]:.2f} ms" for name, values in found.items()})
    return found


def picture(sizes: Sequence[int], curves: Mapping[str, Sequence[float]]) -> str:
    """The curves as an SVG."""
    values = [v for curve in curves.values() for v in curve]
    low, high = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))

    def x(size: int) -> float:
        share = math.log10(size / sizes[0]) / math.log10(sizes[-1] / sizes[0])
        return _LEFT + share * (_WIDTH - _LEFT - 200)

    def y(value: float) -> float:
        return 20 + (high - math.log10(value)) / (high - low) * (_HEIGHT - _BOTTOM - 20)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDTH}" height="{_HEIGHT}" '
        f'font-family="Noto Sans, sans-serif" font-size="12"><rect width="100%" height="100%" fill="#fff"/>'
    ]
    for power in range(low, high + 1):
        at = y(10.0**power)
        parts.append(f'<path d="M{_LEFT} {at}H{x(sizes[-1])}" stroke="#ddd"/>')
        parts.append(f'<text x="{_LEFT - 8}" y="{at + 4}" text-anchor="end">{10.0**power:g} ms</text>')
    for size in sizes:
        parts.append(f'<text x="{x(size)}" y="{_HEIGHT - _BOTTOM + 24}" text-anchor="middle">{size:,} people</text>')
    for (name, curve), colour in zip(curves.items(), _COLOURS, strict=True):
        points = " ".join(f"{x(size)},{y(value)}" for size, value in zip(sizes, curve, strict=True))
        parts.append(f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts.append(f'<text x="{x(sizes[-1]) + 8}" y="{y(curve[-1]) + 4}" fill="{colour}">{name}</text>')
    return "\n".join([*parts, "</svg>"])


def main() -> None:
    """Measure and draw."""
    arguments = argparse.ArgumentParser()
    arguments.add_argument("-o", "--output", type=Path, default=Path(__file__).with_name("growth.svg"))
    given = arguments.parse_args()
    given.output.write_text(picture(SIZES, measured(SIZES)), encoding="utf-8")


if __name__ == "__main__":
    main()
