"""Add, change and delete invoice templates."""

import re
from dataclasses import dataclass

from django.db import transaction

from bonbrug.books.actions.column_limits import check_lengths
from bonbrug.books.actions.locking import locked
from bonbrug.books.actions.refusals import Refused
from bonbrug.books.models import Administration, InvoiceTemplate


@dataclass(frozen=True, slots=True)
class TemplateDraft:
    """A template as it should be; `accent` is a colour such as ``#206bc4``."""

    name: str
    text: str = ""
    footer: str = ""
    accent: str = "#206bc4"


def add_template(administration: Administration, draft: TemplateDraft) -> InvoiceTemplate:
    """Make a template; its name is what programs choose it by."""
    with transaction.atomic():
        return _write(InvoiceTemplate(administration=locked(administration)), draft)


def change_template(template: InvoiceTemplate, draft: TemplateDraft) -> InvoiceTemplate:
    """Replace everything of a template."""
    with transaction.atomic():
        locked(template.administration_id)
        return _write(template, draft)


def delete_template(template: InvoiceTemplate) -> None:
    """Delete a template that no invoice uses."""
    with transaction.atomic():
        locked(template.administration_id)
        count = template.invoices.count()
        if count:
            raise Refused("template_in_use", template=template.name, count=count)
        template.delete()


def _write(template: InvoiceTemplate, draft: TemplateDraft) -> InvoiceTemplate:
    template.name, template.text = draft.name.strip(), draft.text
    template.footer, template.accent = draft.footer, draft.accent
    if not template.name:
        raise Refused("template_name_missing")
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", template.accent):
        raise Refused("accent_wrong")
    check_lengths(template, ["name"])
    others = template.administration.templates.exclude(pk=template.pk)
    if others.filter(name=template.name).exists():
        raise Refused("template_name_taken", template=template.name)
    template.save()
    return template
