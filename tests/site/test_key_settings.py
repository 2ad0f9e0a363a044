"""Where the keys come from: two in a new installation, and in an earlier one its key goes on."""

from pathlib import Path

import pytest

from bonbrug.site import key_settings

ONE, OTHER = "ab" * 32, "cd" * 32
SEALS, SIGNS = "credential_keys.secret", "signing_keys.secret"


def ids(data: Path) -> tuple[list[str], list[str]]:
    """What seals and what signs, in hex."""
    signing, sealing = key_settings.signing(data)[1], key_settings.sealing(data)[1]
    return [key.hex() for key in sealing.current()], [key.hex() for key in signing.current()]


def test_a_new_installation_has_two_keys_in_files_of_their_own(tmp_path: Path) -> None:
    (sealing,), (signing,) = ids(tmp_path)
    assert sealing != signing
    assert ((tmp_path / SEALS).read_text(), (tmp_path / SIGNS).read_text()) == (sealing, signing)
    assert [path.stat().st_mode & 0o077 for path in tmp_path.iterdir()] == [0, 0]
    assert ids(tmp_path) == ([sealing], [signing])


def test_an_earlier_installation_goes_on_with_its_key_for_both(tmp_path: Path) -> None:
    (tmp_path / SEALS).write_text(f"{ONE}\n")
    assert ids(tmp_path) == ([ONE], [ONE])
    assert (tmp_path / SIGNS).read_text() == ONE


def test_the_oldest_of_several_signed_and_goes_on_signing(tmp_path: Path) -> None:
    (tmp_path / SEALS).write_text(f"{ONE}, {OTHER}")
    assert ids(tmp_path) == ([ONE, OTHER], [OTHER])
    (tmp_path / SEALS).write_text(ONE)
    assert ids(tmp_path) == ([ONE], [OTHER])


def test_keys_that_the_operator_gives_are_written_nowhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BONBRUG_CREDENTIAL_KEYS", f"{ONE},{OTHER}")
    assert ids(tmp_path) == ([ONE, OTHER], [OTHER])
    assert key_settings.signing(tmp_path)[1].shared
    monkeypatch.setenv("BONBRUG_SIGNING_KEYS", ONE)
    assert ids(tmp_path) == ([ONE, OTHER], [ONE])
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_the_operator_names_is_read_again_and_never_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    named = tmp_path / "secret"
    named.write_text(ONE)
    monkeypatch.setenv("BONBRUG_SIGNING_KEYS_FILE", str(named))
    source = key_settings.signing(tmp_path / "data")[1]
    assert (source.current(), source.ours) == ((bytes.fromhex(ONE),), False)
    named.write_text(f"{OTHER},{ONE}")
    assert source.current() == (bytes.fromhex(OTHER), bytes.fromhex(ONE))


def test_a_key_that_is_none_is_not_handed_on(tmp_path: Path) -> None:
    (tmp_path / SEALS).write_text("zz")
    assert ids(tmp_path) == ([], [])
    assert not (tmp_path / SIGNS).exists()
