"""What makes a passphrase good enough, and how a recovery key is read back from paper."""

from __future__ import annotations

import pytest

from desktop.application.passphrase import passphrase_problem, printed_recovery_key, read_recovery_key


@pytest.mark.parametrize(
    "typed",
    ["vier losse rare woorden", "fietsbel gebreide lantaarn", "Łódź är fin på våren", "xK9#mVq2pLwRtZ",
     "王小明和他的红色自行车去北京玩"],
)  # fmt: skip
def test_a_passphrase_of_ones_own_words_is_accepted(typed: str) -> None:
    assert passphrase_problem(typed) is None


@pytest.mark.parametrize("typed", ["", "kort", "elf tekens!", "é" * 11])
def test_a_short_passphrase_is_told_how_long_it_should_be(typed: str) -> None:
    assert "at least 12 characters" in str(passphrase_problem(typed))


@pytest.mark.parametrize(
    "typed",
    ["Welkom2026!!", "wachtwoord123", "WACHTWOORD WACHTWOORD", "123456789012", "qwertyuiop12", "leerwerkloket01",
     "aaaaaaaaaaaaaaaa", "Zomer2026Zomer2026", "............", "overstap overstap", "geheimgeheim"],
)  # fmt: skip
def test_a_passphrase_that_everybody_tries_first_is_refused(typed: str) -> None:
    assert "easy to guess" in str(passphrase_problem(typed))


def test_a_recovery_key_survives_printing_and_copying() -> None:
    printed = printed_recovery_key(bytes(range(20)))
    assert [len(group) for group in printed.split("-")] == [4] * 8
    assert read_recovery_key(printed.lower().replace("-", "  ")) == printed.replace("-", "")


@pytest.mark.parametrize("typed", ["", "AAAA", "vier losse rare woorden", "8" * 32, "A" * 33])
def test_something_else_is_not_taken_for_a_recovery_key(typed: str) -> None:
    assert read_recovery_key(typed) is None
