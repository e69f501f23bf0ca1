"""The vault: what opens it, what does not, and what happens to a file that somebody changed."""

from __future__ import annotations

import itertools
import json
import shutil
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends.fail import Keyring as NoKeyring
from keyring.errors import PasswordDeleteError
from typing_extensions import override

from desktop.domain.errors import Damaged, Invalid, Newer, NoRoom, NoWorkspace, Refused, WrongSecret
from desktop.persistence.keys import STRONG, Cost, DataKey, Hardness, Vault
from tests.integration.small_workspace import FAST, PASSPHRASE, small_disk


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    return Vault(tmp_path / "vault.json", FAST)


def _edit(vault: Vault, change: Any) -> None:
    content = json.loads(vault.path.read_text())
    change(content)
    vault.path.write_text(json.dumps(content))


def test_passphrase_and_recovery_key_open_the_same_key(vault: Vault) -> None:
    key, recovery = vault.create(PASSPHRASE)
    assert vault.unlock(PASSPHRASE) == key == vault.unlock(recovery)


def test_a_recovery_key_is_eight_groups_of_four_and_new_each_time(tmp_path: Path) -> None:
    keys = {Vault(tmp_path / f"{n}.json", FAST).create(PASSPHRASE)[1] for n in range(3)}
    assert len(keys) == 3
    assert all([len(group) for group in key.split("-")] == [4] * 8 for key in keys)


def test_a_recovery_key_is_read_as_people_copy_it(vault: Vault) -> None:
    key, recovery = vault.create(PASSPHRASE)
    for typed in (
        recovery.lower(),
        recovery.replace("-", " "),
        recovery.replace("-", ""),
        f"  {recovery.replace('-', ' – ')}\n",
        recovery.replace("O", "0").replace("I", "1"),
    ):
        assert vault.unlock(typed) == key


def test_a_wrong_passphrase_says_what_else_can_be_tried(vault: Vault) -> None:
    _, recovery = vault.create(PASSPHRASE)
    wrong_recovery = ("A" if recovery[0] != "A" else "B") + recovery[1:]
    for typed in ("", "vier losse rare woordem", PASSPHRASE.upper(), wrong_recovery, "\ud800 een half teken"):
        with pytest.raises(WrongSecret, match="recovery key"):
            vault.unlock(typed)


def test_an_accent_typed_in_two_keystrokes_is_the_same_letter(vault: Vault) -> None:
    key, _ = vault.create("één fietsbel met gebreide sjaal")
    assert vault.unlock(unicodedata.normalize("NFD", "één fietsbel met gebreide sjaal")) == key


def test_a_new_passphrase_leaves_the_key_and_the_recovery_key_as_they_were(vault: Vault) -> None:
    key, recovery = vault.create(PASSPHRASE)
    vault.change_passphrase(PASSPHRASE, "heel andere losse woorden")
    assert vault.unlock("heel andere losse woorden") == key == vault.unlock(recovery)
    with pytest.raises(WrongSecret):
        vault.unlock(PASSPHRASE)


def test_who_forgot_the_passphrase_sets_a_new_one_with_the_recovery_key(vault: Vault) -> None:
    key, recovery = vault.create(PASSPHRASE)
    vault.change_passphrase(recovery, "heel andere losse woorden")
    assert vault.unlock("heel andere losse woorden") == key


def test_a_renewed_recovery_key_replaces_the_old_one(vault: Vault) -> None:
    key, old = vault.create(PASSPHRASE)
    new = vault.renew_recovery(PASSPHRASE)
    assert vault.unlock(new) == key
    with pytest.raises(WrongSecret):
        vault.unlock(old)


def test_a_weak_new_passphrase_changes_nothing(vault: Vault) -> None:
    key, _ = vault.create(PASSPHRASE)
    with pytest.raises(Invalid) as refused:
        vault.change_passphrase(PASSPHRASE, "Welkom2026!!")
    assert list(refused.value.problems) == ["passphrase"]
    assert vault.unlock(PASSPHRASE) == key


