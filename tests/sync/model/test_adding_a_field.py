"""Adding a field is: the wire's table, the gateways' lists, and its line on the record.

It is done here, to a copy of the program: relations get a web address. Nothing else is touched, and
it is compared, fingerprinted, merged, missed and recognised like every other field.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from bonbrug.sync.fingerprints import relation_fingerprint
from tests.fakes.world import relation
from tests.sync.model import grown

ROOT = Path(__file__).parents[3]
FLOORS = ("values", "wire", "sync", "gateways")
EDITS: Mapping[str, Mapping[str, str]] = {
    "wire/werkbonapp/records.py": {
        '    mobile: str = ""\n': '    mobile: str = ""\n    website: str = ""\n',
        '        Column("mobile", "mobile", omitted=True),\n': (
            '        Column("mobile", "mobile", omitted=True),\n'
            '        Column("website", "website"),\n'
        ),
    },
    "gateways/werkbonapp/fields.py": {
        '        "city": text("city"),\n': (
            '        "city": text("city"),\n        "website": text("website"),\n'
        ),
    },
    "gateways/eboekhouden_soap/fields.py": {
        '        "Email": text("email"),\n': (
            '        "Email": text("email"),\n        "Site": text("website"),\n'
        ),
        '        "Site": "the work orders have no web address",\n': "",
    },
    "sync/model/records.py": {
        '    email: Annotated[str, SHARED] = ""\n': (
            '    email: Annotated[str, SHARED] = ""\n'
            '    website: Annotated[str, replace(SHARED, added_later=True)] = ""\n'
        ),
    },
}


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the grown program does; see grown.py."""
    tree = tmp_path_factory.mktemp("grown") / "src"
    for floor in FLOORS:
        shutil.copytree(ROOT / "src/bonbrug" / floor, tree / "bonbrug" / floor)
    shutil.copy(ROOT / "src/bonbrug/__init__.py", tree / "bonbrug")
    for name, edits in EDITS.items():
        source = (tree / "bonbrug" / name).read_text("utf-8")
        for old, new in edits.items():
            assert source.count(old) == 1, (name, old)
            source = source.replace(old, new)
        (tree / "bonbrug" / name).write_text(source, "utf-8")
    env = {**os.environ, "PYTHONPATH": os.pathsep.join((str(tree), str(ROOT)))}
    command = [sys.executable, "-m", "tests.sync.model.grown"]
    # From the root: of a program that `make mutate` changed, the settings stand there.
    done = subprocess.run(command, env=env, cwd=ROOT, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_both_wires_carry_it(told: dict[str, Any]) -> None:
    assert told["wires"] == {
        "read": grown.SITE,
        "posted": grown.SITE,
        "back": grown.SITE,
        "changed": grown.OTHER,
        "may_be_missing": ["website"],
    }


def test_it_is_merged_and_a_change_on_both_sides_is_named(told: dict[str, Any]) -> None:
    assert told["merged"] == {
        "first": [grown.SITE] * 2,
        "from_books": [grown.OTHER] * 2,
        "from_work": [grown.THIRD] * 2,
        "both_changed": ["website"],
        "after": [grown.SITE] * 2,
        "base": grown.SITE,
    }


def test_a_memory_of_before_loses_no_side_s_value(told: dict[str, Any]) -> None:
    assert told["of_before"] == {
        "books": [grown.SITE] * 2,
        "work": ["", grown.SITE],
        "two": [grown.SITE] * 2,
    }


def test_it_is_in_the_fingerprint_where_it_is_filled(told: dict[str, Any]) -> None:
    empty, filled = told["fingerprints"]
    assert empty == relation_fingerprint(relation())
    assert filled != empty


def test_a_put_without_an_answer_is_known_by_it(told: dict[str, Any]) -> None:
    assert told["face"] is True


def test_one_that_is_too_long_is_named_before_anything_is_sent(told: dict[str, Any]) -> None:
    assert told["too_long"] == [["too_long", "website"]]
