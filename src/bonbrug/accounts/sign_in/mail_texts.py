"""What the mails about an account say."""

from allauth.account.forms import default_token_generator
from allauth.account.internal.userkit import filter_users_by_email
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from bonbrug.accounts.actions import confirm_address
from bonbrug.accounts.models import AccountMail, User

RESET, PASSWORD_CHANGED = "reset", "password_changed"


def reset(mail: AccountMail) -> tuple[str, str] | None:
    """Return the mail with a link for a new password; None for an address that nobody has."""
    person = _person(mail.address)
    if person is None:
        return None
    confirm_address(person)
    with translation.override(mail.language):
        text = _(
            "Somebody, probably you, asked for a new password for Bonbrug.\n\n"
            "Choose it here; the link works once, for an hour:\n%(link)s\n\n"
            "Was it not you? Then do nothing: your password stays as it is."
        )
        return _("A new password for Bonbrug"), text % {"link": _link(person)}


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


COMPOSERS = {RESET: reset, PASSWORD_CHANGED: password_changed}


def _person(address: str) -> User | None:
    found: list[User] = filter_users_by_email(
        address, is_active=True, prefer_verified=True, for_login=True
    )
    return found[0] if len(found) == 1 else None


def _link(person: User) -> str:
    key = {"uidb36": user_pk_to_url_str(person), "key": default_token_generator.make_token(person)}
    return settings.BONBRUG_BASE_URL + reverse("account_reset_password_from_key", kwargs=key)
