"""Write `docs/wire/tablet.openapi.json`, the description of the interface of the tablet.

The kinds and their fields come from the program; the shape around them stands here, and a test
holds real answers against it.
"""

import json
import os
import sys
from collections.abc import Iterable, Mapping
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import django
from tools import generated

if TYPE_CHECKING:
    from bonbrug.workorders.pages.tablet.operations.kinds import Field, Kind

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs/wire/tablet.openapi.json"
ROAD = "/werkbonnen/tablet/v1/"
TEXT, FLAG, WHOLE = {"type": "string"}, {"type": "boolean"}, {"type": "integer"}
DAY = {"type": ["string", "null"], "format": "date"}
CLOCK = {"type": ["string", "null"], "pattern": r"^\d\d:\d\d$"}
KEY = {"type": ["string", "null"], "format": "uuid"}
Schema = dict[str, Any]


def pages() -> dict[Path, str]:
    """Return what the file must say."""
    return {PAGE: json.dumps(description(), indent=1, ensure_ascii=False) + "\n"}


def description() -> Schema:
    """Return the whole description."""
    kinds = {_name(kind): _kind(kind) for kind in _program("operations.kinds").KINDS.values()}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Bonbrug: the interface of the tablet", "version": "1"},
        "paths": {
            f"{ROAD}operations": {"post": _sending()},
            f"{ROAD}work": {"get": _reading()},
        },
        "components": {
            "securitySchemes": {
                "tablet": {"type": "apiKey", "in": "cookie", "name": "bonbrug_tablet"}
            },
            "schemas": {**kinds, **_shapes(list(kinds))},
        },
        "security": [{"tablet": []}],
    }


def _program(name: str) -> Any:
    """Return a module of the program, which can be read only once it is set up."""
    return import_module(f"bonbrug.workorders.pages.tablet.{name}")


def _name(kind: "Kind") -> str:
    return "".join(word.title() for word in kind.name.split("_"))


def _record(properties: Mapping[str, Any], optional: Iterable[str] = ()) -> Schema:
    """Describe an object with these properties and no other."""
    required = [name for name in properties if name not in set(optional)]
    return {
        "type": "object",
        "properties": dict(properties),
        "required": required,
        "additionalProperties": False,
    }


def _ref(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def _list(name: str) -> Schema:
    return {"type": "array", "items": _ref(name)}


def _values(fields: Iterable["Field"], *, one: bool = False) -> Schema:
    described = {field.name: _field(field) for field in fields}
    if not one:
        return _record(described)
    return {**_record(described, described), "minProperties": 1, "maxProperties": 1}


def _field(field: "Field") -> Schema:
    schema = dict(field.type.schema)
    return {"type": "object", "additionalProperties": schema} if field.each else schema


def _kind(kind: "Kind") -> Schema:
    """Describe an operation of one kind."""
    whole = {
        "id": {"type": "string", "format": "uuid", "description": "UUIDv7, made on the device"},
        "kind": {"const": kind.name},
        "order": {"type": "integer", "minimum": 1},
        "at": {"type": "string", "description": "the clock of the device; decides nothing"},
        "values": _values(kind.values, one=kind.one),
        "seen": _values(kind.seen, one=kind.one),
        "sure": FLAG,
        "after": {"type": "string", "format": "uuid"},
    }
    unneeded = [name for name in ("values", "seen") if not getattr(kind, name)]
    return _record(whole, ["at", "sure", "after", *unneeded])


def _shapes(kinds: list[str]) -> dict[str, Schema]:
    """Describe what stands around the kinds."""
    body, operations = _program("v1.body"), _program("v1.operations")
    results = ["done", "refused", "kept", "asks", "again"]
    answer = {"id": KEY, "result": {"enum": results}, "repeated": FLAG, "line": WHOLE, "code": TEXT,
              "text": _ref("Text")}  # fmt: skip
    operation = {"oneOf": [_ref(name) for name in kinds]}
    sent = {"type": "array", "items": _ref("Operation"), "maxItems": body.MOST_OPERATIONS}
    again = ", ".join(sorted(operations.AGAIN))
    return {
        "Text": _record({"nl": TEXT, "en": TEXT}),
        "Problem": _record({"code": TEXT, "text": _ref("Text")}),
        "Operation": operation,
        "Operations": _record({"employee": WHOLE, "operations": sent}),
        "Answer": {
            **_record(answer, ["line", "code", "text"]),
            "description": f"`again` has one of the codes {again}",
        },
        "Answers": _record({"answers": _list("Answer")}),
        **_work(_program("v1.work")),
    }


def _work(work: Any) -> dict[str, Schema]:
    """Describe what is read."""
    kinds = _program("operations.kinds")
    line = {"line": WHOLE, "made_by": KEY}
    hours = {"employee_number": TEXT, "minutes": WHOLE, "values": _values(kinds.HOURS)}
    used = {"code": TEXT, "name": TEXT, "unit": TEXT, "values": _values(kinds.COUNTED)}
    order = {
        "id": WHOLE, "name": TEXT, "status": {"enum": ["ready", "picked_up"]}, "work_date": DAY,
        "work_time": CLOCK, **dict.fromkeys(work.PLANNED, TEXT),
        "values": _values((*kinds.TEXTS, kinds.DISCOUNT)),
        "customer": _record(dict.fromkeys(work.PARTY_FIELDS, TEXT)),
        "hours": _list("Hours"), "materials": _list("MaterialLine"),
    }  # fmt: skip
    lists = {
        "signature_required": FLAG, "hour_types": _list("HourType"), "materials": _list("Material"),
    }  # fmt: skip
    work = {
        "version": WHOLE, "full": FLAG,
        "employee": _record({"id": WHOLE, "number": TEXT, "name": TEXT}),
        "orders": {**_list("Order"), "maxItems": work.ORDERS_A_PAGE},
        "gone": {"type": "array", "items": WHOLE},
        "lists": {"anyOf": [_ref("Lists"), {"type": "null"}]}, "cursor": TEXT, "more": FLAG,
    }  # fmt: skip
    return {
        "Hours": _record({**line, **hours}),
        "MaterialLine": _record({**line, **used}),
        "HourType": _record({"code": TEXT, "name": TEXT}),
        "Material": _record({"id": WHOLE, "code": TEXT, "name": TEXT, "unit": TEXT}),
        "Order": _record(order),
        "Lists": _record(lists),
        "Work": _record(work),
    }


def _sending() -> Schema:
    header = {
        "name": "X-Bonbrug-Tablet", "in": "header", "required": True, "schema": {"const": "1"},
    }  # fmt: skip
    return {
        "summary": "Send what was done, oldest first",
        "parameters": [header],
        "requestBody": {"required": True, "content": _json("Operations")},
        "responses": _responses("Answers", "400 401 403 409 413 415 503"),
    }


def _reading() -> Schema:
    since = {"name": "since", "in": "query", "required": False, "schema": TEXT}
    return {
        "summary": "Read what changed",
        "parameters": [since],
        "responses": _responses("Work", "400 401 403 414"),
    }


def _responses(name: str, problems: str) -> Schema:
    told = {"description": "nothing was done", "content": _json("Problem")}
    fine = {"description": "what was asked", "content": _json(name)}
    return {"200": fine, **dict.fromkeys(problems.split(), told)}


def _json(name: str) -> Schema:
    return {"application/json": {"schema": _ref(name)}}


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bonbrug.site.settings")
    django.setup()
    sys.stdout.write(generated.write(pages()))
