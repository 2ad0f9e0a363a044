"""The description of the tablet's interface is made from the code, and names all of it."""

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from tools import generated, tablet_api

from bonbrug.workorders.pages.tablet.operations.kinds import KINDS


@pytest.fixture
def schemas() -> Any:
    return json.loads(tablet_api.PAGE.read_text("utf-8"))["components"]["schemas"]


def test_the_description_is_up_to_date() -> None:
    assert generated.stale(tablet_api.pages()) == [], "run: make tablet-api"


def test_every_schema_is_one(schemas: Any) -> None:
    for schema in schemas.values():
        Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize("name", KINDS)
def test_every_kind_and_field_stands_in_it(schemas: Any, name: str) -> None:
    [described] = [
        one["properties"]
        for one in schemas.values()
        if one.get("properties", {}).get("kind") == {"const": name}
    ]
    for part in ("values", "seen"):
        fields = [field.name for field in getattr(KINDS[name], part)]
        assert list(described[part]["properties"]) == fields
