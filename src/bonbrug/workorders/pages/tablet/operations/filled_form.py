"""The forms of the tablet pages, filled in by an operation: one rule for both."""

import json
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from django.db.models import Model
from django.http import QueryDict

from bonbrug.ui.edit_conflicts import WAS, shown
from bonbrug.ui.forms import SURE, UiForm
from bonbrug.workorders.actions.refusals import Refused
from bonbrug.workorders.pages.tablet.operations.outcomes import Asks, Collides, Values, Wanted

Form = TypeVar("Form", bound=UiForm)
ROUNDS = 5  # an answer may bring up another question


def filled(
    make: Callable[..., Form],
    wanted: Wanted,
    values: Values,
    *,
    there: Values | None = None,
    seen: Values | None = None,
    about: Model | None = None,
) -> Form:
    """Return the valid form; raises Refused, Asks, or Collides with what is `there` now.

    `about` is the record that is changed, `there` what the form would show of it, and `seen` what
    the employee saw of it.
    """
    fields = make(None).fields
    texts = _texts(fields, values, there or {})
    if about is not None and not wanted.forced:
        texts[WAS] = json.dumps(_texts(fields, seen or {}, there or {}))
    form = _answered(make, texts, there, about, sure=wanted.sure or wanted.forced)
    if form.clashes:
        raise Collides({name: (there or {})[name] for name in form.clashes})
    if not form.is_valid():
        _complain(form)
    return form


def _texts(fields: Mapping[str, Any], values: Values, there: Values) -> dict[str, str]:
    """Write the values as a browser would send them; what is left out stays as it is there."""
    return {
        name: shown(field, values[name] if name in values else there.get(name))
        for name, field in fields.items()
    }


def _answered(
    make: Callable[..., Form],
    texts: Mapping[str, str],
    there: Values | None,
    about: Model | None,
    *,
    sure: bool,
) -> Form:
    ticked: list[str] = []
    for _round in range(ROUNDS):
        data = QueryDict(mutable=True)
        data.update(texts)
        data.setlist(SURE, ticked)
        form = make(data, initial=there)
        if about is not None:
            form.about(about)
        asked = [] if form.is_valid() else [one.key for one in _asked(form)]
        if not sure or not asked:
            return form
        ticked += asked
    return form


def _asked(form: UiForm) -> list[Any]:
    return [one for many in form.questions.values() for one in many if not one.ticked]


def _complain(form: UiForm) -> None:
    """Ask when questions are all that is wrong; refuse otherwise."""
    wrong = form.errors.as_data()
    questions = _asked(form)
    if questions and all(one.code == "ask" for many in wrong.values() for one in many):
        raise Asks([one.sentence for one in questions])
    raise Refused("not_valid", sentences=" ".join(_sentences(form)))


def _sentences(form: UiForm) -> list[str]:
    named = []
    for name, errors in form.errors.items():
        label = f"{form.fields[name].label}: " if name in form.fields else ""
        named += [f"{label}{text}" for text in errors]
    return named
