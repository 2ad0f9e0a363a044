"""What is said when a side gives no answer, or one that is no answer.

``%(side)s`` is *the books*, *the work orders* or *the other side*, and ``%(side_gives)s`` the same
with its verb. Codes: gateways/http.py, wire/*/faults.py and the reasons of the two wires.
"""

from django.utils.translation import gettext_lazy as _

from bonbrug.link.texts.words import NOTHING_LOST, Text, Words

WAIT = _("You need not do anything: the link tries again by itself.")
WAIT_LONGER = _(
    "The link tries again by itself. Does it stay like this, then tell the operator (%(code)s)."
)
LOOK_AT_ADDRESS = _("Ask the operator to look at the address of %(side)s (%(code)s).")
NO_ANSWER = _("Not reachable")
NO_GOOD_ANSWER = _("Answer not readable")


def _silent(text: Text, title: Text = NO_ANSWER) -> Words:
    return Words(title, text, NOTHING_LOST, WAIT)


def _unreadable(text: Text) -> Words:
    return Words(NO_GOOD_ANSWER, text, NOTHING_LOST, WAIT_LONGER)


def _address(title: Text, text: Text) -> Words:
    return Words(title, text, NOTHING_LOST, LOOK_AT_ADDRESS)


OTHERS = _unreadable(
    _("%(side_gives)s an answer that the link cannot read; nothing of it was used.")
)
WEB_PAGE = _unreadable(
    _("%(side_gives)s a web page instead of an answer, as during maintenance. It was not used.")
)
TOO_MUCH = _unreadable(_("%(side_gives)s an answer that is far too large; it was not used."))
MIXED_UP = _unreadable(_("%(side_gives)s the answer to another question; it was not used."))
FAULT = _silent(_("%(side_gives)s a fault instead of an answer."), _("Fault on the other side"))

SILENCE: dict[str, Words] = {
    "unreachable": _silent(_("%(side_gives)s no answer.")),
    "silent": Words(
        _("Stays silent"),
        _(
            "%(side_gives)s no answer in time, several times in a row. The link goes on trying, "
            "in a queue of its own, so that it does not keep others waiting."
        ),
        NOTHING_LOST,
        _(
            "Look whether %(side)s can be opened in a browser. This line closes by itself as soon "
            "as there is an answer."
        ),
        WAIT,
    ),
    "timeout": _silent(_("%(side_gives)s no answer in time."), _("No answer in time")),
    "resting": _silent(
        _("%(side_gives)s no answer several times in a row, so the link leaves it alone a minute.")
    ),
    "connect": _silent(_("%(side_gives)s no answer: there was no connection.")),
    "reset": _silent(_("%(side_gives)s no answer: the connection was broken off.")),
    "no_clear_answers": _silent(
        _("%(side_gives)s no clear answer several times in a row; the link waits with the rest.")
    ),
    "dns": _silent(_("The address of %(side)s was not found. Is the internet connection working?")),
    "tls": Words(
        _("No safe connection"),
        _("A safe connection with %(side)s was not possible, so nothing was sent."),
        NOTHING_LOST,
        WAIT_LONGER,
    ),
    "address": _address(
        _("Wrong address"), _("The address of %(side)s is no web address; nothing was sent.")
    ),
    "request": Words(
        _("Not sent"),
        _("The question to %(side)s could not be sent like this."),
        NOTHING_LOST,
        WAIT_LONGER,
    ),
}

UNREADABLE: dict[str, Words] = {
    **dict.fromkeys(("html", "doctype"), WEB_PAGE),
    **dict.fromkeys(("too_large", "too_deep", "too_many_elements", "too_many_values"), TOO_MUCH),
    **dict.fromkeys(("other_answer", "other_work_order", "other_action"), MIXED_UP),
    **dict.fromkeys(
        (
            "not_xml", "not_json", "not_utf8", "duplicate_key", "no_envelope", "no_body",
            "wrong_type", "wrong_value", "unknown_operation", "strange_element",
            "unknown_charset", "wrong_charset", "missing_everywhere", "no_result",
            "spoiled_row",
        ),
        OTHERS,
    ),
    "empty": _unreadable(_("%(side_gives)s an empty answer.")),
    "cut": _unreadable(_("%(side_gives)s only a part of an answer; nothing of it was used.")),
    "encoding": _unreadable(
        _("%(side_gives)s a packed answer that the link cannot unpack; it was not used.")
    ),
    "soap_fault": FAULT,
    "unknown_code": _unreadable(_("%(side_gives)s an answer with a code that is not known.")),
    "relation_unknown": _unreadable(
        _("%(side_gives)s two answers about a customer that contradict each other.")
    ),
    "relation_gone": _unreadable(_("%(side_gives)s the answer that a relation no longer exists.")),
    "row_cap": Words(
        _("List perhaps not complete"),
        _("The list in %(side)s is longer than the link gets at once, so it must not guess."),
        NOTHING_LOST,
        WAIT_LONGER,
    ),
}  # fmt: skip

