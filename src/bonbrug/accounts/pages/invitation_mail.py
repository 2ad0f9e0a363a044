"""The mail that asks somebody into a firm, in Dutch and in English."""

from urllib.parse import urljoin

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from bonbrug.accounts.inviting import mark_mailed
from bonbrug.accounts.mailing import Undelivered, deliver
from bonbrug.accounts.models import Invitation


def address_of(token: str) -> str:
    """Return what the person opens."""
    return urljoin(settings.BONBRUG_BASE_URL, reverse("invited", args=[token]))


def unsent(invitation: Invitation, token: str) -> dict[str, str]:
    """Send it and keep that; return what ``accounts/invitation_link.html`` shows if it did not go.

    Shown now and never again: only the digest is kept.
    """
    trouble = send(invitation, token)
    if not trouble:
        mark_mailed(invitation)
        return {}
    return {"link": address_of(token), "email": invitation.email, "trouble": trouble}


def send(invitation: Invitation, token: str) -> str:
    """Hand the mail over; return '' when the mail server took it, else why not.

    ``no_mail_server``: the operator named none; other codes are those of `Undelivered`.
    """
    if not settings.BONBRUG_SMTP_URL:
        return "no_mail_server"
    try:
        deliver(settings.BONBRUG_SMTP_URL, _message(invitation, token))
    except Undelivered as failure:
        return failure.code
    return ""


def _message(invitation: Invitation, token: str) -> EmailMessage:
    with translation.override("nl"):
        subject, dutch = _subject(invitation), _text(invitation, token)
    with translation.override("en"):
        text = f"{dutch}\n-- English --\n\n{_text(invitation, token)}"
    return EmailMessage(subject, text, settings.BONBRUG_MAIL_FROM or None, [invitation.email])


def _subject(invitation: Invitation) -> str:
    firm = " ".join(invitation.organisation.name.split())
    return _("You are invited to work in Bonbrug for %(firm)s") % {"firm": firm}


def _text(invitation: Invitation, token: str) -> str:
    facts = {"firm": invitation.organisation.name, "address": address_of(token)}
    return (
        _(
            "%(firm)s asks you to work along in Bonbrug. Open this address to begin; it works once,"
            " for a week:\n\n%(address)s\n\nDid you not expect this? Then you need not do anything."
        )
        % facts
        + "\n"
    )
