"""Saving over somebody else's change: what a form showed, what is there now, what was typed.

A form about a record carries what it showed (`WAS`). When it comes back, the record is held and
read again in the transaction that writes, and the three meet per field: what only the other
changed stays, what only this person changed is saved, and what both changed is asked.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from django import forms
from django.contrib import messages
from django.core.exceptions import BadRequest, SuspiciousOperation, ValidationError
from django.db import transaction
from django.db.models import Model, QuerySet
from django.forms.widgets import ChoiceWidget
from django.http import Http404, HttpRequest, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.http.request import RawPostDataException
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from bonbrug.values.text import printable

WAS = "was"
# In the place of what was shown: the person knows that the record was deleted.
GONE = "gone"
CHOICE = "meanwhile-"
SHOWN = 300  # characters
Record = TypeVar("Record", bound=Model)


@dataclass(frozen=True, slots=True)
class Part:
    """Something of a record beside the fields, such as its lines, as text that can be compared.

    `mine` is None when it is only read here. `words` makes of such a text what a person reads.
    """

    label: str
    now: str
    mine: str | None
    words: Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Change:
    """What somebody else changed, in words."""

    label: str
    before: str
    now: str

    @property
    def sentence(self) -> str:
        facts = {"field": self.label, "before": self.before, "now": self.now}
        return _("Meanwhile somebody else changed %(field)s from %(before)s to %(now)s.") % facts


@dataclass(frozen=True, slots=True)
class Clash:
    """A field that two people changed; `chosen` is ``mine``, ``theirs`` or empty."""

    name: str
    change: Change
    mine: str
    key: str
    chosen: str


@contextmanager
def alone(record: Record) -> Iterator[Record]:
    """Hold a record for one transaction and yield it as it is now; gone is Http404."""
    with transaction.atomic():
        rows: QuerySet[Record] = QuerySet(type(record)).select_for_update()
        fresh = rows.filter(pk=record.pk).first()
        if fresh is None:
            raise Http404
        yield fresh


def still_there(request: HttpRequest, records: QuerySet[Record], pk: int) -> Record | None:
    """Return the record; None when somebody deleted it while a form about it was open."""
    found = records.filter(pk=pk).first()
    if found is None and not request.POST.get(WAS):
        raise Http404
    return found


def remembered(written: object) -> dict[str, str] | None:
    """Read what a form carried: None when nothing; what cannot be read is as if all changed."""
    if not written:
        return None
    try:
        read = json.loads(str(written))
    except ValueError:
        return {}
    return {str(name): str(text) for name, text in read.items()} if isinstance(read, dict) else {}


def came_between(request: HttpRequest, label: str, now: str, mine: str) -> str:
    """Return the sentence when somebody else changed the one value that a small form sets.

    Such a form carries what it showed as it is; empty when nobody came in between.
    """
    was = plain(request.POST.get(WAS, now))
    if now in (was, mine):
        return ""
    empty = _("(empty)")
    told = Change(label, was or empty, now or empty).sentence
    again = _("Nothing was saved. Look, and choose again.")
    return f"{told} {again}"


def key_of(text: str) -> str:
    """Return a short mark of a value, so that an answer counts for that value alone."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def plain(value: object) -> str:
    """Return a value of a form as the one text that it is compared by."""
    if value is None or value is False:
        return ""
    if value is True:
        return "on"
    return printable(str(value)).replace("\r\n", "\n").strip()


def shown(field: forms.Field, initial: object) -> str:
    """Return what a field shows of its value, as a browser would send it back untouched."""
    if isinstance(field.widget, forms.CheckboxInput):
        return plain(bool(initial))
    value = field.prepare_value(initial)
    if not isinstance(field.widget, ChoiceWidget):
        value = field.widget.format_value(value)
    return plain(value)


def words(field: forms.Field, text: str) -> str:
    """Write a value as a person reads it on the page."""
    if isinstance(field, forms.BooleanField):
        return _("yes") if text else _("no")
    if not text:
        return _("(empty)")
    return Truncator(_named(field, text)).chars(SHOWN)


def _named(field: forms.Field, text: str) -> str:
    try:
        if isinstance(field, forms.ModelChoiceField):
            return str(field.clean(text))
        if isinstance(field, forms.DateField):
            return f"{date.fromisoformat(text):%d-%m-%Y}"
    except (ValidationError, ValueError):
        return text
    if isinstance(field, forms.ChoiceField):
        return str(_labels(field).get(text, text))
    return text


def _labels(field: forms.ChoiceField) -> dict[str, Any]:
    return {str(value): label for value, label in field.widget.choices}


# How the framework says that a form is not whole; it tells nothing then.
UNREADABLE = (
    BadRequest,
    MultiPartParserError,
    RawPostDataException,
    SuspiciousOperation,
    UnreadablePostError,
)
# Fields of a form that are about sending it, not about what it says.
_ABOUT_SENDING = ("csrfmiddlewaretoken", "do", "sure", "next", WAS)


def typed_texts(request: HttpRequest) -> list[str]:
    """Return what was typed in a form that cannot be saved; never a secret."""
    try:
        sent = request.POST.items()
    except UNREADABLE:
        return []
    fields = [(name, text) for name, text in sent if name not in _ABOUT_SENDING]
    return [str(text) for name, text in fields if text and not _secret(name) and str(text) != "on"]


def _secret(name: str) -> bool:
    return any(word in name for word in ("password", "token", "security", "drawing", "draft"))


def tell_gone(request: HttpRequest) -> None:
    """Say on the next page that what was being changed is not there any more."""
    facts = {"typed": "; ".join(typed_texts(request))}
    messages.error(request, _("Somebody else deleted this. You typed: %(typed)s") % facts)


def tell_kept(request: HttpRequest, kept: Iterable[Change]) -> None:
    """Say on the next page what somebody else changed meanwhile, and that it stays."""
    stays = _("That stays.")
    for change in kept:
        messages.warning(request, f"{change.sentence} {stays}")