BUSY = Words(
    _("Too many calls"),
    _("%(side_gives)s no answers for now, since there were many calls; the link waits."),
    NOTHING_LOST,
    WAIT,
)
# The middle part of the code is the status of HTTP; 2xx and what is not here is ``http_``.
STATUSES: dict[str, Words] = {
    "http_3xx": _address(
        _("Wrong address"), _("%(side_gives)s no answer but sends the link to another address.")
    ),
    "http_403": _address(
        _("No entrance"), _("%(side_gives)s the link no entrance: a gate on the way refuses it.")
    ),
    "http_404": _address(
        _("Wrong address"), _("%(side_gives)s no answer: nothing is at this address.")
    ),
    "http_429": BUSY,
    "http_5xx": FAULT,
    "http_": _unreadable(_("%(side_gives)s an answer with a status that is not known.")),
}


def status_words(code: str) -> Words:
    """``http_302`` → the words of ``http_3xx``."""
    return STATUSES.get(code) or STATUSES.get(f"{code[:6]}xx") or STATUSES["http_"]


OPEN_AGAIN = _(
    "Open the link again from the work orders: Instellingen > Externe koppelingen > "
    "Open instellingen."
)
BOOKS_SAY = _("The books say: %(reason)s.")
WORK_ORDERS_SAY = _("The work orders say: %(reason)s.")
CODES_AGAIN = _("Fill in the codes again at Login settings; a new password also gives new codes.")
RIGHTS = _(
    "Give this user the rights in e-Boekhouden.nl: Beheer > Inrichting > Instellingen > "
    "Koppelingen > API/SOAP."
)
NO_CALLS = Words(
    _("Too many calls"),
    _("The books take no more calls for now; the link waits."),
    NOTHING_LOST,
    _("The link goes on once the books take calls again. You can ask e-Boekhouden.nl for more."),
)


def _refused(title: Text, said: Text, advice: Text) -> Words:
    return Words(title, said, NOTHING_LOST, advice)


REFUSALS: dict[str, Words] = {
    **dict.fromkeys(
        ("E0011", "E0013", "E0017"),
        _refused(_("Login details refused"), BOOKS_SAY, CODES_AGAIN),
    ),
    **dict.fromkeys(
        ("E0012", "E0015", "E0025"), _refused(_("Login details refused"), BOOKS_SAY, RIGHTS)
    ),
    **dict.fromkeys(
        ("E0021", "E0022", "E0023", "E0024"),
        _refused(_("Session not accepted"), BOOKS_SAY, WAIT_LONGER),
    ),
    **dict.fromkeys(("E0031", "call_limit"), NO_CALLS),
    **dict.fromkeys(
        ("1002", "1003", "1004", "1005"),
        _refused(_("Token refused"), WORK_ORDERS_SAY, OPEN_AGAIN),
    ),
    **dict.fromkeys(
        ("1000", "1001"), _refused(_("Wrong address"), WORK_ORDERS_SAY, LOOK_AT_ADDRESS)
    ),
    "1006": _refused(_("No safe connection"), WORK_ORDERS_SAY, LOOK_AT_ADDRESS),
    "1007": _refused(_("Fault on the other side"), WORK_ORDERS_SAY, WAIT),
    **dict.fromkeys(
        ("1008", "1009"), _refused(_("Question not understood"), WORK_ORDERS_SAY, WAIT_LONGER)
    ),
}

ANSWERS: dict[str, Words] = {**SILENCE, **UNREADABLE, **STATUSES, **REFUSALS}
