"""A page with a form as a browser has it open: what it would send."""

from typing import Any

from django.test import Client
from lxml import html

Typed = dict[str, str]


def opened(person: Client, where: str) -> Typed:
    """Return what a browser would send of the page that is there now."""
    return typed_in(person.get(where))


def typed_in(answer: Any) -> Typed:
    """Return what a browser would send of the form in an answer."""
    page: Any = html.document_fromstring(answer.text)
    every: list[html.FormElement] = page.forms
    inside = [form for form in every if next(form.iterancestors("main"), None) is not None]
    posted = [form for form in inside if form.method.upper() == "POST"]
    form = max(posted, key=lambda each: len(each.form_values()))
    # A browser leaves out the line end that a text box begins with.
    sent = {name: str(value).removeprefix("\n") for name, value in form.form_values()}
    sent.pop("product", None)
    return sent


def choices(answer: Any, name: str) -> Typed:
    """Return the values of the choice about a field that two people changed."""
    inputs = html.fromstring(answer.text).iter("input")
    found = [each.get("value", "") for each in inputs if each.get("name") == f"meanwhile-{name}"]
    return {value.partition("-")[0]: value for value in found}
