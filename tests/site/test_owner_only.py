"""What the data folder holds is read by its owner only."""

import os
import stat
from pathlib import Path

import pytest

from bonbrug.site import owner_only
from tests.site.command import bonbrug

OURS = (
    "bonbrug.sqlite3", "bonbrug.sqlite3-wal", "bonbrug.sqlite3-shm", "queue.sqlite3",
    "queue.sqlite3-wal", "secret_key.secret", "demo.json",
)  # fmt: skip


def open_to_others(folder: Path) -> list[str]:
    return sorted(
        str(path.relative_to(folder))
        for path in folder.rglob("*")
        if stat.S_IMODE(path.stat().st_mode) & 0o077
    )


def test_what_an_earlier_version_left_open_is_closed(tmp_path: Path) -> None:
    for name in OURS:
        (tmp_path / name).touch()
        (tmp_path / name).chmod(0o644)
    (tmp_path / "marks").mkdir()
    (tmp_path / "marks" / "7").touch()
    for name in ("marks", "marks/7"):
        (tmp_path / name).chmod(0o755)
    assert owner_only.repair(tmp_path) == len(OURS) + 2
    assert open_to_others(tmp_path) == []
    assert owner_only.repair(tmp_path) == 0


def test_the_owner_keeps_the_rights_that_were_there(tmp_path: Path) -> None:
    (tmp_path / "demo.json").touch()
    (tmp_path / "demo.json").chmod(0o444)
    owner_only.repair(tmp_path)
    assert stat.S_IMODE((tmp_path / "demo.json").stat().st_mode) == 0o400


def test_files_of_other_programs_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "photo.jpg").touch()
    (tmp_path / "photo.jpg").chmod(0o644)
    assert owner_only.repair(tmp_path) == 0


def test_a_file_that_is_not_ours_to_close_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "demo.json").touch()
    (tmp_path / "demo.json").chmod(0o644)

    def refuse(path: Path, mode: int) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(Path, "chmod", refuse)
    with pytest.raises(owner_only.OpenToOthers, match="chown"):
        owner_only.repair(tmp_path)


def test_a_first_start_makes_no_file_that_others_can_read(tmp_path: Path) -> None:
    data = tmp_path / "data"
    before = os.umask(0o022)
    try:
        assert bonbrug(data, "person", "kantoor@firma.example")[0] == 0
    finally:
        os.umask(before)
    assert (data / "bonbrug.sqlite3").exists()
    assert open_to_others(tmp_path) == []


def test_every_command_closes_what_was_open(tmp_path: Path) -> None:
    assert bonbrug(tmp_path, "manage", "migrate", "--verbosity", "0")[0] == 0
    (tmp_path / "bonbrug.sqlite3").chmod(0o664)
    assert bonbrug(tmp_path, "status")[0] == 0
    assert open_to_others(tmp_path) == []
