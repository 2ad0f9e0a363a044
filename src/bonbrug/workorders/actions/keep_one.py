"""Add or change one record that a person has before them."""

from collections.abc import Mapping
from typing import Any, TypeVar

from django.db import IntegrityError, transaction
from django.db.models import Model

from bonbrug.ui.searching import taken_by
from bonbrug.workorders.actions.checks import check
from bonbrug.workorders.actions.refusals import Refused

Record = TypeVar("Record", bound=Model)


def change_one(record: Record, key: str, fields: Mapping[str, Any]) -> Record:
    """Write the given fields over the record; Refused('code_in_use') when its new key exists."""
    check(type(record), fields)
    for name, value in fields.items():
        setattr(record, name, value)
    rows = type(record)._default_manager  # noqa: SLF001 - Django's own name for it
    if other := taken_by(rows.filter(company=getattr(record, "company_id", None)), key, record):
        raise Refused("code_in_use", code=getattr(other, key))
    try:
        with transaction.atomic():
            record.save(update_fields=list(fields) if record.pk else None)
    except IntegrityError as error:
        raise Refused("code_in_use", code=getattr(record, key)) from error
    return record
