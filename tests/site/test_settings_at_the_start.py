"""Settings that are not right: every command stops and says all of it, without a traceback."""

from pathlib import Path

import pytest

from tests.site.command import bonbrug

WRONG = {
    "BONBRUG_WORKERS": "0",
    "BONBRUG_HOUSES": "link,schuur",
    "BONBRUG_LOG_LEVEL": "LUID",
    "BONBRUG_CREDENTIAL_KEYS": "zz",
    "BONBRUG_DATABASE_URL": "postgresql://bon:canary@db.example/bonbrug?host=/run",
    "BONBRUG_SMTP_URL": "smtp://bon:canary@mail.example:x",
    "BONBRUG_HTTPS": "ja",
    "BONBRUG_ROW_CAP": "²",
    "BONBRUG_SQLITE_SYNCHRONOUS": "FULL; DROP TABLE x",
    "BONBRUG_MAIL_FROM_FILE": "/nowhere/at/all",
    "BONBRUG_HTPS": "true",
}


@pytest.mark.parametrize("words", [("check",), ("serve",), ("work",), ("manage", "check")])
def test_every_command_says_all_that_is_wrong_at_once(
    tmp_path: Path, words: tuple[str, ...]
) -> None:
    # The address of the database decides whether the one of SQLITE_SYNCHRONOUS is looked at.
    given = {key: value for key, value in WRONG.items() if key != "BONBRUG_DATABASE_URL"}
    code, said = bonbrug(tmp_path, *words, **given)
    assert (code, "Traceback" in said, "canary" in said) == (2, False, False)
    for name in given:
        assert name.removesuffix("_FILE") in said


def test_a_database_address_is_not_shown(tmp_path: Path) -> None:
    code, said = bonbrug(tmp_path, "check", **WRONG)
    assert (code, "BONBRUG_DATABASE_URL names a host before" in said) == (2, True)
    assert "canary" not in said


def test_a_setting_that_is_given_twice_is_refused(tmp_path: Path) -> None:
    (tmp_path / "from").write_text("bonbrug@firma.example")
    both = {"BONBRUG_MAIL_FROM": "a@b.example", "BONBRUG_MAIL_FROM_FILE": str(tmp_path / "from")}
    code, said = bonbrug(tmp_path, "check", **both)
    assert (code, "are both given" in said) == (2, True)


def test_a_data_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    code, said = bonbrug(tmp_path / "file" / "data", "check")
    assert (code, "let BONBRUG_DATA name a folder" in said, "Traceback" in said) == (2, True, False)


def test_check_says_before_the_first_start_that_settings_are_in_order(tmp_path: Path) -> None:
    code, said = bonbrug(tmp_path, "check")
    assert code == 0
    assert said.splitlines() == [
        "settings: in order",
        "database: empty; the first start makes the tables",
    ]


def test_check_without_a_link_looks_at_the_database(tmp_path: Path) -> None:
    houses = {"BONBRUG_HOUSES": "books"}
    assert bonbrug(tmp_path, "manage", "migrate", "--verbosity", "0", **houses)[0] == 0
    code, said = bonbrug(tmp_path, "check", **houses)
    assert (code, said.splitlines()[-2:]) == (0, ["database: whole", "keys: in order"])


@pytest.mark.parametrize("words", [("status",), ("sync",), ("verify-journal",)])
def test_a_command_that_looks_at_nothing_says_so(tmp_path: Path, words: tuple[str]) -> None:
    code, said = bonbrug(tmp_path, *words)
    assert (code, "the database is empty" in said, "Traceback" in said) == (2, True, False)
    code, said = bonbrug(tmp_path, *words, BONBRUG_HOUSES="books")
    assert (code, "is of the link" in said, "Traceback" in said) == (2, True, False)


def test_a_database_that_does_not_answer_is_said(tmp_path: Path) -> None:
    away = "postgresql://bon:canary@127.0.0.1:9/bonbrug"
    code, said = bonbrug(tmp_path, "check", BONBRUG_DATABASE_URL=away)
    assert (code, "the database does not answer" in said) == (2, True)
    assert "Traceback" not in said
    assert "canary" not in said
