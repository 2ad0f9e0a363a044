"""What a password may be, how it is kept, and what a wrong one tells."""

from datetime import UTC, datetime, timedelta
from math import prod
from typing import Any

import pytest
from django.conf import settings as ours
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.test import Client
from django.utils.module_loading import import_string

from bonbrug.accounts.actions import add_person
from bonbrug.accounts.models import User
from bonbrug.accounts.password_hash import PasswordHasher

pytestmark = pytest.mark.django_db
LONG = "  Één Heel Lang wachtwoord met spaties, hoofdletters en meer dan vierenzestig tekens  "
EMAIL = "kantoor@demo.example"


def tried(password: str, email: str = EMAIL) -> Any:
    return Client().post("/inloggen/", {"username": email, "password": password})


def test_a_password_of_eleven_signs_is_too_short() -> None:
    with pytest.raises(ValidationError):
        validate_password("q7-Zw.p2kfa")
    validate_password("q7-Zw.p2kfab")


def test_a_common_password_is_refused() -> None:
    with pytest.raises(ValidationError):
        validate_password("1q2w3e4r5t6y")


@pytest.mark.parametrize("password", ["alleenkleineletters", "ALLEENGROTEN", "éèàùçőűïöäñß"])
def test_a_password_needs_no_mixture_of_signs(password: str) -> None:
    validate_password(password)


def test_a_password_is_compared_to_the_last_sign_spaces_and_capitals_too() -> None:
    assert len(LONG) > 64
    add_person(EMAIL, LONG)
    for wrong in (LONG[:-1], LONG.strip(), LONG.lower(), LONG[:72]):
        assert tried(wrong).status_code == 200
    assert tried(LONG).status_code == 302


def test_an_old_password_still_logs_in() -> None:
    user = add_person(EMAIL, LONG)
    years_ago = datetime.now(UTC) - timedelta(days=3650)
    User.objects.filter(pk=user.pk).update(date_joined=years_ago, last_login=years_ago)
    assert tried(LONG).status_code == 302


def test_a_password_is_kept_with_argon2id() -> None:
    kept = add_person(EMAIL, LONG).password
    assert kept.startswith("argon2$argon2id$")
    assert [import_string(name) for name in ours.PASSWORD_HASHERS] == [PasswordHasher]
    least = 19 * 1024, 2  # KiB and rounds that are advised; three times that work in all
    assert PasswordHasher.memory_cost * PasswordHasher.time_cost >= 3 * prod(least)
    assert f"m={PasswordHasher.memory_cost},t={PasswordHasher.time_cost}," in kept


def test_what_was_kept_with_other_parameters_is_kept_anew_at_signing_in() -> None:
    user = add_person(EMAIL, LONG)
    with_those_of_before = Argon2PasswordHasher().encode(LONG, "salt-of-before-1")
    User.objects.filter(pk=user.pk).update(password=with_those_of_before)
    assert tried(LONG).status_code == 302
    user.refresh_from_db()
    assert f"m={PasswordHasher.memory_cost}," in user.password
    assert tried(LONG).status_code == 302


def test_the_field_covers_what_is_typed_and_lets_a_keeper_fill_it_in() -> None:
    page = Client().get("/inloggen/").content.decode()
    fields = [one.split(">")[0] for one in page.split("<input")]
    field = next(one for one in fields if 'name="password"' in one)
    assert 'type="password"' in field
    assert 'autocomplete="current-password"' in field
    assert "onpaste" not in page
    assert "maxlength" not in field


def test_an_unknown_address_and_a_wrong_password_are_told_the_same() -> None:
    add_person(EMAIL, LONG)
    known, unknown = tried("fout"), tried("fout", "niemand@demo.example")
    assert known.status_code == unknown.status_code
    assert _plain(known, EMAIL) == _plain(unknown, "niemand@demo.example")


def _plain(answer: Any, email: str) -> str:
    page = answer.content.decode().replace(email, "")
    token = answer.context["csrf_token"]
    return str(page.replace(str(token), ""))


def test_an_unknown_address_costs_the_hash_of_a_password_too(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    hashed: list[str] = []
    real = Argon2PasswordHasher.encode

    def counted(self: Any, password: str, salt: str) -> str:
        hashed.append(password)
        return str(real(self, password, salt))

    monkeypatch.setattr(Argon2PasswordHasher, "encode", counted)
    tried("fout", "niemand@demo.example")
    assert hashed == ["fout"]


def test_a_new_installation_has_nobody_in_it() -> None:
    call_command("migrate", verbosity=0)
    assert not User.objects.exists()
