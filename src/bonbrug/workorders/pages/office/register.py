"""A register: a list with search, and a form to add or change a record.

Relations, materials, hour types, employees and work statuses look and work alike; each says only
what is its own.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.contrib import messages
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from bonbrug.accounts.acts import Act
from bonbrug.ui.edit_conflicts import alone, still_there, tell_kept
from bonbrug.ui.forms import UiForm
from bonbrug.ui.tables import Column, Filter, Table
from bonbrug.workorders.actions.refusals import Refused
from bonbrug.workorders.models import Company
from bonbrug.workorders.pages.amounts import value_to_type
from bonbrug.workorders.pages.navigation import company_of, office
from bonbrug.workorders.pages.office.view_kinds import office_page, press
from bonbrug.workorders.pages.refused import show

Record = TypeVar("Record", bound=Model)
Text = str | Promise


@dataclass(frozen=True, slots=True)
class Words:
    """What the pages of a register say."""

    plural: Text
    new: Text
    add: Text
    empty: Text
    removed: Text
    trail: Text = ""
    about: Text = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Register(Generic[Record]):
    """`key` makes the url names (``relations``, ``relations_add``, ``relations_change``)."""

    key: str
    road: str
    words: Words
    records: Callable[[Company], QuerySet[Record]]
    columns: Callable[[Company], Sequence[Column[Record]]]
    form: type[UiForm]
    add: Callable[[Company, Any], Record]
    change: Callable[[Record, Any], Record]
    remove: Callable[[Record], None]
    search: Sequence[str] = ()
    filters: Sequence[Filter] = ()
    extra: str = ""
    see: Act = Act.SEE_LISTS
    keep: Act = Act.KEEP_LISTS

    def urls(self) -> list[URLPattern]:
        """Return the addresses of this register."""
        start = f"<int:company>/{self.road}/"
        return [
            path(start, office_page(self._list, self.see), name=self.key),
            path(f"{start}nieuw/", office_page(self._add, self.keep), name=f"{self.key}_add"),
            path(
                f"{start}<int:pk>/",
                office_page(self._change, self.see, self.keep),
                name=f"{self.key}_change",
            ),
            path(
                f"{start}<int:pk>/verwijderen/",
                press(self._remove, self.keep),
                name=f"{self.key}_remove",
            ),
        ]

    def _list(self, request: HttpRequest, company: int) -> HttpResponse:
        firm = company_of(request, company)
        table = Table(
            request,
            self.records(firm),
            self.columns(firm),
            search=self.search,
            filters=self.filters,
            row_url=lambda record: self._url(firm, "change", record.pk),
        )
        return office(
            request,
            firm,
            "register",
            table=table,
            words=self.words,
            extra=self.extra,
            **self._roads(firm),
        )

    def _add(self, request: HttpRequest, company: int) -> HttpResponse:
        firm = company_of(request, company)
        form = self.form(request.POST or None)
        return self._save(request, firm, form, None)

    def _change(self, request: HttpRequest, company: int, pk: int) -> HttpResponse:
        firm = company_of(request, company)
        record = still_there(request, self.records(firm), pk)
        if record is None or request.method != "POST":
            return self._save(request, firm, self._form_about(request, record), record)
        with alone(record) as held:
            return self._save(request, firm, self._form_about(request, held), held)

    def _form_about(self, request: HttpRequest, record: Record | None) -> UiForm:
        names = self.form.base_fields if record else ()
        there = {name: value_to_type(getattr(record, name)) for name in names}
        return self.form(request.POST or None, initial=there).about(record)

    def _save(
        self, request: HttpRequest, firm: Company, form: UiForm, record: Record | None
    ) -> HttpResponse:
        if form.is_valid():
            try:
                kept = self._keep(firm, form.cleaned_data, record)
            except Refused as refused:
                show(form, refused)
            else:
                messages.success(request, _("%(record)s is saved.") % {"record": kept})
                tell_kept(request, form.kept)
                return redirect(self._url(firm))
        facts: dict[str, Any] = {"form": form, "record": record, "words": self.words}
        remove_url = self._url(firm, "remove", record.pk) if record else ""
        return office(request, firm, "record", remove_url=remove_url, **facts, **self._roads(firm))

    def _keep(self, firm: Company, fields: dict[str, Any], record: Record | None) -> Record:
        if record is None:
            return self.add(firm, fields)
        return self.change(record, fields)

    def _remove(self, request: HttpRequest, company: int, pk: int) -> HttpResponse:
        firm = company_of(request, company)
        record = get_object_or_404(self.records(firm), pk=pk)
        name = str(record)
        try:
            self.remove(record)
        except Refused as refused:
            messages.error(request, str(refused))
            return redirect(self._url(firm, "change", pk))
        messages.success(request, _("%(record)s is removed.") % {"record": name})
        return redirect(self._url(firm))

    def _roads(self, firm: Company) -> dict[str, Any]:
        return {"list_url": self._url(firm), "add_url": self._url(firm, "add")}

    def _url(self, firm: Company, deed: str = "", *more: int) -> str:
        name = f"{self.key}_{deed}" if deed else self.key
        return reverse(f"workorders:{name}", args=[firm.pk, *more])