def test_three_older_copies_stay_and_open_with_what_opened_them(vault: Vault) -> None:
    key, _ = vault.create(PASSPHRASE)
    secrets = [PASSPHRASE, *(f"losse woorden nummer {n} hier" for n in ("twee", "drie", "vier", "vijf"))]
    for old, new in itertools.pairwise(secrets):
        vault.change_passphrase(old, new)
    copies = sorted(path.name for path in vault.path.parent.iterdir())
    assert copies == ["vault.json", "vault.json.1", "vault.json.2", "vault.json.3"]
    assert Vault(vault.path.with_name("vault.json.3"), FAST).unlock(secrets[1]) == key


def test_costs_below_the_floor_are_refused_before_anything_is_tried(vault: Vault) -> None:
    vault.create(PASSPHRASE)
    _edit(vault, lambda content: content["slots"][0]["prm"].update(m=4))
    with pytest.raises(Damaged, match="altered"):
        vault.unlock(PASSPHRASE)


def test_the_program_itself_refuses_the_cheap_vault_of_a_test(vault: Vault) -> None:
    vault.create(PASSPHRASE)
    assert STRONG.floor == Cost(m=65536, t=3, p=4)
    with pytest.raises(Damaged):
        Vault(vault.path).unlock(PASSPHRASE)


def test_costs_lowered_above_the_floor_do_not_open(tmp_path: Path) -> None:
    dear = Vault(tmp_path / "vault.json", Hardness(Cost(m=64, t=4, p=1), 0))
    dear.create(PASSPHRASE)
    cheap = Vault(dear.path, FAST)
    assert cheap.unlock(PASSPHRASE)
    _edit(cheap, lambda content: content["slots"][0]["prm"].update(t=2))
    with pytest.raises(WrongSecret):
        cheap.unlock(PASSPHRASE)


def test_costs_that_would_hang_the_program_are_refused(vault: Vault) -> None:
    vault.create(PASSPHRASE)
    _edit(vault, lambda content: content["slots"][0]["prm"].update(m=2**40))
    with pytest.raises(Damaged):
        vault.unlock(PASSPHRASE)


def test_calibration_makes_a_try_dearer_and_never_cheaper() -> None:
    floor = Cost(m=8, t=1, p=1)
    assert Hardness(floor, seconds=0.05).calibrated().t > floor.t
    assert Hardness(floor, seconds=0).calibrated() == floor


def test_a_slot_of_another_vault_or_of_another_kind_does_not_open(vault: Vault, tmp_path: Path) -> None:
    vault.create(PASSPHRASE)
    other = Vault(tmp_path / "other.json", FAST)
    other.create(PASSPHRASE)
    foreign = json.loads(other.path.read_text())["slots"]
    _edit(vault, lambda content: content.update(slots=foreign))
    with pytest.raises(WrongSecret):
        vault.unlock(PASSPHRASE)
    _edit(other, lambda content: content["slots"][1].update(kind="passphrase"))
    _edit(other, lambda content: content["slots"].pop(0))
    with pytest.raises(WrongSecret):
        other.unlock(PASSPHRASE)


def test_a_missing_vault_says_where_copies_are(vault: Vault) -> None:
    with pytest.raises(NoWorkspace, match=r"vault\.json is missing.*\.1, \.2 and \.3"):
        vault.unlock(PASSPHRASE)


@pytest.mark.parametrize(
    "content",
    ["", "hello", "[]", "{}", '{"v": 1}', '{"v": "1", "id": "x", "slots": []}', "[" * 100_000,
     '{"v":1,"id":1,"slots":[]}',
     '{"v":1,"id":"x","slots":[1]}', '{"v":1,"id":"x","slots":[{"kind":"passphrase"}]}',
     '{"v":1,"id":"x","slots":[{"kind":"passphrase","prm":{"m":8,"t":1,"p":1},"salt":"zz","nonce":"","ct":""}]}'],
)  # fmt: skip
def test_a_damaged_vault_is_left_as_it_is(vault: Vault, content: str) -> None:
    vault.path.write_text(content)
    with pytest.raises(Damaged, match="Nothing was changed"):
        vault.unlock(PASSPHRASE)
    assert vault.path.read_text() == content


