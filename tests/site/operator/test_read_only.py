"""While everything is read only each page is shown, and whatever would change something is not."""

import re
from argparse import Namespace
from collections.abc import Iterator

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bonbrug.accounts import read_only
from bonbrug.accounts.actions import add_person
from bonbrug.accounts.acts import Act
from bonbrug.accounts.models import SecurityEvent, User
from bonbrug.accounts.security.kinds import Kind
from bonbrug.jobs import task_queue
from bonbrug.link.actions import synchronise
from bonbrug.link.models import Connection, Run
from bonbrug.site import cli, serving
from bonbrug.site.arguments import parser
from bonbrug.site.commands import read_only as command
from bonbrug.site.database import CannotOpen
from bonbrug.site.health.pages import ADDRESSES
from bonbrug.site.read_only import STILL
from bonbrug.values.clock import system_clock
from bonbrug.workorders.models import WorkOrder
from tests.proofs.roles.records import everything, parts
from tests.proofs.roles.routes import Route, routes
from tests.site.filled_lists import Filled

pytestmark = [pytest.mark.postgres, pytest.mark.django_db, pytest.mark.timeout(600)]
ROAD = "/beheer/alleen-lezen/"
LONG = "vier woorden zonder verband"
WRITES = re.compile(r'^(?:INSERT INTO|UPDATE|DELETE FROM) "?(\w+)"?')
# Sessions and the security log go on, and so does who guesses wrong.
GOES_ON = {
    "django_session", "usersessions_usersession", "accounts_securitychain",
    "accounts_securityevent", "accounts_wrongguesses",
}  # fmt: skip


@pytest.fixture
def firm() -> Filled:
    return everything()


@pytest.fixture
def owner(firm: Filled) -> Client:
    """Return the browser of an owner who runs the program as well."""
    person = firm.books.organisation.memberships.filter(role="owner").first()
    user = person.user if person else add_person("eva@example.com")
    User.objects.filter(pk=user.pk).update(is_operator=True)
    if person is None:
        firm.books.organisation.memberships.create(user=user, role="owner")
    client = Client(raise_request_exception=False)
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    client.get("/")
    return client


def addresses(firm: Filled) -> Iterator[tuple[Route, str]]:
    order = WorkOrder.objects.filter(archived=False).earliest("pk").pk
    for route in routes():
        known = parts(route.house, route.name, firm, order)
        yield route, "/" + route.text % {name: known[name] for name in route.parts}


def written(asked: CaptureQueriesContext) -> set[str]:
    found = (WRITES.match(query["sql"]) for query in asked.captured_queries)
    return {match[1] for match in found if match} - GOES_ON


def test_every_page_is_shown_as_before_and_changes_nothing(firm: Filled, owner: Client) -> None:
    tried = wrong = 0
    told = []
    for route, address in addresses(firm):
        if route.name in STILL:
            continue
        before = owner.get(address).status_code
        read_only.turn_on(system_clock())
        with CaptureQueriesContext(connection) as asked:
            answer = owner.get(address)
            b"".join(answer)
        tried += 1
        if answer.status_code != before or written(asked):
            wrong += 1
            told.append((address, before, answer.status_code, written(asked)))
        read_only.turn_off(system_clock())
    assert tried > 150
    assert not wrong, told


def test_every_form_is_refused_with_when_to_come_back(firm: Filled, owner: Client) -> None:
    read_only.turn_on(system_clock())
    told, tried = [], 0
    for route, address in addresses(firm):
        assert route.said
        if address[1:] in ADDRESSES:  # of health: these answer before all else, and read only
            continue
        if route.name in STILL or route.said.write is Act.USE_PROGRAM:
            continue
        with CaptureQueriesContext(connection) as asked:
            answer = owner.post(address)
        tried += 1
        if answer.status_code != 503 or answer["Retry-After"] != "300" or written(asked):
            told.append((address, answer.status_code, written(asked)))
    assert tried > 150
    assert not told


