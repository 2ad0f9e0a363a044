"""The same six ways for the fields and list members of a JSON answer."""

import json
import re
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from tests.proofs.drift.xml_drift import OTHER_CONTENT, Drifted

Path = tuple[str | int, ...]
WAYS = ("drop", "rename", "retype", "repeat", "reorder", "namespace")
LINE = re.compile(r"response(/#)?/.*/#")
AGAIN = "\x02"  # stands before the second writing of a field


def drifts(body: bytes) -> Iterator[Drifted]:
    """Yield every place in every way, alone and with all places of the same name."""
    whole = json.loads(body)
    paths = list(_paths(whole, ()))
    for way in WAYS:
        for name in dict.fromkeys(map(_name, paths)):
            if way in OTHER_CONTENT and LINE.fullmatch(name):
                continue
            same = [path for path in paths if _name(path) == name]
            for path in same:
                yield _drifted(whole, way, [path], everywhere=False)
            if len(same) > 1 and isinstance(same[0][-1], str):
                yield _drifted(whole, way, same, everywhere=True)


def _drifted(whole: Any, way: str, paths: list[Path], *, everywhere: bool) -> Drifted:
    changed = deepcopy(whole)
    for path in paths:
        _change(changed, way, path)
    body = json.dumps(changed, ensure_ascii=False).replace(json.dumps(AGAIN)[1:-1], "")
    return Drifted(way, _name(paths[0]), everywhere, body.encode())


def _change(whole: Any, way: str, path: Path) -> None:
    holder = whole
    for step in path[:-1]:
        holder = holder[step]
    step = path[-1]
    if isinstance(holder, dict):
        _change_field(holder, way, str(step))
    else:
        _change_member(holder, way, int(step))


def _change_field(holder: dict[str, Any], way: str, name: str) -> None:
    fields, value = list(holder.items()), holder[name]
    place = list(holder).index(name)
    new = {
        "drop": [],
        "rename": [(f"X{name}", value)],
        "retype": [(name, _other_type(value))],
        "repeat": [(name, value), (AGAIN + name, _other_value(value))],
        "reorder": [],
        "namespace": [(f"wb:{name}", value)],
    }[way]
    fields[place : place + 1] = new
    if way == "reorder":
        fields.insert(0 if place == len(fields) else len(fields), (name, value))
    holder.clear()
    holder.update(fields)


def _change_member(holder: list[Any], way: str, place: int) -> None:
    value = holder[place]
    new = {
        "drop": [],
        "rename": [{"X": value}],
        "retype": [_other_type(value)],
        "repeat": [value, deepcopy(value)],
        "reorder": [],
        "namespace": [{"wb:record": value}],
    }[way]
    holder[place : place + 1] = new
    if way == "reorder":
        holder.insert(0 if place == len(holder) else len(holder), value)


def _other_type(value: Any) -> Any:
    return {"value": value} if isinstance(value, str) else "onbekend"


def _other_value(value: Any) -> Any:
    return f"{value}7" if isinstance(value, str) else value


def _paths(value: Any, path: Path) -> Iterator[Path]:
    children: list[tuple[str | int, Any]] = []
    if isinstance(value, dict):
        children = list(value.items())
    elif isinstance(value, list):
        children = list(enumerate(value))
    for step, child in children:
        yield (*path, step)
        yield from _paths(child, (*path, step))


def _name(path: Path) -> str:
    return "/".join("#" if isinstance(step, int) else step for step in path)
