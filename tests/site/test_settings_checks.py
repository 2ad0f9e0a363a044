"""Settings that are each in order and together half true stop the start, all at once."""

from dataclasses import replace
from typing import Any

import pytest

from bonbrug.site.settings_checks import DatabaseLine, Given, sentences

SAFE = Given(
    debug=False,
    https=True,
    base_url="https://bonbrug.example",
    hosts=["bonbrug.example"],
    houses=["link"],
    secret_key="0123456789abcdef" * 4,
    credential_keys="ab" * 32,
    signing_keys="cd" * 32,
    services={"BONBRUG_WERKBONAPP_URL": "werkbonapp.nl=https://wba.example/openapi/8"},
    internal=[],
    smtp_url="smtps://bon:geheim@mail.example",
    mail_from="bonbrug@bonbrug.example",
    metrics_key="",
    proxies=True,
)
HERE = replace(SAFE, https=False, base_url="http://127.0.0.1:8000", hosts=["127.0.0.1"])


def told(**changes: Any) -> str:
    return "\n".join(sentences(replace(SAFE, **changes)))


def test_settings_that_fit_are_not_spoken_of() -> None:
    assert sentences(SAFE) == []
    assert sentences(HERE) == []


def test_everything_wrong_is_said_at_once() -> None:
    said = told(debug=True, secret_key="kort", hosts=[*SAFE.hosts, "*"], mail_from="")
    assert len(said.splitlines()) == 4


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"debug": True}, "leave BONBRUG_DEBUG out"),
        ({"https": False}, "set BONBRUG_HTTPS=true"),
        ({"base_url": "http://bonbrug.example"}, "BONBRUG_HTTPS is true and BONBRUG_BASE_URL is"),
        ({"base_url": "https://bonbrug.example/pad"}, "without a path"),
        ({"base_url": "bonbrug.example"}, "http://host or https://host"),
        ({"base_url": "https://bonbrug.example:x"}, "http://host or https://host"),
        ({"base_url": "https://[bonbrug"}, "http://host or https://host"),
        ({"hosts": ["*"]}, "write the names that people use"),
        ({"proxies": False}, "needs BONBRUG_TRUSTED_PROXIES"),
        ({"hosts": ["bonbrug.example", "https://bonbrug.example"]}, "holds names only"),
        ({"houses": []}, "BONBRUG_HOUSES must be"),
        ({"houses": ["link", "schuur"]}, "BONBRUG_HOUSES must be"),
        ({"houses": ["link", "link"]}, "BONBRUG_HOUSES must be"),
        ({"secret_key": "0123456789abcdef" * 3}, "BONBRUG_SECRET_KEY"),
        ({"secret_key": "a" * 64}, "BONBRUG_SECRET_KEY"),
        ({"secret_key": "django-insecure-" + "0123456789abcdef" * 4}, "BONBRUG_SECRET_KEY"),
        ({"secret_key": ""}, "BONBRUG_SECRET_KEY"),
        ({"credential_keys": "ab" * 31}, "64 hex digits"),
        ({"credential_keys": "zz" * 32}, "64 hex digits"),
        ({"credential_keys": ""}, "64 hex digits"),
        ({"credential_keys": "ab" * 32 + "," + "AB" * 32}, "names a key twice"),
        ({"signing_keys": "zz" * 32}, "BONBRUG_SIGNING_KEYS must be keys of 64 hex digits"),
        ({"signing_keys": "ab" * 32 + "," + "AB" * 32}, "BONBRUG_SIGNING_KEYS names a key twice"),
        ({"smtp_url": "smtp://mail.example/?starttls=no"}, "no options"),
        ({"smtp_url": "smtp://bon@mail.example"}, "a user without a password"),
        ({"smtp_url": "smtp://bon:ge#heim@mail.example"}, "% code"),
        ({"mail_from": ""}, "needs BONBRUG_MAIL_FROM"),
        ({"mail_from": "bonbrug"}, "one e-mail address"),
        ({"metrics_key": "kort"}, "BONBRUG_METRICS_KEY"),
        ({"metrics_key": "een sleutel met spaties erin"}, "BONBRUG_METRICS_KEY"),
        ({"internal": ["*"]}, "BONBRUG_INTERNAL_HOSTS"),
        ({"internal": ["http://box"]}, "BONBRUG_INTERNAL_HOSTS"),
        ({"internal": ["box:8000"]}, "BONBRUG_INTERNAL_HOSTS"),
    ],
)
def test_a_half_true_setting_is_said_with_what_to_do(changes: dict[str, Any], said: str) -> None:
    assert said in told(**changes)


