"""What the fields for e-mail and direct debit of AddFactuur do."""

from datetime import date

import pytest

from bonbrug.books.models import Invoice, MailState
from tests.books.doors.conftest import Post

pytestmark = [pytest.mark.django_db, pytest.mark.postgres, pytest.mark.usefixtures("session")]


def _filled(name: str, text: str) -> tuple[str, str]:
    return f"<{name} />", f"<{name}>{text}</{name}>"


BY_MAIL = (
    ("<PerEmailVerzenden>false<", "<PerEmailVerzenden>true<"),
    _filled("EmailOnderwerp", "Uw factuur"),
    _filled("EmailBericht", "Hierbij."),
    _filled("EmailVanAdres", "kantoor@demo.example"),
)
BY_DEBIT = (
    ("<AutomatischeIncasso>false<", "<AutomatischeIncasso>true<"),
    _filled("IncassoIBAN", "NL91ABNA0417164300"),
    _filled("IncassoMachtigingSoort", "D"),
    _filled("IncassoMachtigingID", "M-1"),
    _filled("IncassoTnv", "Test 1"),
    _filled("IncassoPlaats", "Utrecht"),
    _filled("IncassoOmschrijvingRegel1", "Onderhoud"),
)


def test_an_invoice_that_is_to_be_mailed_waits_for_the_worker(golden: Post) -> None:
    golden("addfactuur-request-booked", *BY_MAIL)
    mail = Invoice.objects.get().mails.get()
    assert (mail.subject, mail.body, mail.from_address) == (
        "Uw factuur", "Hierbij.", "kantoor@demo.example",
    )  # fmt: skip
    assert (mail.state, mail.code) == (MailState.FAILED, "mail_no_address")  # of this relation


def test_an_invoice_that_is_to_be_collected_has_its_mandate(golden: Post) -> None:
    golden("addfactuur-request-booked", *BY_DEBIT)
    debit = Invoice.objects.get().direct_debits.get()
    assert debit.mandate is not None
    assert (debit.mandate.reference, debit.mandate.holder) == ("M-1", "Test 1")
    assert (debit.mandate.one_off, debit.mandate.used_before) == (False, True)
    assert debit.mandate.signed_on == date(2018, 9, 19)
    assert debit.text.startswith("Onderhoud ")


def test_an_invoice_that_is_only_set_ready_is_sent_nowhere(golden: Post) -> None:
    golden("addfactuur-request-ready-only")
    invoice = Invoice.objects.get()
    assert not hasattr(invoice, "letter")
    assert not invoice.mails.exists()
