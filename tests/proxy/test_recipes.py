"""The files of `deploy/`: each is looked at by the tool that people use it with, or its linter."""

import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from compose_spec import PyCompose
from tools.debian import find

from tests.journeys.program import COMMAND, clean_environment

DEPLOY = Path(__file__).parents[2] / "deploy"
ENVIRONMENT = {
    "SITE": "bonbrug.example",
    "POSTGRES_PASSWORD": "een-lang-wachtwoord",
    "BONBRUG_SECURITY_CONTACT": "security@firma.example",
}
ALONE = ("compose.yaml",)
TOGETHER = ("compose.yaml", "compose.postgresql.yaml")
MISSING = [("SITE", ALONE), ("POSTGRES_PASSWORD", TOGETHER), ("BONBRUG_SECURITY_CONTACT", ALONE)]
VARIABLE = re.compile(r"\$\{(\w+)(?::\?([^}]*))?\}")


def compose(files: tuple[str, ...], given: Mapping[str, str]) -> dict[str, Any]:
    """Return what compose makes of these files, with variables filled in and `extends` followed."""
    whole: dict[str, Any] = {}
    for name in files:
        text = (DEPLOY / name).read_text("utf-8")
        whole = _merged(whole, yaml.safe_load(VARIABLE.sub(lambda v: _filled(v, given), text)))
    for name, service in whole["services"].items():
        if parent := service.pop("extends", None):
            base = compose((parent["file"],), given)["services"][parent["service"]]
            whole["services"][name] = _merged(base, service)
    return whole


def _filled(variable: re.Match[str], given: Mapping[str, str]) -> str:
    if variable[2] and not given.get(variable[1]):
        raise LookupError(variable[2])
    return given.get(variable[1], "")


def _merged(under: dict[str, Any], over: dict[str, Any]) -> dict[str, Any]:
    both = {name for name in over if isinstance(over[name], dict) and name in under}
    return {**under, **over, **{name: _merged(under[name], over[name]) for name in both}}


@pytest.mark.parametrize("files", [ALONE, TOGETHER])
def test_compose_files_are_what_the_specification_says(files: tuple[str, ...]) -> None:
    PyCompose.from_yaml(yaml.safe_dump(compose(files, ENVIRONMENT))).validate()


@pytest.mark.parametrize(("missing", "files"), MISSING)
def test_a_missing_value_is_asked_for_in_a_sentence(missing: str, files: tuple[str, ...]) -> None:
    with pytest.raises(LookupError, match=rf"give .* as {missing} in the file \.env"):
        compose(files, {**ENVIRONMENT, missing: ""})


def test_the_proxy_that_is_trusted_is_the_one_that_stands_there() -> None:
    whole = compose(ALONE, ENVIRONMENT)
    inside = whole["services"]["caddy"]["networks"]["inside"]
    trusted = whole["services"]["serve"]["environment"]["BONBRUG_TRUSTED_PROXIES"]
    assert trusted == inside["ipv4_address"]
    assert inside["aliases"] == ["bonbrug.example"]


def test_pages_and_workers_share_database_and_keys_and_only_workers_work() -> None:
    services = compose(TOGETHER, ENVIRONMENT)["services"]
    for shared in ("environment", "volumes", "env_file", "image"):
        assert services["serve"][shared] == services["work"][shared]
    assert "--work" not in services["serve"]["command"]
    assert services["work"]["command"] == ["work"]


@pytest.mark.parametrize(
    ("files", "service"), [(ALONE, "serve"), (TOGETHER, "serve"), (TOGETHER, "work")]
)
def test_the_program_understands_every_setting_of_the_compose_files(
    tmp_path: Path, files: tuple[str, ...], service: str
) -> None:
    found = compose(files, ENVIRONMENT)["services"][service]
    _settings_are_read(tmp_path, found["environment"])


