"""What the app of the tablet says in its own words; they are those of the forms where it can be."""

from collections.abc import Mapping

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bonbrug.ui.forms import NumberField
from bonbrug.workorders.pages.clock_times import DurationField
from bonbrug.workorders.pages.discount_field import DiscountField
from bonbrug.workorders.pages.tablet.operations.kinds import KINDS

Words = Mapping[str, str | Promise]
OF_FORMS: Words = {
    "required": forms.Field.default_error_messages["required"],
    "ask": NumberField.default_error_messages["ask"],
    "number": NumberField.default_error_messages["number"],
    "places": NumberField.default_error_messages["places"],
    "least": NumberField.default_error_messages["least"],
    "most": DiscountField.default_error_messages["most"],
    "long": DurationField.default_error_messages["long"],
    "both_times": _("Fill in both begin and end."),
    "times_or_total": _("Fill in begin and end, or only the total."),
    "sign_box": _("Let the customer sign in the box."),
}
OF_THE_LIST: Words = {
    "waits_one": _("1 change waits"),
    "waits_many": _("%(count)s changes wait"),
    "last_sent": _("last sent %(time)s"),
    "never_sent": _("nothing was sent from here yet"),
    "unlink_one": _("1 change is not with the office yet. Unlink this tablet when it was sent."),
    "unlink_many": _(
        "%(count)s changes are not with the office yet. Unlink this tablet when they were sent."
    ),
    "of_other": _(
        "What waits was written by somebody else than who works on this tablet now. It stays"
        " here until that employee links the tablet again."
    ),
    "sign_waits": _(
        "Something of this work order was not sent yet, so it does not stand above. Wait until "
        "nothing waits, and open this page again."
    ),
    "needs_signal": _("This needs a signal. Nothing was saved; what you typed stays here."),
    "full": _(
        "This was not saved: there is no room left on this device. What you typed still stands "
        "here. Remove pictures or apps and save again."
    ),
    "not_kept": _(
        "This was not saved: the browser could not keep it on this device. What you typed still "
        "stands here. Save again; if it stays so, close the browser and open it again."
    ),
}
OF_WORK: Words = {
    "the_work": _("The work"),
    "today": _("today"),
    "order": _("Work order"),
    "hours": _("Hours"),
    "break": _("break %(minutes)s min"),
    "returned": _("returned"),
    "warranty": _("warranty: %(reason)s"),
    "less": _("%(percentage)s %% discount"),
}


def app_words() -> Words:
    """Return every sentence of the app by its name."""
    kinds = {f"kind_{name}": kind.label for name, kind in KINDS.items()}
    return {**OF_FORMS, **OF_THE_LIST, **OF_WORK, **kinds}
