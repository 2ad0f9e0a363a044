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
    forms = html.fromstring(answer.text).xpath("//main//form[@method='post']")
    form = max(forms, key=lambda each: len(each.form_values()))
    # A browser leaves out the line end that a text box begins with.
    sent = {name: value.removeprefix("\n") for name, value in form.form_values()}
    sent.pop("product", None)
    return sent


def choices(answer: Any, name: str) -> Typed:
    """Return the values of the choice about a field that two people changed."""
    found = html.fromstring(answer.text).xpath(f"//input[@name='meanwhile-{name}']/@value")
    return {str(value).partition("-")[0]: str(value) for value in found}
