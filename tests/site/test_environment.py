import os
from dataclasses import replace
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from bonbrug.site import environment, settings_checks
from bonbrug.values.sealing import read_keys
from tests.site.test_settings_checks import SAFE


def test_a_half_true_switch_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BONBRUG_HTTPS", "yes")
    with pytest.raises(ImproperlyConfigured, match="true or false"):
        environment.flag("HTTPS", default=False)


def test_an_unknown_setting_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BONBRUG_HTPS", "true")
    with pytest.raises(ImproperlyConfigured, match="BONBRUG_HTPS"):
        environment.known({"HTTPS", "DATA"})


def test_a_number_below_its_bound_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BONBRUG_WORKERS", "0")
    with pytest.raises(ImproperlyConfigured, match="from 1 up"):
        environment.number("WORKERS", 8, least=1)


def test_a_number_above_its_bound_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BONBRUG_KEEP_RECEIVED_DAYS", "91")
    with pytest.raises(ImproperlyConfigured, match="from 0 to 90"):
        environment.number("KEEP_RECEIVED_DAYS", 30, most=90)


def test_a_secret_may_come_from_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "key").write_text("geheim\n")
    monkeypatch.setenv("BONBRUG_SECRET_KEY_FILE", str(tmp_path / "key"))
    assert environment.text("SECRET_KEY") == "geheim"


def test_a_secret_is_made_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    first = environment.kept_secret(tmp_path, "made_here")
    assert environment.kept_secret(tmp_path, "made_here") == first
    assert os.stat(tmp_path / "made_here.secret").st_mode & 0o077 == 0


@pytest.mark.parametrize(("content", "why"), [(None, "cannot be read"), (b" ", "nothing is in")])
def test_a_secret_whose_file_is_missing_or_empty_is_not_drawn_instead(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, content: bytes | None, why: str
) -> None:
    file = tmp_path / "key"
    if content is not None:
        file.write_bytes(content)
    monkeypatch.setenv("BONBRUG_SECRET_KEY_FILE", str(file))
    with pytest.raises(ImproperlyConfigured, match=why):
        environment.kept_secret(tmp_path, "secret_key")
    assert not (tmp_path / "secret_key.secret").exists()


@pytest.mark.parametrize("keys", ["abc", "zz" * 32, "ab" * 31, f"{'ab' * 32},cd", " , "])
def test_a_key_that_is_not_64_hex_digits_is_refused_and_not_shown(
    keys: str,
) -> None:
    (sentence,) = settings_checks.sentences(replace(SAFE, credential_keys=keys))
    assert "64 hex digits" in sentence
    assert keys not in sentence


def test_keys_are_read_with_commas_newest_first() -> None:
    found = read_keys(f"{'ab' * 32}, {'cd' * 32}")
    assert found == [b"\xab" * 32, b"\xcd" * 32]
