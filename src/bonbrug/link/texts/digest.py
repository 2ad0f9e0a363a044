"""The words of a mail about what needs a person: codes and numbers, in Dutch and in English."""

from collections.abc import Sequence
from urllib.parse import urljoin

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bonbrug.link.models import Item
from bonbrug.link.texts import sentences
from bonbrug.ui.templatetags.ui import moment


def compose(connection_id: int, items: Sequence[Item]) -> tuple[str, str]:
    """Return the subject and the text; no name of a customer or a firm is in it."""
    with translation.override("nl"):
        subject, dutch = _subject(connection_id, len(items)), _text(connection_id, items)
    with translation.override("en"):
        return subject, f"{dutch}\n-- English --\n\n{_text(connection_id, items)}"


def _subject(connection_id: int, count: int) -> str:
    waits = ngettext("%(n)s item needs you", "%(n)s items need you", count) % {"n": count}
    link = _("link %(number)s") % {"number": connection_id}
    return f"Bonbrug: {waits} ({link})"


def _text(connection_id: int, items: Sequence[Item]) -> str:
    intro = ngettext(
        "Link %(link)s found something that it must not decide by itself:",
        "Link %(link)s found %(n)s things that it must not decide by itself:",
        len(items),
    ) % {"n": len(items), "link": connection_id}
    address = urljoin(settings.BONBRUG_BASE_URL, reverse("link:to_do", args=[connection_id]))
    ending = _("Doing nothing is always safe: other work orders go on. The buttons are here:")
    return "\n".join((intro, "", *map(_line, items), "", ending, address, ""))


def _line(item: Item) -> str:
    subject = f"{item.subject}: " if item.subject else ""
    facts = {"moment": moment(item.opened_at), "id": item.pk, "code": item.kind}
    return f"- {subject}{sentences.title(item.kind)} " + (
        _("(item %(id)s, %(code)s, since %(moment)s)") % facts
    )
