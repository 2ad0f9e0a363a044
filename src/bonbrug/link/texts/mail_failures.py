"""Why a mail could not be sent."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

WHY: dict[str, str | Promise] = {
    "mail_login": gettext_lazy("the mail server refuses the user name or the password"),
    "mail_addresses": gettext_lazy("the mail server refuses the addresses"),
    "mail_open_line": gettext_lazy("the line to the mail server is not secured"),
    "mail_unreachable": gettext_lazy("the mail server does not answer"),
}


def why(code: str) -> str:
    """Say why, in half a sentence."""
    if code in WHY:
        return str(WHY[code])
    number = code.removeprefix("smtp_")
    return _("the mail server answers with code %(code)s") % {"code": number}
