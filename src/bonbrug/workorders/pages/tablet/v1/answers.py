"""Answers of the interface: JSON, and a refusal with a code and a sentence in two languages."""

from collections.abc import Mapping
from typing import Any

from django.http import JsonResponse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

VERSION = 1
SENTENCES = {
    "tablet_unknown": _(
        "This tablet is not linked any more. Link it again; what waits on it stays."
    ),
    "tablet_ended": _("This tablet is not linked any more. Link it again; what waits on it stays."),
    "other_employee": _(
        "What waits was written by somebody else than who works on this tablet now. It stays"
        " here until that employee links the tablet again."
    ),
    "firm_ends": _("Your company is ended here: all can be read, and nothing changed."),
    "read_only": _("Nothing can be changed for a while. It is sent again by itself."),
    "other_site": _("This was not sent by the app of the tablet."),
    "not_json": _("This is no JSON of the app of the tablet."),
    "too_many": _("This is too much to be sent at once. The app sends it in parts."),
    "bad_cursor": _("The app has to read everything anew."),
    "not_an_operation": _("This is no operation: it has no id of its own."),
    "id_in_use": _("This id is in use for something else. Nothing was done."),
    "line_not_there_yet": _("The line that this is about has not come yet."),
    "waits_for_other": _("What came before this has not come yet."),
    "failed": _("Something went wrong here. It is sent again by itself."),
}


class Problem(Exception):
    """The request as a whole is refused; nothing of it was done."""

    def __init__(self, status: int, code: str) -> None:
        super().__init__(code)
        self.status, self.code = status, code


def texts(code: str) -> dict[str, str]:
    """Return the sentence of a code in Dutch and in English."""
    told = {}
    for language in ("nl", "en"):
        with override(language):
            told[language] = str(SENTENCES[code])
    return told


def answer(body: Mapping[str, Any], status: int = 200) -> JsonResponse:
    return JsonResponse(body, status=status, json_dumps_params={"ensure_ascii": False})


def problem(found: Problem) -> JsonResponse:
    """Say what is wrong with the whole request."""
    told = answer({"code": found.code, "text": texts(found.code)}, found.status)
    if found.status == 503:
        told.headers["Retry-After"] = "300"
    return told
