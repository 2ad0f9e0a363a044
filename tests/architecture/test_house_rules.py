"""What the import linter cannot see."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps

SOURCE = Path(__file__).parents[2] / "src/bonbrug"
HOUSES = ("books", "workorders", "link")
WRITES = {
    "save", "create", "update", "delete", "bulk_create", "bulk_update", "get_or_create",
    "update_or_create",
}  # fmt: skip
ATTICS = {"utils", "helpers", "common", "core", "base", "manager", "services", "misc"}


def modules(*folders: str) -> Iterator[Path]:
    for folder in folders or ("",):
        for path in sorted((SOURCE / folder).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"), str(path))


def functions(path: Path) -> Iterator[ast.FunctionDef]:
    return (node for node in ast.walk(tree(path)) if isinstance(node, ast.FunctionDef))


def test_no_relation_points_to_another_house_or_up_the_stairs() -> None:
    allowed = {house: {house, "accounts"} for house in HOUSES} | {"accounts": {"accounts", "auth"}}
    wrong = []
    for model in apps.get_models():
        label = model._meta.app_label
        for field in model._meta.get_fields():
            target = getattr(field, "related_model", None)
            if label not in allowed or target is None or field.auto_created:
                continue
            if target._meta.app_label not in allowed[label]:
                wrong.append(f"{label}.{model.__name__}.{field.name}")
    assert wrong == []


@pytest.mark.parametrize("house", HOUSES)
def test_pages_and_doors_never_write_past_the_actions(house: str) -> None:
    wrong = [
        f"{path.relative_to(SOURCE)}:{node.lineno} .{node.func.attr}("
        for path in modules(f"{house}/pages", f"{house}/doors")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in WRITES
        and ".objects" in ast.unparse(node.func)
    ]
    assert wrong == []


def test_include_stands_only_with_the_front_door() -> None:
    users = {str(path.relative_to(SOURCE)) for path in modules() if "include(" in path.read_text()}
    assert users <= {"site/urls.py"}


@pytest.mark.parametrize("word", ["get_model(", "django.dispatch", "django.db.models.signals"])
def test_hidden_doors_between_houses_do_not_occur(word: str) -> None:
    assert [str(path) for path in modules() if word in path.read_text("utf-8")] == []


def test_there_is_no_attic() -> None:
    assert [str(path) for path in modules() if path.stem in ATTICS] == []


def test_own_code_is_imported_at_the_top_of_a_module() -> None:
    wrong = [
        f"{path.relative_to(SOURCE)}:{node.lineno}"
        for path in modules()
        for function in functions(path)
        for node in ast.walk(function)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("bonbrug")
    ]
    assert wrong == []


def test_files_stay_below_400_lines() -> None:
    long = [str(path) for path in modules() if len(path.read_text("utf-8").splitlines()) > 400]
    assert long == []


def test_no_part_of_the_engine_takes_the_whole_memory() -> None:
    whole = {
        path.relative_to(SOURCE).as_posix()
        for path in modules("sync")
        if any(
            isinstance(node, ast.Attribute) and node.attr == "memory"
            for node in ast.walk(tree(path))
        )
    }
    assert whole == {"sync/context.py"}


def test_functions_stay_below_50_lines() -> None:
    long = [
        f"{path.relative_to(SOURCE)}:{node.lineno} {node.name}"
        for path in modules()
        for node in functions(path)
        if (node.end_lineno or 0) - node.lineno >= 50
    ]
    assert long == []


def test_suppressions_are_rare_and_each_gives_its_reason() -> None:
    lines = [
        (path, number, line)
        for path in modules()
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
    ]
    marks = [row for row in lines if re.search(r"#\s*(noqa|type:\s*ignore|nosec|pragma)", row[2])]
    bare = [
        f"{p}:{n}" for p, n, line in marks if not re.search(r"(noqa|ignore)\S*.* (-|#) \w", line)
    ]
    assert bare == []
    assert len(marks) <= len(lines) * 0.5 / 1000


def test_no_template_links_to_another_house_by_name() -> None:
    wrong = [
        str(path.relative_to(SOURCE))
        for house in HOUSES
        for path in (SOURCE / house / "templates").rglob("*.html")
        for other in HOUSES
        if other != house and re.search(rf"url ['\"]{other}:", path.read_text("utf-8"))
    ]
    assert wrong == []


def test_pages_carry_no_inline_script_or_style() -> None:
    bad = re.compile(r"<script(?![^>]*\bsrc=)|\sstyle=|\son\w+=|javascript:", re.IGNORECASE)
    wrong = [
        str(path.relative_to(SOURCE))
        for path in SOURCE.rglob("templates/**/*.html")
        if bad.search(path.read_text("utf-8"))
    ]
    assert wrong == []


def test_money_is_never_a_float() -> None:
    wrong = [
        f"{path.relative_to(SOURCE)}:{node.lineno}"
        for path in modules("values", "wire", "sync", "books", "workorders")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "float"
    ]
    assert wrong == []
