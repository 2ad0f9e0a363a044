"""What the mails about an account say."""

import json
from datetime import datetime, timedelta

from allauth.account.forms import default_token_generator
from allauth.account.internal.userkit import filter_users_by_email
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from bonbrug.accounts.actions import confirm_address
from bonbrug.accounts.changing_address import (
    CONFIRM,
    MOVED,
    STOP,
    TO_NEW,
    TO_OLD,
    is_taken,
    token,
)
from bonbrug.accounts.ending import proof_of
from bonbrug.accounts.models import AccountMail, AddressChange, Ending, SecurityEvent, User
from bonbrug.accounts.security.acting import person
from bonbrug.accounts.security.kinds import Kind
from bonbrug.accounts.security.sign_ins import GUESSED
from bonbrug.values.clock import system_clock

RESET, PASSWORD_CHANGED = "reset", "password_changed"
SECOND_STEP, ENDED = "second_step", "ended"
TOLD_ONCE_IN = timedelta(days=1)


def reset(mail: AccountMail) -> tuple[str, str] | None:
    """Return the mail with a link for a new password; None for an address that nobody has."""
    user = _person(mail.address)
    if user is None:
        return None
    confirm_address(user)
    with translation.override(mail.language):
        text = _(
            "Somebody, probably you, asked for a new password for Bonbrug.\n\n"
            "Choose it here; the link works once, for an hour:\n%(link)s\n\n"
            "Was it not you? Then do nothing: your password stays as it is."
        )
        return _("A new password for Bonbrug"), text % {"link": _link(user)}


def password_changed(mail: AccountMail) -> tuple[str, str] | None:
    """Return the mail that tells somebody that the password is another one now."""
    with translation.override(mail.language):
        text = _(
            "The password of your account at Bonbrug was changed, and everybody who was logged in"
            " with the old one was logged out.\n\n"
            "Was it not you? Then ask for a new password at once:\n%(link)s"
        )
        link = settings.BONBRUG_BASE_URL + reverse("account_reset_password")
        return _("Your password was changed"), text % {"link": link}


def second_step(mail: AccountMail) -> tuple[str, str]:
    """Return the mail that tells somebody that a second step came or went."""
    with translation.override(mail.language):
        text = _(
            "The second step of your account at Bonbrug was changed: an app, a passkey or recovery"
            " codes were added or taken away.\n\n"
            "Was it not you? Then look at it at once, and change your password:\n%(link)s"
        )
        return _("Your second step was changed"), text % {"link": _address("mfa_index")}


def guessed(mail: AccountMail) -> tuple[str, str] | None:
    """Return the mail that tells somebody that others try to come in as them, once a day."""
    user = User.objects.filter(username=mail.address, is_active=True).first()
    if user is None or _was_told(user, mail.made_at):
        return None
    with translation.override(mail.language):
        text = _(
            "Somebody typed a wrong password or code for your account at Bonbrug many times, and"
            " has to wait now. Nobody came in by that.\n\n"
            "Was it not you? Then choose a password that you use nowhere else, and add a second"
            " step if you have none:\n%(link)s"
        )
        return _("Many wrong tries at your account"), text % {"link": _address("account")}


def to_new_address(mail: AccountMail) -> tuple[str, str] | None:
    """Return the mail with the link; to who has the address already that nothing changes."""
    change = _change(mail)
    if change is None or change.email != mail.address:
        return None
    with translation.override(mail.language):
        if is_taken(change.email, change.user):
            text = _(
                "Somebody asked to log in to Bonbrug with this address. It is of an account"
                " already, so nothing changes. You need to do nothing."
            )
            return _("This address has an account"), text
        text = _(
            "Somebody, probably you, wants to log in to Bonbrug with this address.\n\n"
            "Confirm it here, logged in as you are now; the link works once, for an hour:\n"
            "%(link)s\n\n"
            "Was it not you? Then do nothing: nothing changes."
        )
        link = _address("address_opened", token(change, CONFIRM))
        return _("Confirm your new address"), text % {"link": link}


def to_old_address(mail: AccountMail) -> tuple[str, str] | None:
    """Return the mail that tells what was asked, and how to stop it."""
    change = _change(mail)
    if change is None:
        return None
    with translation.override(mail.language):
        text = _(
            "Somebody, probably you, asked that your account at Bonbrug gets another address:"
            " %(new)s. It changes when that address confirms it within an hour.\n\n"
            "Was it not you? Stop it here, and change your password:\n%(link)s"
        )
        words = {"new": change.email, "link": _address("address_stop", token(change, STOP))}
        return _("Another address was asked for your account"), text % words


def moved(mail: AccountMail) -> tuple[str, str] | None:
    """Return the mail to the address of before that it is that no more."""
    user = User.objects.filter(pk=_number(mail)).first()
    if user is None:
        return None
    with translation.override(mail.language):
        text = _(
            "Your account at Bonbrug has another address now: %(new)s. Everywhere else you were"
            " logged out.\n\n"
            "Was it not you? Then tell the owner of your firm or whoever manages Bonbrug at once."
        )
        return _("Your address was changed"), text % {"new": user.email}


def ended(mail: AccountMail) -> tuple[str, str] | None:
    """Return the mail with the proof that a firm was erased, in both languages."""
    row = Ending.objects.filter(pk=_number(mail)).first()
    if row is None:
        return None
    texts = []
    for language in ("nl", "en"):
        with translation.override(language):
            texts.append(
                _(
                    "Your firm was erased from Bonbrug: everything of it is gone here. Backups"
                    " hold it until they run out. What you have to keep by law is in the file"
                    " that you took along."
                )
            )
    with translation.override(mail.language):
        subject = _("Your firm was erased")
    return subject, "\n\n".join([*texts, json.dumps(proof_of(row), indent=1)])


COMPOSERS = {
    ENDED: ended,
    RESET: reset,
    PASSWORD_CHANGED: password_changed,
    SECOND_STEP: second_step,
    GUESSED: guessed,
    TO_NEW: to_new_address,
    TO_OLD: to_old_address,
    MOVED: moved,
}


def _was_told(user: User, now: datetime) -> bool:
    """Tell whether that happened before within the day: a mail went then."""
    limited = SecurityEvent.objects.filter(
        about=person(user), kind=Kind.SIGN_IN_LIMITED.value, moment__gt=now - TOLD_ONCE_IN
    )
    return limited.filter(moment__lt=now).exists()


def _number(mail: AccountMail) -> int:
    return int(mail.kind.partition(":")[2])


def _change(mail: AccountMail) -> AddressChange | None:
    wanted = AddressChange.objects.filter(pk=_number(mail), expires_at__gt=system_clock())
    return wanted.select_related("user").first()


def _address(name: str, *parts: str) -> str:
    return f"{settings.BONBRUG_BASE_URL}{reverse(name, args=parts)}"


def _person(address: str) -> User | None:
    found: list[User] = filter_users_by_email(
        address, is_active=True, prefer_verified=True, for_login=True
    )
    return found[0] if len(found) == 1 else None


def _link(person: User) -> str:
    key = {"uidb36": user_pk_to_url_str(person), "key": default_token_generator.make_token(person)}
    return settings.BONBRUG_BASE_URL + reverse("account_reset_password_from_key", kwargs=key)