@pytest.mark.parametrize("name", ["env.example", "bonbrug.env.example"])
def test_the_program_understands_every_line_of_the_examples(tmp_path: Path, name: str) -> None:
    lines = re.findall(r"(?m)^#?(BONBRUG_\w+)=(.+)$", (DEPLOY / name).read_text("utf-8"))
    assert len(lines) >= 4
    https = compose(ALONE, ENVIRONMENT)["services"]["serve"]["environment"]
    _settings_are_read(tmp_path, {**https, **dict(lines)})


def _settings_are_read(data: Path, settings: Mapping[str, str]) -> None:
    given = {**clean_environment(**settings), "BONBRUG_DATA": str(data)}
    command = (*COMMAND, "manage", "check")
    done = subprocess.run(command, check=False, capture_output=True, text=True, env=given)
    assert done.returncode == 0, done.stderr


def test_the_image_recipe_has_nothing_that_its_linter_minds() -> None:
    words = (str(Path(sys.executable).parent / "hadolint"), "--no-color")
    config = ("--config", str(DEPLOY / ".hadolint.yaml"))
    _silent((*words, *config, str(DEPLOY / "Dockerfile")))


def test_the_image_starts_words_that_the_command_line_knows() -> None:
    recipe = (DEPLOY / "Dockerfile").read_text("utf-8")
    words = re.search(r"(?m)^CMD (\[.+\])$", recipe)
    assert words
    assert yaml.safe_load(words[1]) == compose(ALONE, ENVIRONMENT)["services"]["serve"]["command"]


@pytest.mark.parametrize("unit", ["bonbrug.service", "bonbrug-work@.service"])
def test_units_are_what_systemd_understands(tmp_path: Path, unit: str) -> None:
    text = (DEPLOY / unit).read_text("utf-8")
    here = str(Path(sys.executable).parent / "bonbrug")
    assert "/opt/bonbrug/bin/bonbrug" in text
    file = tmp_path / unit
    file.write_text(text.replace("/opt/bonbrug/bin/bonbrug", here), "utf-8")
    _silent((find("systemd-analyze") or "systemd-analyze", "verify", "--man=no", str(file)))


@pytest.mark.parametrize(
    ("unit", "words"),
    [("bonbrug.service", "serve --port 8000 --work"), ("bonbrug-work@.service", "work")],
)
def test_units_start_what_the_chapter_says(unit: str, words: str) -> None:
    lines = (DEPLOY / unit).read_text("utf-8").splitlines()
    assert f"ExecStart=/opt/bonbrug/bin/bonbrug {words}" in lines
    assert "EnvironmentFile=/etc/bonbrug/bonbrug.env" in lines


@pytest.mark.parametrize("chapter", ["en/8-for-the-operator.md", "nl/8-voor-de-beheerder.md"])
def test_every_file_that_the_chapter_names_is_there(chapter: str) -> None:
    text = (DEPLOY.parent / "docs" / chapter).read_text("utf-8")
    named = set(re.findall(r"deploy/[\w.@-]+|compose[\w.]*\.yaml|env\.example", text))
    assert {"deploy/Caddyfile", "deploy/bonbrug.service", "compose.postgresql.yaml"} <= named
    assert [name for name in named if not (DEPLOY / name.removeprefix("deploy/")).exists()] == []


@pytest.mark.parametrize("given", [{}, {"SITE": "bonbrug.example", "UPSTREAM": "serve:8000"}])
def test_the_proxy_understands_its_file(tmp_path: Path, given: dict[str, str]) -> None:
    environment = {**os.environ, "HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path), **given}
    caddy = find("caddy") or "caddy"
    file = ("--config", str(DEPLOY / "Caddyfile"), "--adapter", "caddyfile")
    done = subprocess.run(
        (caddy, "validate", *file), check=False, capture_output=True, text=True, env=environment
    )
    assert done.returncode == 0, done.stderr
    _silent((caddy, "fmt", "--diff", str(DEPLOY / "Caddyfile")), lines_begin_with=" ")


def _silent(command: tuple[str, ...], lines_begin_with: str = "!") -> None:
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    said = (done.stdout + done.stderr).splitlines()
    assert [line for line in said if line.strip() and line[0] != lines_begin_with] == []
    assert done.returncode == 0
