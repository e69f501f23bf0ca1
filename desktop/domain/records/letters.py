"""The privacy letters of domain.md section 3, as short as the dictionary writes them."""

from __future__ import annotations

from desktop.domain.fields import Privacy

B = Privacy.BUSINESS
F = Privacy.DELICATE
N = Privacy.NATIONAL_ID
S = Privacy.SPECIAL