def test_a_vault_of_a_newer_program_asks_for_that_program(vault: Vault) -> None:
    vault.create(PASSPHRASE)
    _edit(vault, lambda content: content.update(v=2))
    with pytest.raises(Newer):
        vault.unlock(PASSPHRASE)


def test_the_key_and_the_secrets_stand_in_no_file_and_no_text(vault: Vault) -> None:
    key, recovery = vault.create(PASSPHRASE)
    written = b"".join(path.read_bytes() for path in vault.path.parent.iterdir())
    for secret in (key.reveal(), key.reveal().hex().encode(), PASSPHRASE.encode(), recovery.encode()):
        assert secret not in written
    assert key.reveal().hex() not in repr(key) + str(key) + f"{key}"
    assert vault.path.stat().st_mode & 0o077 == 0


def test_a_full_disk_leaves_the_old_vault(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", 1) as disk:
        vault = Vault(disk / "vault.json", FAST)
        key, _ = vault.create(PASSPHRASE)
        (disk / "full").write_bytes(bytes(shutil.disk_usage(disk).free))
        with pytest.raises(NoRoom, match="full"):
            vault.change_passphrase(PASSPHRASE, "heel andere losse woorden")
        assert vault.unlock(PASSPHRASE) == key
        assert not list(disk.glob("*.tmp"))


class _Remembering(KeyringBackend):
    """The keyring of a computer, for as long as the test runs."""

    priority = 5
    name = "Oefensleutelring"

    kept: dict[tuple[str, str], str]

    @override
    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    @override
    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    @override
    def delete_password(self, service: str, username: str) -> None:
        if self.kept.pop((service, username), None) is None:
            raise PasswordDeleteError


@pytest.fixture
def ring() -> Iterator[_Remembering]:
    before, ring = keyring.get_keyring(), cast("Any", _Remembering)()
    ring.kept = {}
    keyring.set_keyring(ring)
    yield ring
    keyring.set_keyring(before)


def test_a_keyring_opens_the_vault_until_it_is_forgotten(vault: Vault, ring: _Remembering) -> None:
    key, _ = vault.create(PASSPHRASE)
    assert vault.unlock_from_keyring() is None
    assert vault.remember(PASSPHRASE) == "Oefensleutelring"
    assert vault.unlock_from_keyring() == key
    assert key.reveal().hex() not in "".join(ring.kept.values())
    vault.forget()
    assert vault.unlock_from_keyring() is None
    assert ring.kept == {}


def test_an_emptied_or_foreign_keyring_falls_back_to_the_passphrase(vault: Vault, ring: _Remembering) -> None:
    key, _ = vault.create(PASSPHRASE)
    vault.remember(PASSPHRASE)
    for place in list(ring.kept):
        ring.kept[place] = "iets anders"
    assert vault.unlock_from_keyring() is None
    ring.kept.clear()
    assert vault.unlock_from_keyring() is None
    vault.forget()
    assert vault.unlock(PASSPHRASE) == key


def test_without_a_keyring_the_passphrase_is_the_only_way(vault: Vault) -> None:
    before = keyring.get_keyring()
    keyring.set_keyring(cast("Any", NoKeyring)())
    try:
        vault.create(PASSPHRASE)
        with pytest.raises(Refused, match="no key store"):
            vault.remember(PASSPHRASE)
        assert vault.unlock_from_keyring() is None
    finally:
        keyring.set_keyring(before)


def test_a_data_key_has_32_bytes() -> None:
    with pytest.raises(ValueError, match="32"):
        DataKey(b"short")
