"""Verzamelfacturen: work orders of one customer that wait for each other."""

import pytest
from django.test import Client

from bonbrug.accounts.actions import add_member, add_person
from bonbrug.link.models import Connection, CustomerAgreement, Event, ExportJob
from bonbrug.sync.states.jobs import State
from tests.fakes.linked import Linked, make_linked
from tests.fakes.world import work_order

pytestmark = pytest.mark.django_db


@pytest.fixture
def waiting(monkeypatch: pytest.MonkeyPatch) -> Linked:
    """Two work orders of a customer who is invoiced once a month."""
    linked = make_linked(monkeypatch)
    agreed = {"key": "test1", "code": "TEST1", "collect": "monthly"}
    CustomerAgreement.objects.create(connection=linked.connection, **agreed)
    linked.world.add(work_order("1"), work_order("2"))
    linked.done()
    return linked


@pytest.fixture
def person(waiting: Linked, client: Client) -> Client:
    """Return a browser in which somebody of that firm is logged in."""
    user = add_person("eva@example.com")
    add_member(waiting.connection.organisation, user)
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    return client


def address(connection: Connection) -> str:
    return f"/koppeling/{connection.pk}/verzamelfacturen/"


def ids(linked: Linked) -> str:
    jobs = linked.connection.jobs.filter(state=State.GATHERED).order_by("pk")
    return ",".join(str(job.pk) for job in jobs)


def test_what_waits_stands_there_with_the_day_on_which_it_goes(
    person: Client, waiting: Linked
) -> None:
    text = person.get(address(waiting.connection)).content.decode()
    assert "WB-00001" in text
    assert "WB-00002" in text
    assert "Gaat vanzelf op 01-10-2018." in text
    assert "Factureer 2 werkbonnen nu" in text


def test_a_press_makes_one_invoice_with_the_next_run(person: Client, waiting: Linked) -> None:
    given = {"werkbonnen": ids(waiting)}
    text = person.post(address(waiting.connection), given, follow=True).content.decode()
    assert "2 werkbonnen worden één factuur" in text
    assert "Gaat mee met de volgende synchronisatie." in text
    waiting.later()
    assert len(waiting.world.books.invoices_) == 1
    numbers = ExportJob.objects.filter(collective=False).values_list("invoice_number", flat=True)
    assert len(set(numbers)) == 1
    assert set(numbers) != {""}
    assert not ExportJob.objects.exclude(state=State.SETTLED).exists()


def test_who_pressed_stands_in_the_journal(person: Client, waiting: Linked) -> None:
    person.post(address(waiting.connection), {"werkbonnen": ids(waiting)})
    assert Event.objects.filter(what="collect_now").count() == 2


def test_a_second_press_is_told_that_it_was_decided(person: Client, waiting: Linked) -> None:
    given = {"werkbonnen": ids(waiting)}
    person.post(address(waiting.connection), given)
    text = person.post(address(waiting.connection), given, follow=True).content.decode()
    assert "Hierover is al beslist." in text


def test_only_what_the_page_showed_goes(person: Client, waiting: Linked) -> None:
    shown = ids(waiting)
    waiting.world.add(work_order("3"))
    waiting.later()
    person.post(address(waiting.connection), {"werkbonnen": shown})
    assert list(ExportJob.objects.filter(collect_now=False).values_list("row_id", flat=True)) == [
        "3"
    ]


def test_a_work_order_of_another_link_does_not_go(person: Client, waiting: Linked) -> None:
    other = Connection.objects.exclude(pk=waiting.connection.pk).first()
    assert other is None
    answer = person.post(address(waiting.connection), {"werkbonnen": "999999"}, follow=True)
    assert answer.status_code == 200
    assert not ExportJob.objects.filter(collect_now=True).exists()


def test_nonsense_is_not_found(person: Client, waiting: Linked) -> None:
    answer = person.post(address(waiting.connection), {"werkbonnen": "1; drop"})
    assert answer.status_code == 404


def test_nothing_waiting_says_what_to_do(page: Client, linked: Connection) -> None:
    text = page.get(address(linked)).content.decode()
    assert "Geen werkbon wacht op een andere" in text
    assert "/klantafspraken/" in text


def test_the_page_of_a_work_order_tells_its_collective_invoice_and_what_is_paid_of_it(
    person: Client, waiting: Linked
) -> None:
    person.post(address(waiting.connection), {"werkbonnen": ids(waiting)})
    waiting.later()
    (whole,) = ExportJob.objects.filter(collective=True)
    shown = f"/koppeling/stand/{waiting.connection.company_id}/1/"
    text = person.get(shown).content.decode()
    assert f"{whole.invoice_number} · verzamelfactuur" in text
    assert "203,52" in text
    ExportJob.objects.filter(pk=whole.pk).update(open_amount=0)
    assert "203,52" not in person.get(shown).content.decode()


def test_by_project_each_project_stands_by_itself_and_waits_for_a_press(
    monkeypatch: pytest.MonkeyPatch, client: Client
) -> None:
    linked = make_linked(monkeypatch)
    agreed = {"key": "test1", "code": "TEST1", "collect": "project"}
    CustomerAgreement.objects.create(connection=linked.connection, **agreed)
    linked.world.add(work_order("1", project="P-7"), work_order("2", project="P-8"))
    linked.done()
    user = add_person("eva@example.com")
    add_member(linked.connection.organisation, user)
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    text = client.get(address(linked.connection)).content.decode()
    assert "project P-7" in text
    assert "project P-8" in text
    assert text.count("Wacht tot u het zegt.") == 2
    first = linked.connection.jobs.get(row_id="1")
    client.post(address(linked.connection), {"werkbonnen": str(first.pk)})
    linked.later()
    assert linked.connection.jobs.get(row_id="2").state == State.GATHERED
    assert len(linked.world.books.invoices_) == 1
