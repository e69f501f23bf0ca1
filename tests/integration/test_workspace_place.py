"""Where a workspace lies: the default folder, and the places that are risky."""

from __future__ import annotations

from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from desktop.domain.errors import NoRoom
from desktop.persistence.place import default_folder, file_system, make_private, notices, synced_by

MOUNTS = """\
/dev/sda2 / ext4 rw,relatime 0 0
proc /proc proc rw 0 0
server:/home /home nfs4 rw 0 0
//nas/werk /mnt/gedeelde\\040map cifs rw 0 0
/dev/sdb1 /home/emma/stick vfat rw 0 0
"""


@pytest.mark.parametrize(
    ("folder", "service"),
    [
        (PureWindowsPath(r"C:\Users\emma\OneDrive - Gemeente\Overstap"), "OneDrive"),
        (PureWindowsPath(r"C:\Users\emma\Dropbox\Overstap"), "Dropbox"),
        (PurePosixPath("/Users/emma/Library/Mobile Documents/com~apple~CloudDocs/Overstap"), "iCloud"),
        (PurePosixPath("/home/emma/Google Drive/Overstap"), "Google Drive"),
        (PurePosixPath("/home/emma/Nextcloud/Overstap"), "Nextcloud"),
        (PureWindowsPath(r"C:\Users\emma\AppData\Local\Overstap"), None),
        (PurePosixPath("/home/emma/.local/share/Overstap"), None),
    ],
)
def test_a_folder_that_a_service_copies_is_recognised(folder: PurePosixPath, service: str | None) -> None:
    assert synced_by(folder) == service


def test_onedrive_is_recognised_wherever_the_administrator_put_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OneDriveCommercial", "/data/wolk")
    assert synced_by(PurePosixPath("/data/wolk/Overstap")) == "OneDrive"
    assert synced_by(PurePosixPath("/data/wolkje/Overstap")) is None


def test_the_folder_in_a_copied_place_gives_a_notice(tmp_path: Path) -> None:
    folder = tmp_path / "Dropbox" / "Overstap"
    folder.mkdir(parents=True)
    assert any("Dropbox copies" in str(notice) for notice in notices(folder))


def test_the_table_of_mounts_tells_what_a_folder_lies_on() -> None:
    assert file_system(PurePosixPath("/home/emma/Overstap"), MOUNTS) == "nfs4"
    assert file_system(PurePosixPath("/home/emma/stick/x"), MOUNTS) == "vfat"
    assert file_system(PurePosixPath("/mnt/gedeelde map/x"), MOUNTS) == "cifs"
    assert file_system(PurePosixPath("/var/x"), MOUNTS) == "ext4"
    assert file_system(PurePosixPath("/var/x"), "") == ""


def test_a_workspace_lies_in_the_users_own_data_where_nobody_says_otherwise() -> None:
    assert default_folder().name == "Overstap"
    assert default_folder().is_absolute()


def test_a_folder_made_private_stays_closed_to_others(tmp_path: Path) -> None:
    folder = tmp_path / "werkruimte"
    folder.mkdir(mode=0o777)
    make_private(folder)
    assert folder.stat().st_mode & 0o777 == 0o700


def test_a_file_where_the_folder_should_be_says_so(tmp_path: Path) -> None:
    (tmp_path / "bestand").write_text("geen map")
    with pytest.raises(NoRoom):
        make_private(tmp_path / "bestand" / "werkruimte")
