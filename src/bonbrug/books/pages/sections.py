"""Longer forms in groups, and refusals of actions shown beside the field they are about."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, ClassVar, TypeVar

from django import forms
from django.contrib import messages
from django.db.models import Model
from django.http import HttpRequest
from django.utils.functional import Promise

from bonbrug.books.actions.refusals import Refused
from bonbrug.ui.forms import UiForm

Record = TypeVar("Record", bound=Model)
Sections = tuple[tuple[str | Promise, tuple[str, ...]], ...]


class SectionForm(UiForm):
    """A form whose fields stand in groups with a heading."""

    sections: ClassVar[Sections] = ()

    @property
    def groups(self) -> Iterable[dict[str, Any]]:
        """Yield each heading with its fields."""
        for heading, names in self.sections:
            yield {"heading": heading, "fields": [self[name] for name in names]}


def attempt(
    form: forms.Form, act: Callable[[], Record], places: Mapping[str, str]
) -> Record | None:
    """Do it; when the books refuse, put the sentence in the form and return None.

    `places` tells which field a refusal code is about; any other stands above the form.
    """
    try:
        return act()
    except Refused as refusal:
        refuse(form, refusal, places.get(refusal.code))
        return None


def told(request: HttpRequest, act: Callable[[], object], done: str) -> bool:
    """Do it and say that it was done; or say why not, and return False."""
    try:
        act()
    except Refused as refusal:
        messages.error(request, refusal.sentence)
        return False
    messages.success(request, done)
    return True


def refuse(form: forms.Form, refusal: Refused, name: str | None) -> None:
    """Put the sentence beside the field that it is about; without one, above the form."""
    form.add_error(name, refusal.sentence)
    if name:
        form.fields[name].widget.attrs["aria-invalid"] = "true"
