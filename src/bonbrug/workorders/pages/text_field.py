"""A field of one line, as long as its column."""

from typing import Any

from django import forms

from bonbrug.workorders.models.columns import LINE


def text(label: Any, *, required: bool = False, length: int = LINE, **more: Any) -> forms.CharField:
    """Return a field of one line."""
    return forms.CharField(label=label, required=required, max_length=length, **more)
