"""The words of the security log: what was done or refused, by whom, and about what."""

from collections.abc import Mapping
from typing import cast

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bonbrug.accounts.acts import WORDS, Act
from bonbrug.accounts.models import SecurityEvent
from bonbrug.accounts.security.kinds import Kind, Result

KINDS: Mapping[str, str | Promise] = {
    Kind.SIGNED_IN.value: gettext_lazy("Logged in"),
    Kind.SIGN_IN_FAILED.value: gettext_lazy("Logging in failed"),
    Kind.SIGN_IN_LIMITED.value: gettext_lazy("Too many wrong tries"),
    Kind.ACT_REFUSED.value: gettext_lazy("Not allowed by the role"),
    Kind.SIGNED_OUT.value: gettext_lazy("Logged out"),
    Kind.LOGIN_LINK_MADE.value: gettext_lazy("Login link made"),
    Kind.LOGIN_LINK_USED.value: gettext_lazy("Logged in with a login link"),
    Kind.PASSWORD_CHANGED.value: gettext_lazy("Password changed"),
    Kind.ADDRESS_CHANGE_ASKED.value: gettext_lazy("Other e-mail address asked for"),
    Kind.ADDRESS_CHANGE_WITHDRAWN.value: gettext_lazy("Other e-mail address withdrawn"),
    Kind.ADDRESS_CHANGED.value: gettext_lazy("E-mail address changed"),
    Kind.SECOND_STEP_ADDED.value: gettext_lazy("Second step added"),
    Kind.SECOND_STEP_REMOVED.value: gettext_lazy("Second step removed"),
    Kind.SECOND_STEP_RULE_CHANGED.value: gettext_lazy("Second step asked of all, or no longer"),
    Kind.PERSON_INVITED.value: gettext_lazy("Person invited"),
    Kind.PERSON_ADDED.value: gettext_lazy("Person added"),
    Kind.ROLE_CHANGED.value: gettext_lazy("Role changed"),
    Kind.PERSON_REMOVED.value: gettext_lazy("Person removed"),
    Kind.PERSON_ERASED.value: gettext_lazy("Personal data erased"),
    Kind.FIRM_ENDING_ASKED.value: gettext_lazy("Ending of the firm asked for"),
    Kind.FIRM_KEPT.value: gettext_lazy("Ending of the firm stopped"),
    Kind.FIRM_ERASED.value: gettext_lazy("Firm erased"),
    Kind.TABLET_LINKED.value: gettext_lazy("Tablet linked"),
    Kind.TABLET_ENDED.value: gettext_lazy("Tablet unlinked"),
    Kind.CODES_SEEN.value: gettext_lazy("Codes looked at"),
    Kind.CODES_RENEWED.value: gettext_lazy("Codes renewed"),
    Kind.LINK_SIGNED_IN.value: gettext_lazy("Link signed in"),
    Kind.LINK_ENDED.value: gettext_lazy("Link stopped in the work orders"),
    Kind.LINK_DELETED.value: gettext_lazy("Link deleted"),
    Kind.EXPORTED.value: gettext_lazy("Taken along as a file"),
    Kind.PAYMENT_DETAILS_CHANGED.value: gettext_lazy("Bank details changed"),
    Kind.DELIVERY_CHANGED.value: gettext_lazy("Delivery of invoices changed"),
    Kind.FIRM_MADE.value: gettext_lazy("Firm made"),
    Kind.SESSIONS_ENDED.value: gettext_lazy("All sessions of somebody ended"),
    Kind.LIMITS_CHANGED.value: gettext_lazy("Limits changed by the operator"),
    Kind.INVITATION_WITHDRAWN.value: gettext_lazy("Invitation withdrawn"),
    Kind.ANNOUNCED.value: gettext_lazy("Told to everybody"),
    Kind.ANNOUNCEMENT_ENDED.value: gettext_lazy("Announcement withdrawn"),
    Kind.READ_ONLY_BEGAN.value: gettext_lazy("Everything made read only"),
    Kind.READ_ONLY_ENDED.value: gettext_lazy("Everything can be changed again"),
    Kind.BACKUP_MADE.value: gettext_lazy("Backup made"),
    Kind.BACKUP_RESTORED.value: gettext_lazy("Backup put back"),
    Kind.KEYS_ROTATED.value: gettext_lazy("Keys renewed"),
}
RESULTS: Mapping[str, str | Promise] = {
    Result.DONE.value: gettext_lazy("done"),
    Result.REFUSED.value: gettext_lazy("refused"),
}


def kind(event: SecurityEvent) -> str:
    """Return what was done; a kind of a newer version stands there by its own word."""
    return str(KINDS.get(event.kind, event.kind))


def who(event: SecurityEvent) -> str:
    """Return the name of then, or a number when there is none any more."""
    return event.who_name or _called(event.who)


def about(event: SecurityEvent) -> str:
    """Return what it is about, and what more is known."""
    name = event.about_name or (_called(event.about) if event.about else "")
    details = [_detail(word, value) for word, value in sorted(event.details.items())]
    return ", ".join(filter(None, [name, *details])) or "–"


def _called(name: str) -> str:
    word, _colon, number = name.partition(":")
    return {
        "person": _("person %(number)s"),
        "tablet": _("tablet %(number)s"),
        "connection": _("link %(number)s"),
        "firm": _("firm %(number)s"),
        "administration": _("administration %(number)s"),
        "company": _("company %(number)s"),
        "terminal": _("the command line"),
        "nobody": _("somebody who was not logged in"),
    }.get(word, name) % {"number": number}


def _detail(word: str, value: object) -> str:
    if word == "act":
        return str(WORDS.get(cast("Act", value), value))
    said = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    return f"{word}: {said}"
