"""Facts become sentences in the language of the moment, with the numbers of the record."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bonbrug.link.actions import SignIn
from bonbrug.link.models import Item, LogLine, Run
from bonbrug.link.texts.answers import ANSWERS, WAIT_LONGER, status_words
from bonbrug.link.texts.changes import changed
from bonbrug.link.texts.connection import CONNECTION, STAGES, STOPPED
from bonbrug.link.texts.counts import counted
from bonbrug.link.texts.credits import CREDITS
from bonbrug.link.texts.delivery import short
from bonbrug.link.texts.doubts import DOUBTS
from bonbrug.link.texts.invoices import INVOICES
from bonbrug.link.texts.orders import ORDERS
from bonbrug.link.texts.reasons import bare, meaning, reason
from bonbrug.link.texts.records import RECORDS
from bonbrug.link.texts.sides import side_of
from bonbrug.link.texts.terms import GIVES, ONE, SIDES, listed, records, spaced, term
from bonbrug.link.texts.vat import VAT, row_in_words
from bonbrug.link.texts.words import MANY, NOTHING_LOST, Counted, Words
from bonbrug.sync.model.findings import Finding
from bonbrug.ui.templatetags.ui import day, euro, moment, quantity

WORDS: dict[str, Words] = {
    **ANSWERS, **CONNECTION, **RECORDS, **ORDERS, **DOUBTS, **INVOICES, **CREDITS, **VAT,
}  # fmt: skip
ABOUT_A_KIND = frozenset({"mass_change", "maybe_cut", "restored_books"})
# A fact with which a code has words of its own: ``no_lines`` → ``no_lines@line``.
RICHER = {"place": "line", "template": "template", "changes": "lines"}
Facts = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Said:
    """What a page shows of an item."""

    title: str
    text: str
    certain: str
    advice: str
    idle: str = ""


def say(code: str, subject: str = "", facts: Facts | None = None) -> Said:
    """Put the facts into the words of their code; an unknown code is named as it is."""
    given = facts or {}
    words = words_for(code, given, subject)
    filled = _filled(code, subject, given)
    if words is None:
        return _unknown(code, filled)
    return Said(
        str(words.title),
        _sentence(words.text, filled),
        _sentence(words.certain, filled),
        _sentence(words.advice, filled),
        _sentence(words.idle, filled),
    )


def words_for(code: str, facts: Facts, subject: str = "") -> Words | None:
    """Return the words of a code; about one line of a work order or one token they may differ."""
    for fact, variant in RICHER.items():
        if facts.get(fact) and f"{code}@{variant}" in WORDS:
            return WORDS[f"{code}@{variant}"]
    if code.startswith("http_"):
        return status_words(code)
    return WORDS.get(f"{code}@{subject}") or WORDS.get(code) or WORDS.get(bare(code))


def _unknown(code: str, filled: "_Filled") -> Said:
    """Say something of every code, whoever made it up: never a bare word of the machinery."""
    if meaning(code) is not None:
        title, text = _("Refused"), _sentence("%(reason)s.", filled)
    elif filled["subject"] != NO_FACT:
        title = _("Notice")
        text = _("%(subject)s: the link reports something it has no words for (%(code)s).") % filled
    else:
        title = _("Notice")
        text = _("The link reports something it has no words for (%(code)s).") % filled
    return Said(title, text, _sentence(NOTHING_LOST, filled), _sentence(WAIT_LONGER, filled))


NO_FACT = "–"


class _Filled(dict[str, str]):
    """A fact that is not there leaves a dash, never an error on the page."""

    def __missing__(self, name: str) -> str:
        return NO_FACT


def _sentence(words: object, filled: _Filled) -> str:
    said = words.say(_number(filled[words.fact])) if isinstance(words, Counted) else str(words)
    text = said % filled if "%(" in said else said
    return text[:1].upper() + text[1:]


def _number(written: str) -> int:
    return int(written) if written.isdigit() else MANY


def _filled(code: str, subject: str, facts: Facts) -> _Filled:
    side = side_of(code, facts)
    filled = _Filled(
        subject=subject or NO_FACT,
        code=code,
        reason=reason(code),
        side=str(SIDES[side]),
        side_gives=str(GIVES[side]),
    )
    for name, value in facts.items():
        if name != "side":
            filled[name] = READ.get(name, str)(str(value)) or NO_FACT
    if code == "credentials_refused":
        filled["field"] = term(subject or "login")
    filled["records"] = _records(code, subject, facts)
    filled["differences"] = _differences(facts)
    return filled


def _records(code: str, subject: str, facts: Facts) -> str:
    """Return how many of what: 2 relations."""
    kind = subject if code in ABOUT_A_KIND else str(facts.get("kind", ""))
    count = facts.get("now", facts.get("count"))
    return records(kind, count) if isinstance(count, int) else NO_FACT


def _differences(facts: Facts) -> str:
    """Return excl. VAT € 105,00 here, € 100,00 in the books; for each amount that differs."""
    names = [name.removeprefix("ours_") for name in facts if name.startswith("ours_")]
    pieces = (
        _("%(name)s %(ours)s here, %(books)s in the books")
        % {
            "name": term(name),
            "ours": _amount(str(facts[f"ours_{name}"])),
            "books": _amount(str(facts.get(f"books_{name}", ""))),
        }
        for name in names
    )
    return "; ".join(pieces)


def _amount(written: str) -> str:
    try:
        return euro(Decimal(written))
    except InvalidOperation:
        return written


def _quantity(written: str) -> str:
    try:
        return quantity(Decimal(written))
    except InvalidOperation:
        return written


def _moment(written: str) -> str:
    try:
        return moment(datetime.fromisoformat(written))
    except ValueError:
        return written


def _day(written: str) -> str:
    try:
        return day(date.fromisoformat(written))
    except ValueError:
        return written


def _kind(written: str) -> str:
    return term(ONE.get(written, written))


READ: dict[str, Callable[[str], str]] = {
    "invoices": spaced,
    "kind": _kind,
    "field": term,
    "fields": listed,
    "delivery": short,
    "missing": listed,
    "part": listed,
    "reason": reason,
    **dict.fromkeys(
        (
            "price",
            "amount",
            "net",
            "vat",
            "gross",
            "ours",
            "theirs",
            "most",
            "usual",
            "known_price",
        ),
        _amount,
    ),
    **dict.fromkeys(("minimum", "quantity", "usual_quantity", "pieces"), _quantity),
    "changes": changed,
    "row": row_in_words,
    **dict.fromkeys(("sent_at", "until", "at"), _moment),
    **dict.fromkeys(("date", "first", "last", "order_date", "today", "until_day"), _day),
}


def what(code: str, facts: Facts | None = None) -> str:
    """Return one sentence about a code without a record ('' for no code)."""
    return say(code, "", facts).text if code else ""


def stopped(breaker: str) -> str:
    """Say why a link stands still ('' when it does not)."""
    return str(STOPPED.get(breaker) or what(breaker))


def stage(code: str) -> str:
    """Say what a run is doing."""
    return str(STAGES.get(code, STAGES[""]))


def of_line(line: LogLine) -> str:
    return say(line.kind, line.subject, line.facts).text


def of_finding(finding: Finding) -> str:
    return say(finding.code, finding.subject, finding.facts).text


def of_item(item: Item) -> Said:
    return say(item.kind, item.subject, item.facts)


def of_run(run: Run) -> str:
    """Return the message of the log: what was counted, and why it stopped if it did."""
    pieces = [counted(run.facts), unfinished(run)]
    return " ".join(piece for piece in pieces if piece) or _("Nothing new")


def unfinished(run: Run) -> str:
    """Return why a run did not reach its end ('' when it did)."""
    return "" if run.outcome in GOOD else what(run.code or "interrupted", run.facts)


GOOD = frozenset({"done", "problems", "nothing", ""})


def of_sign_in(answer: SignIn) -> str:
    """Say why signing in did not work, and what to do."""
    if answer.ok:
        return _("You are logged in!")
    if bare(answer.code) == USER_OR_FIRST_CODE:
        return str(EITHER)
    if answer.field:
        filled = _Filled(field=term(answer.field))
        return _sentence(WHERE[answer.field in BOOKS_FIELDS], filled)
    return what(answer.code)


# The wire has one code for both (docs/wire/eboekhouden-soap.md §5.1), so we do not guess.
USER_OR_FIRST_CODE = "E0011"
EITHER = gettext_lazy(
    "User name or security code 1 was refused; the books do not say which of the two. Copy both "
    "again from e-Boekhouden.nl: Beheer > Inrichting > Instellingen > Koppelingen > API/SOAP. "
    "Security code 1 changes when the password is changed."
)
BOOKS_FIELDS = frozenset({"username", "security_code_1", "security_code_2"})
WHERE = {
    True: gettext_lazy(
        "%(field)s was refused. Copy it again from e-Boekhouden.nl: Beheer > Inrichting > "
        "Instellingen > Koppelingen > API/SOAP."
    ),
    False: gettext_lazy(
        "%(field)s was refused. Copy it again from the work orders: Instellingen > Externe "
        "koppelingen."
    ),
}


def title(code: str) -> str:
    """Return the short name of a fact."""
    words = WORDS.get(code) or WORDS.get(f"{code}@line")
    return str(words.title) if words else reason(code)
