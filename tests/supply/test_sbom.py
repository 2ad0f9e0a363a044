"""The bill of materials names all that ships, fits its schema and never differs by chance."""

import hashlib
import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from tools.front_end import FILES
from tools.supply.sbom import version, written
from tools.supply.shipped import ROOT, Package, packages

EPOCH = 1_537_326_900  # 2018-09-19 03:15 UTC
VENDOR = ROOT / "src/bonbrug/ui/static/vendor"


@pytest.fixture(scope="module")
def shipped() -> list[Package]:
    return packages()


@pytest.fixture(scope="module")
def bom(shipped: list[Package]) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(written(shipped, version(), EPOCH))
    return told


def component(bom: dict[str, Any], purl: str) -> dict[str, Any]:
    return next(each for each in bom["components"] if each["purl"].rpartition("@")[0] == purl)


def test_every_pin_is_in_it(bom: dict[str, Any]) -> None:
    lines = (ROOT / "requirements/run.txt").read_text("utf-8").splitlines()
    pins = {line.split()[0] for line in lines if "==" in line}
    named = {
        f"{each['name']}=={each['version']}"
        for each in bom["components"]
        if each["purl"].startswith("pkg:pypi/")
    }
    assert named == pins


def test_every_package_of_which_the_pages_use_a_file_is_in_it(bom: dict[str, Any]) -> None:
    names = {each["name"] for each in bom["components"] if each["purl"].startswith("pkg:npm/")}
    used = {"/".join(path.split("/")[: 1 + path.startswith("@")]) for path in FILES}
    assert used <= names
    assert {"@tabler/core", "bootstrap"} <= names  # a style of which a part ships
    assert not {"axe-core", "soap", "purgecss"} & names  # for tests and building alone


def test_each_package_has_its_licence_and_hashes(bom: dict[str, Any]) -> None:
    assert [each["name"] for each in bom["components"] if not each.get("licenses")] == []
    assert [each["name"] for each in bom["components"] if not each.get("hashes")] == []


def test_a_hash_is_the_one_of_the_pin_and_an_integrity_is_written_in_hex(
    bom: dict[str, Any],
) -> None:
    django = component(bom, "pkg:pypi/django")["hashes"]
    text = (ROOT / "requirements/run.txt").read_text("utf-8")
    pinned = text.partition("\ndjango==")[2].partition("\ndjango-")[0]
    assert len(django) == pinned.count("--hash=sha256:")
    assert all(f"--hash=sha256:{each['content']}" in pinned for each in django)
    (pad,) = component(bom, "pkg:npm/signature_pad")["hashes"]
    assert (pad["alg"], len(pad["content"])) == ("SHA-512", 128)


def test_everything_is_reached_from_the_program(bom: dict[str, Any]) -> None:
    needs = {each["ref"]: each.get("dependsOn", []) for each in bom["dependencies"]}
    reached, waiting = set(), [bom["metadata"]["component"]["bom-ref"]]
    while waiting:
        ref = waiting.pop()
        if ref not in reached:
            reached.add(ref)
            waiting += needs[ref]
    assert {each["bom-ref"] for each in bom["components"]} - reached == set()


def test_it_fits_the_published_schema_and_a_spoilt_one_does_not(bom: dict[str, Any]) -> None:
    validator = JsonStrictValidator(SchemaVersion.V1_6)
    assert validator.validate_str(json.dumps(bom)) is None
    spoilt = {**bom, "components": [{"type": "library"}]}
    assert validator.validate_str(json.dumps(spoilt)) is not None


def test_its_time_is_the_one_that_was_given_or_none(shipped: list[Package]) -> None:
    timed = json.loads(written(shipped, "1.2.3", EPOCH))["metadata"]
    assert timed["timestamp"] == "2018-09-19T03:15:00+00:00"
    assert timed["component"]["version"] == "1.2.3"
    assert "timestamp" not in json.loads(written(shipped, "1.2.3", None))["metadata"]


def test_another_pin_gives_another_serial_number(shipped: list[Package]) -> None:
    newer = [replace(shipped[0], version="99.0"), *shipped[1:]]
    one, other = (json.loads(written(each, "1.2.3", EPOCH)) for each in (shipped, newer))
    assert one["serialNumber"] != other["serialNumber"]


def test_two_processes_write_the_same_bytes(tmp_path: Path) -> None:
    digests = set()
    for seed, zone in (("1", "Pacific/Auckland"), ("2", "UTC")):
        target = tmp_path / seed / "sbom.json"
        subprocess.run(
            (sys.executable, "-m", "tools.supply.sbom", str(target)),
            check=True,
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "SOURCE_DATE_EPOCH": str(EPOCH)},
            stdout=subprocess.DEVNULL,
        )
        digests.add(hashlib.sha256(target.read_bytes()).hexdigest())
    assert len(digests) == 1
