"""Settings of which one half would let nobody in stop the start with a sentence."""

import subprocess
from ipaddress import ip_network
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from bonbrug.site import environment
from tests.journeys.program import COMMAND, clean_environment


def test_proxies_are_addresses_and_networks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BONBRUG_TRUSTED_PROXIES", "127.0.0.1, 10.1.2.0/24,2001:db8::/64")
    named = ("127.0.0.1/32", "10.1.2.0/24", "2001:db8::/64")
    assert environment.networks("TRUSTED_PROXIES") == [ip_network(word) for word in named]


@pytest.mark.parametrize("value", ["caddy", "10.1.2.3/24", "127.0.0.1;10.0.0.1", "*"])
def test_a_proxy_that_is_no_address_is_refused(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("BONBRUG_TRUSTED_PROXIES", value)
    with pytest.raises(ImproperlyConfigured, match="addresses or networks with commas"):
        environment.networks("TRUSTED_PROXIES")


@pytest.mark.parametrize("everybody", ["0.0.0.0/0", "::/0"])
def test_not_everybody_can_be_a_proxy(monkeypatch: pytest.MonkeyPatch, everybody: str) -> None:
    monkeypatch.setenv("BONBRUG_TRUSTED_PROXIES", everybody)
    with pytest.raises(ImproperlyConfigured, match="name your proxy alone"):
        environment.networks("TRUSTED_PROXIES")


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://bonbrug.example", "https://bonbrug.example"),
        ("https://Bonbrug.example:443", "https://bonbrug.example"),
        ("https://bonbrug.example:8443", "https://bonbrug.example:8443"),
        ("http://127.0.0.1:8000", "http://127.0.0.1:8000"),
    ],
)
def test_the_origin_is_written_as_browsers_do(url: str, expected: str) -> None:
    assert environment.origin(url) == expected


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"HTTPS": "true"}, "write the https address"),
        ({"BASE_URL": "https://bonbrug.example"}, "set BONBRUG_HTTPS=true"),
        (
            {"HTTPS": "true", "BASE_URL": "https://bonbrug.example"},
            "needs BONBRUG_TRUSTED_PROXIES",
        ),
        (
            {
                "HTTPS": "true",
                "BASE_URL": "https://bonbrug.example",
                "TRUSTED_PROXIES": "127.0.0.1",
            },
            "needs BONBRUG_SECURITY_CONTACT",
        ),
        ({"BASE_URL": "bonbrug.example"}, "must be http://host or https://host"),
    ],
)
def test_half_of_the_settings_for_tls_starts_nothing(
    tmp_path: Path, settings: dict[str, str], sentence: str
) -> None:
    given = {f"BONBRUG_{name}": value for name, value in settings.items()}
    done = subprocess.run(
        (*COMMAND, "serve", "--data", str(tmp_path), "--port", "9"),
        check=False,
        capture_output=True,
        text=True,
        env=clean_environment(**given),
    )
    assert done.returncode == 2
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr
