"""What was there before there was another way than post: agreements, intents and what waits."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from bonbrug.link import actions
from bonbrug.link.models import Connection, Intent, Proposal
from bonbrug.link.store.agreements import agreements
from bonbrug.sync.fingerprints import invoice_fingerprint
from bonbrug.sync.model.agreements import NO_MANDATE, CustomerAgreement
from bonbrug.sync.model.records import BY_POST
from bonbrug.sync.model.serializers import invoice_from_json, invoice_to_json
from bonbrug.values.delivery import DeliveryKind
from tests.sync.model.test_recorded_fingerprints import INVOICE
from tests.upgrading import at_version, to_newest

pytestmark = pytest.mark.django_db(transaction=True)
BEFORE = ("link", "0021_taking_back")
NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)


@pytest.fixture
def then() -> Iterator[Any]:
    """The models of the version before; afterwards the tables are those of now."""
    yield at_version(BEFORE)
    to_newest()


def linked(then: Any) -> Any:
    firm = then.get_model("accounts", "Organisation").objects.create(name="Demo BV")
    return then.get_model("link", "Connection").objects.create(
        organisation=firm,
        name="Demo BV",
        company_id="1000001",
        created_at=NOW,
        settings_version=3,
    )


def test_a_link_of_before_goes_on_sending_by_post(then: Any) -> None:
    pk = linked(then).pk
    to_newest()
    kept = actions.choices_of(Connection.objects.get(pk=pk))
    assert (kept.delivery, kept.mail_text, kept.version) == (DeliveryKind.POST, "", 3)


def test_an_agreement_of_before_says_nothing_of_it_and_counts_as_it_did(then: Any) -> None:
    connection = linked(then)
    rows = then.get_model("link", "CustomerAgreement").objects
    rows.create(connection=connection, key="test1", code="TEST1", minimum_minutes=60)
    to_newest()
    (kept,) = agreements(connection.pk).values()
    assert (kept.delivery, kept.mandate) == (None, NO_MANDATE)
    assert kept == CustomerAgreement(minimum_minutes=60)
    assert kept.parts == ["None", "None", "60", "None", "None", "False", "''", "''"]


def test_what_was_claimed_and_what_waits_are_read_as_post_with_the_same_fingerprint(
    then: Any,
) -> None:
    connection = linked(then)
    jobs = then.get_model("link", "ExportJob").objects
    job = jobs.create(connection=connection, row_id="1", seen_at=NOW, state="intended")
    body = invoice_to_json(INVOICE)
    then.get_model("link", "Intent").objects.create(
        connection=connection, job=job, number="2018011", marker="m", body=body, epoch=1,
        body_fingerprint="e36b3328ed460d05def4da5ba43ff383", settings_version=3,
        invoice_date=INVOICE.day,
    )  # fmt: skip
    then.get_model("link", "Proposal").objects.create(job=job, body=body, circumstances="c" * 32)
    to_newest()
    intent, proposal = Intent.objects.get(), Proposal.objects.get()
    read = invoice_from_json(intent.body)
    assert read.delivery == BY_POST
    assert invoice_fingerprint(read) == intent.body_fingerprint
    assert invoice_from_json(proposal.body) == read
