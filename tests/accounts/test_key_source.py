"""The keys of one purpose, where they stand: a process sees a renewed file at its next use."""

import os
from pathlib import Path

import pytest

from bonbrug.accounts.key_source import KeySource

A, B = b"a" * 32, b"b" * 32


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "credential_keys.secret"
    path.write_text(A.hex())
    return path


def source(path: Path | None, *, ours: bool = True) -> KeySource:
    return KeySource("BONBRUG_CREDENTIAL_KEYS", (A,), path, ours)


def test_a_renewed_file_is_seen_by_who_read_it_before(file: Path) -> None:
    one, other = source(file), source(file)
    assert other.current() == (A,)
    one.replace((B, A))
    assert (one.current(), other.current()) == ((B, A), (B, A))


def test_the_file_is_read_by_its_owner_only_and_nothing_is_left_beside_it(file: Path) -> None:
    source(file).replace((B,))
    assert os.stat(file).st_mode & 0o077 == 0
    assert list(file.parent.iterdir()) == [file]


@pytest.mark.parametrize("content", ["", "zz" * 32, A.hex()[:40]])
def test_a_file_that_is_not_whole_leaves_the_keys_of_before(file: Path, content: str) -> None:
    read = source(file)
    assert read.current() == (A,)
    file.write_text(content)
    assert read.current() == (A,)


def test_a_file_that_went_away_leaves_the_keys_of_before(
    file: Path, caplog: pytest.LogCaptureFixture
) -> None:
    read = source(file)
    file.unlink()
    assert read.current() == (A,)
    assert A.hex() not in caplog.text


def test_what_the_operator_gives_is_not_ours_to_change(file: Path) -> None:
    for given in (source(None), source(file, ours=False)):
        with pytest.raises(ValueError, match="BONBRUG_CREDENTIAL_KEYS is not ours"):
            given.replace((B,))
    assert file.read_text() == A.hex()


def test_it_shows_no_key(file: Path) -> None:
    read = source(file)
    read.current()
    assert "61" * 8 not in repr(read)
    assert repr(A) not in repr(read)