def test_what_was_typed_stays_and_the_page_says_so(desk: Client) -> None:
    read_only.turn_on(system_clock())
    sent = {"name": "Nieuw", "owner": "eva@example.com", "draft": "0" * 32}
    answer = desk.post("/beheer/bedrijven/nieuw/", sent)
    assert answer.status_code == 503
    assert "Nothing was saved" in answer.content.decode()
    assert "what you typed stays in this browser" in answer.content.decode()
    assert "bonbrug_saved" not in answer.cookies


def test_somebody_logs_in_reads_and_logs_out(client: Client) -> None:
    add_person("eva@example.com", LONG)
    read_only.turn_on(system_clock())
    answer = client.post("/inloggen/", {"username": "eva@example.com", "password": LONG})
    assert answer["Location"] == "/"
    assert client.get("/").status_code == 200
    assert client.post("/uitloggen/").status_code == 302
    assert SecurityEvent.objects.filter(kind=Kind.SIGNED_IN).exists()


def due(firm: Filled) -> Connection:
    link = firm.link
    link.activated_on, link.due_at = system_clock().date(), system_clock()
    link.save()
    return link


def test_no_run_begins_and_its_turn_stays(firm: Filled) -> None:
    link = due(firm)
    before = Run.objects.count()
    read_only.turn_on(system_clock())
    assert synchronise(link.pk, "worker", system_clock, "schedule") is None
    assert Run.objects.count() == before
    assert Connection.objects.get(pk=link.pk).due_at == link.due_at


def test_a_worker_writes_nothing_and_goes_on_afterwards(firm: Filled) -> None:
    task_queue.forget()
    link = due(firm)
    worker = serving.make_worker()
    read_only.turn_on(system_clock())
    with CaptureQueriesContext(connection) as asked:
        worker.tick()
        for handler in worker.handlers.values():
            handler(str(link.pk))
    assert written(asked) == set()
    assert task_queue.length() == 0
    read_only.turn_off(system_clock())
    worker.tick()
    assert task_queue.length() == 1
    task_queue.forget()


def test_the_operator_turns_it_on_and_off_and_the_log_tells(desk: Client) -> None:
    assert (
        "Everything is read only since"
        in desk.post(ROAD, {"turn": "on"}, follow=True).content.decode()
    )
    assert read_only.is_on()
    desk.post(ROAD, {"turn": "on"})
    assert desk.post(ROAD, {"turn": "off"}).status_code == 302
    assert not read_only.is_on()
    kinds = [event.kind for event in SecurityEvent.objects.filter(chain=0).order_by("sequence")]
    assert kinds[-2:] == ["read_only_began", "read_only_ended"]


def test_while_it_is_on_every_page_says_so(desk: Client) -> None:
    assert "Everything is read only for a while" not in desk.get("/").content.decode()
    read_only.turn_on(system_clock())
    assert "Everything is read only for a while" in desk.get("/").content.decode()


def asked(*words: str) -> Namespace:
    return parser().parse_args(words)


def test_the_command_says_how_it_is_and_changes_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert command.run(asked("read-only", "on", "--wait", "0")) == 0
    assert read_only.is_on()
    assert command.run(asked("read-only")) == 0
    assert command.run(asked("read-only", "off")) == 0
    assert not read_only.is_on()
    said = capsys.readouterr().out
    assert "read only since" in said
    assert "everything can be changed again" in said


@pytest.mark.parametrize(
    "words",
    [
        ("person", "eva@example.com"), ("sync",), ("keys", "rotate"), ("demo",),
        ("organisations", "make", "Nieuw", "--owner", "eva@example.com"),
        ("verify-journal", "--forget-old"),
    ],
)  # fmt: skip
def test_a_command_that_changes_something_is_refused(words: tuple[str, ...]) -> None:
    cli._must_be_open(asked(*words))
    read_only.turn_on(system_clock())
    with pytest.raises(CannotOpen, match="read-only off"):
        cli._must_be_open(asked(*words))


@pytest.mark.parametrize("words", [("status",), ("keys",), ("organisations", "list"), ("backup",)])
def test_a_command_that_reads_goes_on(words: tuple[str, ...]) -> None:
    read_only.turn_on(system_clock())
    cli._must_be_open(asked(*words))
