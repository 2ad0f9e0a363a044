"""How a refused action is shown: beside the field it is about, or above the form."""

from django import forms

from bonbrug.workorders.actions.refusals import Refused


def show(form: forms.Form, refused: Refused) -> None:
    """Put the sentence of a refusal in the form; nothing typed is lost."""
    name = str(refused.facts.get("field", ""))
    form.add_error(name if name in form.fields else None, str(refused))
