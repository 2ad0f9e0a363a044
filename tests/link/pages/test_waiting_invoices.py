"""Invoices that wait for a yes stand at Te doen as they would be, with what is asked."""

import re
from dataclasses import replace
from datetime import time
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bonbrug.accounts.models import Membership, User
from bonbrug.link import actions
from bonbrug.link.models import ExportJob, Item, Proposal
from bonbrug.sync.model.records import WorkOrder, WorkPeriod
from bonbrug.values.clock import system_clock
from tests.fakes.linked import Linked, make_linked
from tests.fakes.world import START, work_order

pytestmark = pytest.mark.django_db
SHIFT = WorkPeriod(START.date(), 60, "UUR", employee="101", begin=time(9), end=time(10))


@pytest.fixture
def linked(monkeypatch: pytest.MonkeyPatch) -> Linked:
    return make_linked(monkeypatch)


@pytest.fixture
def page(linked: Linked, client: Client) -> Client:
    user = User.objects.create_user(username="kantoor@demo.example", email="kantoor@demo.example")
    Membership.objects.create(user=user, organisation=linked.connection.organisation, role="owner")
    client.force_login(user)
    client.cookies["django_language"] = "nl"
    return client


def doubtful(row: int = 1) -> WorkOrder:
    """The same hours twice; each row is another employee's work, with other material."""
    mine = replace(SHIFT, employee=str(100 + row))
    used = replace(work_order().materials[0], quantity=Decimal(row))
    return work_order(str(row), periods=(mine, mine), materials=(used,))


def to_do(page: Client, linked: Linked) -> str:
    return page.get(f"/koppeling/{linked.connection.pk}/te-doen/").content.decode()


def decide(page: Client, linked: Linked, word: str) -> str:
    item = Item.objects.get(closed_at=None)
    address = f"/koppeling/{linked.connection.pk}/te-doen/{item.pk}/"
    return page.post(address, {"besluit": word}, follow=True).content.decode()


def test_every_line_with_its_vat_and_the_total_stand_beside_the_question(
    page: Client, linked: Linked
) -> None:
    linked.world.add(doubtful())
    linked.done()
    text = to_do(page, linked)
    gross = Proposal.objects.get().body["lines"]
    assert gross
    for words in (
        "1 factuur wacht op uw akkoord", "Dezelfde uren twee keer", "De factuur zoals hij wordt",
        "Bedrag excl. btw", "Totaal incl. btw", "Zo factureren", "Niet factureren",
        "/werkbonnen/rij/1000001/1/",
    ):  # fmt: skip
        assert words in text


def test_the_line_that_is_asked_about_is_marked(page: Client, linked: Linked) -> None:
    (material,) = work_order("1").materials
    many = replace(material, quantity=Decimal(5000), total=None)
    linked.world.add(work_order("1", materials=(many,)))
    linked.done()
    text = to_do(page, linked)
    assert "is-asked" in text
    assert text.count("is-asked") == 1


def test_a_yes_makes_the_invoice_and_a_no_does_not(page: Client, linked: Linked) -> None:
    linked.world.add(doubtful())
    linked.done()
    text = decide(page, linked, "niet-factureren")
    assert "Er wordt geen factuur van gemaakt" in text
    linked.later()
    job = ExportJob.objects.get()
    assert (job.state, linked.kinds()) == ("declined", [])
    address = f"/koppeling/{linked.connection.pk}/werkbonnen/"
    assert f"{address}{job.pk}/toch/" in page.get(address).content.decode()
    assert "toch factureren?" in page.get(f"{address}{job.pk}/toch/").content.decode()
    assert ExportJob.objects.get().state == "declined"
    page.post(f"{address}{job.pk}/toch/")
    linked.later()
    decide(page, linked, "zo-factureren")
    linked.later()
    assert ExportJob.objects.get().state == "settled"
    assert "Niets te doen" in to_do(page, linked)


