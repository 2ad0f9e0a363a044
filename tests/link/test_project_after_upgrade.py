"""What waited for a collective invoice before a job kept the project of its work order."""

from datetime import UTC, datetime

import pytest

from bonbrug.link.models import ExportJob
from bonbrug.link.store.jobs import as_job
from bonbrug.sync.states.jobs import State
from tests.upgrading import at_version, to_newest

pytestmark = pytest.mark.django_db(transaction=True)
BEFORE = ("link", "0025_credit_of_a_collective_invoice")
NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)


def test_it_waits_as_it_did_and_is_of_no_project() -> None:
    then = at_version(BEFORE)
    try:
        firm = then.get_model("accounts", "Organisation").objects.create(name="Demo BV")
        connection = then.get_model("link", "Connection").objects.create(
            organisation=firm, name="Demo BV", company_id="1000001", created_at=NOW
        )
        then.get_model("link", "ExportJob").objects.create(
            connection=connection, row_id="1", state="gathered", seen_at=NOW, collect_now=True,
            content_fingerprint="a" * 32, refused_fingerprint="b" * 32,
        )  # fmt: skip
    finally:
        to_newest()
    job = as_job(ExportJob.objects.get())
    assert (job.state, job.collect_now, job.project) == (State.GATHERED, True, "")
    assert (job.content_fingerprint, job.refused_fingerprint) == ("a" * 32, "b" * 32)
