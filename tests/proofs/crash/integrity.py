"""Whether the database is whole: its pages, its references, and the file of the queue."""

import sqlite3
from collections.abc import Iterator

from django.apps import apps
from django.conf import settings
from django.db import connection, models

WHOLE = "ok"


def damage() -> list[str]:
    """Return what is wrong; empty is good."""
    connection.check_constraints()
    return [*_orphans(), *(_pages() if connection.vendor == "sqlite" else ())]


def _orphans() -> Iterator[str]:
    """Look with our own eyes for references to what is not there."""
    for model in apps.get_app_config("link").get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, models.ForeignKey):
                there = field.related_model._default_manager.values("pk")
                lost = model._default_manager.filter(**{f"{field.name}__isnull": False}).exclude(
                    **{f"{field.attname}__in": there}
                )
                if lost.exists():
                    yield f"{model.__name__}.{field.name} points at nothing"


def _pages() -> Iterator[str]:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check")
        yield from (row[0] for row in cursor.fetchall() if row[0] != WHOLE)
    queue = settings.BONBRUG_DATA / "queue.sqlite3"
    if queue.exists():
        with sqlite3.connect(queue) as line:
            yield from (
                f"queue: {row[0]}"
                for row in line.execute("PRAGMA integrity_check")
                if row[0] != WHOLE
            )
        line.close()