@pytest.mark.parametrize(
    ("listed", "said"),
    [
        ("wba=http://wba.example/openapi/8", "reaches wba.example over http"),
        ("http://10.0.0.7/openapi/8", "reaches 10.0.0.7 over http"),
        ("http://localhost.example/openapi/8", "reaches localhost.example over http"),
        ("wba=https://wba.example,wba=https://other.example", "one name to two addresses"),
        ("wba=ftp://wba.example", "must hold addresses"),
        ("wba=https://naam:geheim@wba.example", "must hold addresses"),
        ("wba=https://wba.example/?token=geheim", "must hold addresses"),
        ("wba=https://wba.example:x", "must hold addresses"),
        ("=https://wba.example,x=https://y.example", "name=address"),
        (" , ", "must be an address"),
    ],
)
def test_a_service_that_is_not_safe_is_said(listed: str, said: str) -> None:
    assert said in told(services={"BONBRUG_WERKBONAPP_URL": listed})


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.8.8", "[::1]", "localhost", "box.localhost"])
def test_plain_http_on_this_machine_is_safe(host: str) -> None:
    assert told(services={"BONBRUG_WERKBONAPP_URL": f"http://{host}:8000/openapi/8"}) == ""


@pytest.mark.parametrize("host", ["box", "BOX", "10.0.0.7"])
def test_plain_http_goes_to_an_internal_host_that_was_named(host: str) -> None:
    services = {"BONBRUG_WERKBONAPP_URL": f"http://{host}/openapi/8"}
    assert told(services=services, internal=["Box", "10.0.0.7"]) == ""


@pytest.mark.parametrize("sslmode", ["", "disable", "prefer", "require"])
def test_a_database_elsewhere_wants_a_line_that_can_be_trusted(sslmode: str) -> None:
    said = told(database=DatabaseLine("db.example", sslmode))
    assert "BONBRUG_DATABASE_URL reaches db.example" in said
    assert "sslmode=verify-full" in said


@pytest.mark.parametrize(
    ("hosts", "sslmode", "internal"),
    [
        ("", "", []),
        ("/run/postgresql", "", []),
        ("127.0.0.1", "", []),
        ("db.example", "verify-full", []),
        ("db.example", "verify-ca", []),
        ("DB", "", ["db"]),
        ("db,10.0.0.7", "", ["db", "10.0.0.7"]),
    ],
)
def test_a_database_that_is_near_named_or_sure_is_safe(
    hosts: str, sslmode: str, internal: list[str]
) -> None:
    assert told(database=DatabaseLine(hosts, sslmode), internal=internal) == ""


def test_of_several_databases_each_is_looked_at() -> None:
    said = told(database=DatabaseLine("db,away.example"), internal=["db"])
    assert "reaches away.example" in said
    assert len(said.splitlines()) == 1


def test_debug_is_for_this_machine_alone() -> None:
    assert sentences(replace(HERE, debug=True)) == []
    network = replace(HERE, base_url="http://box:8000", hosts=["box"], internal=["box"])
    assert sentences(network) == []
    assert "leave BONBRUG_DEBUG out" in "".join(sentences(replace(network, debug=True)))


def test_no_sentence_shows_a_secret() -> None:
    wrong = {
        "secret_key": "canary", "credential_keys": "canary", "signing_keys": "canary",
        "metrics_key": "canary",
        "smtp_url": "smtp://a:canary@mail.example#", "base_url": "https://a:canary@b.example",
        "services": {"X": "https://a:canary@b.example/?token=canary"},
    }  # fmt: skip
    assert "canary" not in told(**wrong)
    assert "canary" not in repr(replace(SAFE, secret_key="canary", smtp_url="canary"))
