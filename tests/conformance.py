"""Whether a PDF keeps the rules: PDF/UA-1 (for everybody to read) and PDF/A-2a (for always)."""

from __future__ import annotations

from page import SafetyLimits, validate_pdf_bytes

_PROFILES = ("ua1", "2a")


def assert_conforms(pdf: bytes) -> None:
    """Fail with every broken rule of both standards."""
    broken = [
        f"{profile}: {failure.rule_id} {failure.message}"
        for profile in _PROFILES
        for failure in validate_pdf_bytes(pdf, profile=profile, limits=SafetyLimits.unlimited()).failures
    ]
    assert not broken, "\n".join(sorted(set(broken)))
