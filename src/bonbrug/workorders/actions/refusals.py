"""Why something was not done, in words that say which record and what to do."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from bonbrug.values.number_text import told
from bonbrug.workorders.actions.field_names import field_name

_SENTENCES: dict[str, Callable[[], str]] = {
    "field_missing": lambda: _("%(field)s is not filled in. Fill it in and save again."),
    "too_long": lambda: _("%(field)s is longer than %(limit)s characters. Make it shorter."),
    "not_a_text": lambda: _("%(field)s holds a character that cannot be kept. Type it again."),
    "amount_too_fine": lambda: _(
        "%(field)s has more than %(places)s decimals, or is too large. Write it shorter."
    ),
    "code_in_use": lambda: _("%(code)s already exists. Choose another one."),
    "company_id_in_use": lambda: _("Company number %(company_id)s is taken. Choose another one."),
    "company_id_shape": lambda: _("A company number has 7 digits; %(company_id)s has not."),
    "package_unknown": lambda: _("The package %(package)s cannot be linked here."),
    "already_ordered": lambda: _("The link with %(package)s was ordered before; its token stays."),
    "token_in_use": lambda: _("This token is in use. Order the link again."),
    "has_work_orders": lambda: _(
        "%(name)s has %(count)s work orders that are not settled. Settle them first."
    ),
    "number_in_use": lambda: _("Work order %(number)s already exists. Choose another number."),
    "number_alike": lambda: _(
        "Number %(number)s differs from %(other)s by capitals or spaces only. Choose another one."
    ),
    "already_at_work": lambda: _(
        "It is %(status)s here and holds something else. Nothing was stored; change it in the"
        " office, or leave it out."
    ),
    "twice_in_post": lambda: _("It stands here twice, with different contents. Keep one."),
    "in_period": lambda: _("hours, line %(place)s: %(problem)s"),
    "in_line": lambda: _("material, line %(place)s: %(problem)s"),
    "order_nr_in_use": lambda: _("The order number %(order_nr)s exists. Try again."),
    "wrong_status": lambda: _(
        "Work order %(name)s is %(status)s; this can only be done when it is %(needed)s."
    ),
    "no_address": lambda: _(
        "Work order %(name)s has no street and city. Fill in the work address first."
    ),
    "gone": lambda: _("Work order %(name)s does not exist any more."),
    "unknown_status": lambda: _("%(status)s is not a status of a work order."),
    "employee_unknown": lambda: _(
        "Employee number %(number)s is not in the list. Add the employee, or check the number."
    ),
    "employee_inactive": lambda: _("Employee %(number)s is not active. Make the employee active."),
    "code_wrong": lambda: _(
        "The link code is not right, was used or is older than 15 minutes. Ask for a new one."
    ),
    "not_your_work_order": lambda: _("Work order %(name)s was given to somebody else."),
    "no_employee": lambda: _("Work order %(name)s has no employee. Choose one first."),
    "end_before_begin": lambda: _(
        "The hours from %(begin)s to %(end)s are less than the break. Check the times."
    ),
    "signature_missing": lambda: _("Work order %(name)s is not signed. Let the customer sign."),
    "signature_required": lambda: _(
        "Work order %(name)s needs a signature: that is how your company set it. Let the customer"
        " sign on the tablet, or change it under Settings > Company."
    ),
    "too_many_minutes": lambda: _("%(field)s goes from 0 to %(limit)s minutes. Fill in less."),
    "already_sent": lambda: _(
        "Work order %(name)s was sent already and cannot be taken back any more. Change it in the"
        " office, or call who makes the invoices."
    ),
    "signer_missing": lambda: _("Write the name of the person who signs work order %(name)s."),
    "signature_too_large": lambda: _("The signature is too large. Clear it and sign again."),
    "signature_not_png": lambda: _("The signature is not a PNG picture. Clear it and sign again."),
    "quantity_zero": lambda: _("The quantity of %(material)s is zero. Fill in a quantity."),
    "discount_range": lambda: _("A discount goes from 0 to 100 percent. Fill in another one."),
    "discount_unread": lambda: _("%(given)s is not a discount. Send a percentage, such as 10."),
    "discount_differs": lambda: _(
        "The price of %(material)s is %(price)s and its original price %(original)s, with"
        " %(percentage)s percent discount. These do not fit; send one price, or the right ones."
    ),
    "records_invalid": lambda: _("Nothing was imported. What is not right (%(count)s):"),
    "no_records": lambda: _(
        "Nothing was imported: the file is not a JSON list of work orders, in UTF-8."
    ),
    "malformed": lambda: _(
        "What the tablet sent (%(part)s) is not understood here. Ask the employee what was meant."
    ),
    "unknown_kind": lambda: _(
        "The tablet sent something that is not known here yet. Ask the employee what was meant."
    ),
    "not_on_this_tablet": lambda: _(
        "This work order is not on this tablet any more. What was written waits in the office."
    ),
    "not_takeable": lambda: _("This cannot be taken over. Do it on the work order yourself."),
    "line_not_made": lambda: _(
        "The line that this is about was not written. Look at what the office has to decide first."
    ),
    "signed_for_other": lambda: _(
        "The customer signed for something else than what is on work order %(name)s now. Nothing"
        " was sent; let the customer sign again."
    ),
    "not_valid": lambda: "%(sentences)s",
    "not_empty": lambda: _("Nothing was deleted. Say which records."),
}


class Refused(Exception):
    """An act that was certainly not done; `code` for programs, `str()` for people."""

    def __init__(self, code: str, /, **facts: object) -> None:
        self.code = code
        self.facts = facts
        super().__init__(code)

    def __str__(self) -> str:
        words = told(self.facts)
        if "field" in words:
            name = field_name(str(words["field"]))
            words["field"] = name[:1].upper() + name[1:]
        return _SENTENCES[self.code]() % words

    def for_log(self) -> str:
        """Return the code and the names of its facts, without what customers typed."""
        return f"{self.code} ({', '.join(sorted(self.facts))})"
