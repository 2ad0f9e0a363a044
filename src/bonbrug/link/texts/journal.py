"""The words of the journal: what was done, by whom, and the names of the values."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bonbrug.link.texts import charging, sentences
from bonbrug.link.texts.delivery import SHORT
from bonbrug.link.texts.reasons import reason
from bonbrug.link.texts.states import STATES
from bonbrug.link.texts.terms import TERMS, term
from bonbrug.link.texts.vat import ANSWERS
from bonbrug.ui.templatetags.ui import day, euro

Text = str | Promise

WHAT: dict[str, Text] = {
    "connection_made": gettext_lazy("Link made"),
    "connection_deleted": gettext_lazy("Link deleted"),
    "settings_saved": gettext_lazy("Settings saved"),
    "layout_saved": gettext_lazy("Invoice lines saved"),
    "agreement_saved": gettext_lazy("Customer agreement saved"),
    "vat_saved": gettext_lazy("VAT settings saved"),
    "address_answered": gettext_lazy("Said what an address is"),
    "signed_in": gettext_lazy("Signed in to the books"),
    "sign_in_refused": gettext_lazy("Sign-in refused"),
    "tokens_renewed": gettext_lazy("Tokens of the work orders renewed"),
    "notify_chosen": gettext_lazy("Addresses for notifications saved"),
    "job_new": gettext_lazy("Work order seen"),
    "job_waiting": gettext_lazy("Work order waits for consent"),
    "job_intended": gettext_lazy("Work order becomes an invoice"),
    "job_gathered": gettext_lazy("Work order waits for its collective invoice"),
    "job_collected": gettext_lazy("Work order goes into a collective invoice"),
    "collect_now": gettext_lazy("Collective invoice asked for"),
    "job_refused": gettext_lazy("Work order not invoiced"),
    "job_invoiced": gettext_lazy("Work order invoiced"),
    "job_settled": gettext_lazy("Work order settled"),
    "job_withdrawn": gettext_lazy("Work order withdrawn"),
    "job_reconsidered": gettext_lazy("Work order to be invoiced after all"),
    "job_approved": gettext_lazy("Yes to an invoice of the trial run"),
    "job_changed": gettext_lazy("Invoice looked at again"),
    "invoice_claimed": gettext_lazy("Invoice number claimed"),
    "invoice_sending": gettext_lazy("Invoice sent"),
    "invoice_sent": gettext_lazy("Outcome of the invoice unknown"),
    "invoice_done": gettext_lazy("Invoice is in the books"),
    "invoice_refused": gettext_lazy("Invoice refused"),
    "invoice_released": gettext_lazy("Invoice number free again"),
    "invoice_taken": gettext_lazy("Invoice number was taken"),
    "item_opened": gettext_lazy("Asked a person"),
    "item_closed": gettext_lazy("Decided by a person"),
    "item_solved": gettext_lazy("Solved by itself"),
    "backlog_released": gettext_lazy("Old work orders released"),
    "exports_released": gettext_lazy("Invoices may go on"),
    "run_ended": gettext_lazy("Synchronised"),
    "reconciled": gettext_lazy("Compared both sides"),
    "digest_sent": gettext_lazy("Mail sent"),
    "customer_back": gettext_lazy("Customer brought back"),
    "customer_erased": gettext_lazy("Customer erased"),
    "events_removed": gettext_lazy("Events over seven years old removed"),
}
NAMES: Mapping[str, Text] = {
    **TERMS,
    "import_relations": gettext_lazy("import relations"),
    "import_materials": gettext_lazy("import materials"),
    "import_hour_types": gettext_lazy("import hour types"),
    "export_invoices": gettext_lazy("make invoices"),
    "template": gettext_lazy("invoice template"),
    "term_days": gettext_lazy("payment term in days"),
    "book": gettext_lazy("process in the books"),
    "export_relations": gettext_lazy("export relations"),
    "mark_errors": gettext_lazy("set 99 Error"),
    "bill_minimum": gettext_lazy("charge minimum hours"),
    "export_from": gettext_lazy("work orders from"),
    "lines_per": gettext_lazy("lines of hours"),
    "line_dates": gettext_lazy("with the dates"),
    "line_names": gettext_lazy("with the names"),
    "line_remarks": gettext_lazy("with the remarks"),
    "heading": gettext_lazy("heading of the work order"),
    "order_rounding": gettext_lazy("when the work order asks for rounding"),
    "zero_invoices": gettext_lazy("also an invoice when the total is 0"),
    "discount": gettext_lazy("discount in percent"),
    "delivery": gettext_lazy("way of sending"),
    "mail_subject": gettext_lazy("subject of the e-mail"),
    "mail_text": gettext_lazy("text of the e-mail"),
    "mail_address": gettext_lazy("sender address of the e-mail"),
    "mail_name": gettext_lazy("sender name of the e-mail"),
    "statement_1": gettext_lazy("first line on the bank statement"),
    "statement_2": gettext_lazy("second line on the bank statement"),
    "statement_3": gettext_lazy("third line on the bank statement"),
    "mandate": gettext_lazy("mandate"),
    "mandate_signed_on": gettext_lazy("mandate signed on"),
    "mandate_first": gettext_lazy("first collection on the mandate"),
    "debit_iban": gettext_lazy("IBAN of the direct debit"),
    "debit_holder": gettext_lazy("account holder filled in"),
    "debit_city": gettext_lazy("place of the account holder filled in"),
    "round_way": gettext_lazy("rounding of hours"),
    "round_step": gettext_lazy("rounded to minutes"),
    "round_per": gettext_lazy("rounded per"),
    "minimum_minutes": gettext_lazy("minimum per visit in minutes"),
    "call_out": gettext_lazy("call-out charge"),
    "control": gettext_lazy("check before invoicing"),
    "most_pieces": gettext_lazy("pieces on one line"),
    "most_of_a_line": gettext_lazy("amount of one line"),
    "most_of_an_invoice": gettext_lazy("amount of an invoice"),
    "unusual_times": gettext_lazy("times your usual invoices"),
    "price_percent": gettext_lazy("off the known price, in percent"),
    "oldest_days": gettext_lazy("days before the work order"),
    "closed_until": gettext_lazy("books closed up to and including"),
    "twice_days": gettext_lazy("days to look back for the same work"),
    "needs_signature": gettext_lazy("signature required"),
    "asks_travel": gettext_lazy("ask about travel distance"),
    "reverse_charge": gettext_lazy("VAT reversed"),
    "collect": gettext_lazy("collective invoice"),
    "exempt_from": gettext_lazy("under the small businesses scheme from"),
    "exempt_until": gettext_lazy("under the small businesses scheme until"),
    "kinds_of_work": gettext_lazy("kinds of work"),
    "answer": gettext_lazy("what the address is"),
    "hour_words": gettext_lazy("other words for hours"),
    "settings_version": gettext_lazy("version of the settings"),
    "books_key": gettext_lazy("administration"),
    "row_id": gettext_lazy("id of the work order"),
    "state": gettext_lazy("state"),
    "invoice_number": gettext_lazy("invoice number"),
    "invoice_date": gettext_lazy("invoice date"),
    "open_amount": gettext_lazy("still open"),
    "booked": gettext_lazy("booked"),
    "verified": gettext_lazy("seen in the books"),
    "refused_code": gettext_lazy("reason"),
    "field": gettext_lazy("field"),
    "attempt": gettext_lazy("attempt"),
    "marker": gettext_lazy("mark"),
    "outcome": gettext_lazy("outcome"),
    "kind": gettext_lazy("about"),
    "decision": gettext_lazy("decision"),
    "count": gettext_lazy("number of"),
    "trigger": gettext_lazy("started by"),
    "invoices": gettext_lazy("invoices"),
    "settled": gettext_lazy("settled"),
    "books_relations": gettext_lazy("relations to the books"),
    "addresses": gettext_lazy("addresses"),
    "first": gettext_lazy("from"),
    "last": gettext_lazy("up to and including"),
    "gaps": gettext_lazy("not accounted for"),
    "items": gettext_lazy("items"),
    "message": gettext_lazy("message"),
}
_WORDS: Mapping[tuple[str, str], Text] = {
    ("control", "doubtful"): gettext_lazy("when in doubt"),
    ("control", "all"): gettext_lazy("all invoices"),
    ("control", "none"): gettext_lazy("none"),
    ("decision", "retry"): gettext_lazy("try again"),
    ("decision", "approve"): gettext_lazy("invoice it like this"),
    ("decision", "decline"): gettext_lazy("no invoice"),
    ("decision", "credit_and_again"): gettext_lazy("credit and invoice again"),
    ("decision", "credit_only"): gettext_lazy("only credit"),
    ("decision", "credit_anyway"): gettext_lazy("credit it anyway"),
    ("decision", "drop_credit"): gettext_lazy("do not credit"),
    ("decision", "leave"): gettext_lazy("leave it"),
    ("decision", "accept"): gettext_lazy("confirmed"),
    ("decision", "close"): gettext_lazy("closed"),
    ("decision", "stands_as"): gettext_lazy("it is in the books"),
    ("decision", "no_invoice"): gettext_lazy("no invoice is needed"),
    ("outcome", "claimed"): gettext_lazy("not sent yet"),
    ("outcome", "sent"): gettext_lazy("not known yet"),
    ("outcome", "done"): gettext_lazy("succeeded"),
    ("outcome", "refused"): gettext_lazy("refused"),
    ("outcome", "taken"): gettext_lazy("number of somebody else"),
    ("outcome", "released"): gettext_lazy("not made"),
    ("outcome", "problems"): gettext_lazy("done, with items that need attention"),
    ("outcome", "unreachable"): gettext_lazy("not reached"),
    ("outcome", "not_allowed_in"): gettext_lazy("not let in"),
    ("outcome", "failed"): gettext_lazy("did not succeed"),
    ("trigger", "person"): gettext_lazy("a person"),
    ("trigger", "schedule"): gettext_lazy("the clock"),
    ("trigger", "terminal"): gettext_lazy("the command line"),
    ("trigger", "start"): gettext_lazy("the first start"),
}
_CHOICES: Mapping[str, Mapping[str, Text]] = {
    "lines_per": charging.LINES_PER,
    "collect": charging.COLLECT,
    "round_way": charging.WAYS,
    "round_per": charging.PER,
    "order_rounding": charging.ORDER_ROUNDING,
    "answer": ANSWERS,
    "delivery": SHORT,
}
WORDS = {
    **_WORDS,
    **{(name, word): said for name, words in _CHOICES.items() for word, said in words.items()},
}
AMOUNTS = frozenset({"net", "vat", "gross", "open_amount", "most_of_a_line", "most_of_an_invoice"})
DAYS = frozenset(
    {
        "invoice_date", "export_from", "closed_until", "exempt_from", "exempt_until", "first",
        "last", "mandate_signed_on",
    }
)  # fmt: skip
NOTHING = "–"


def name_of(what: str) -> str:
    """Return what was done in words; a code we do not know stays as it is."""
    return str(WHAT.get(what, what))


def differences(before: Mapping[str, object], after: Mapping[str, object]) -> list[str]:
    """Return a line per value: what it was and what it became."""
    lines = []
    for name in dict.fromkeys((*before, *after)):
        old, new = value(name, before.get(name)), value(name, after.get(name))
        if old != NOTHING:
            lines.append(f"{NAMES.get(name, name)}: {old} → {new}")
        elif new != NOTHING:
            lines.append(f"{NAMES.get(name, name)}: {new}")
    return lines


def value(name: str, given: object) -> str:
    """Say one value the Dutch way."""
    if given is None or given in ("", []):
        return NOTHING
    if isinstance(given, bool):
        return _("yes") if given else _("no")
    if isinstance(given, list):
        return ", ".join(map(str, given))
    text = str(given)
    if name in AMOUNTS:
        return euro(Decimal(text))
    if name in DAYS:
        return day(date.fromisoformat(text))
    return _word(name, text)


def _word(name: str, text: str) -> str:
    if name == "state" and text in STATES:
        return str(STATES[text][0])
    if name in ("kind", "refused_code", "code") and text in sentences.WORDS:
        return sentences.title(text)
    if name == "refused_code":
        return reason(text)
    return term(text) if name == "field" else str(WORDS.get((name, text), text))