def test_an_invoice_of_other_circumstances_is_not_shown(page: Client, linked: Linked) -> None:
    linked.world.add(doubtful())
    linked.done()
    Proposal.objects.update(circumstances="other")
    text = to_do(page, linked)
    assert "Totaal incl. btw" not in text
    assert "staat hier de factuur zoals hij wordt" in text


def test_all_without_a_question_go_with_one_press(page: Client, linked: Linked) -> None:
    for row in (1, 2, 3):
        linked.world.add(doubtful(row))
    linked.done()
    first, second, _ = Item.objects.order_by("pk")
    Item.objects.filter(pk__in=[first.pk, second.pk]).update(kind="check_every_invoice")
    assert "Alle 2 zonder vragen factureren" in to_do(page, linked)
    page.post(f"/koppeling/{linked.connection.pk}/te-doen/zonder-vragen/")
    linked.later()
    assert linked.kinds() == ["hours_twice"]
    states = ExportJob.objects.order_by("row_id").values_list("state", flat=True)
    assert list(states) == ["settled", "settled", "refused"]
    assert actions.approve_clean(linked.connection, None, linked.now) == 0


@pytest.mark.parametrize(
    "hidden", [{"refused_code": "no_vat_code"}, {"refused_fingerprint": "other"}]
)
def test_what_the_press_does_not_show_is_not_approved(
    page: Client, linked: Linked, hidden: dict[str, str]
) -> None:
    linked.world.add(doubtful(1))
    linked.world.add(doubtful(2))
    linked.done()
    Item.objects.update(kind="check_every_invoice")
    shown, other = ExportJob.objects.order_by("pk")
    ExportJob.objects.filter(pk=other.pk).update(**hidden)
    assert "1 zonder vragen factureren" in to_do(page, linked)
    assert actions.approve_clean(linked.connection, None, linked.now) == 1
    approved = ExportJob.objects.exclude(approved_fingerprint="")
    assert list(approved) == [shown]
    assert Item.objects.get(closed_at=None).job == other


def test_trying_again_is_about_the_question_that_can_be_looked_up(
    page: Client, linked: Linked
) -> None:
    linked.world.add(doubtful())
    linked.done()
    first = Item.objects.get()
    looked_up = Item.objects.create(
        connection=linked.connection, job=first.job, kind="relation_other_company",
        subject="WB-00001", opened_at=linked.now, last_seen_at=linked.now,
    )  # fmt: skip
    (target,) = re.findall(r'value="opnieuw" formaction="([^"]+)"', to_do(page, linked))
    text = page.post(target, {"besluit": "opnieuw"}, follow=True).content.decode()
    assert "De volgende keer wordt het opnieuw geprobeerd" in text
    assert list(Item.objects.filter(closed_at=None)) == [first]
    assert looked_up.pk != first.pk


def test_more_invoices_cost_no_more_questions_to_the_database(
    page: Client, linked: Linked, monkeypatch: pytest.MonkeyPatch
) -> None:
    moment = system_clock()  # no minute passes, after which the session is noted
    monkeypatch.setattr("bonbrug.site.idle_sessions.system_clock", lambda: moment)
    counts = []
    to_do(page, linked)
    for rows in (range(1, 3), range(3, 13)):
        for row in rows:
            linked.world.add(doubtful(row))
        linked.later()
        with CaptureQueriesContext(connection) as asked:
            to_do(page, linked)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_the_lines_of_the_first_are_shown_and_of_the_others_on_request(
    page: Client, linked: Linked
) -> None:
    for rows in (range(1, 3), range(3, 13)):
        for row in rows:
            linked.world.add(doubtful(row))
        linked.later()
    text = to_do(page, linked)
    assert text.count("stacks proposed") == 10
    last = ExportJob.objects.order_by("pk").last()
    assert last
    assert f'href="?bon={last.pk}#werkbon-{last.pk}"' in text
    asked = page.get(f"/koppeling/{linked.connection.pk}/te-doen/?bon={last.pk}").content.decode()
    assert asked.count("stacks proposed") == 11
    assert f'href="?bon={last.pk}#werkbon-{last.pk}"' not in asked
