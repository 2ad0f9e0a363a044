"""Trouble is mailed: at least once, at most hourly, with numbers and codes only."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from bonbrug.accounts.models import User
from bonbrug.jobs import task_queue
from bonbrug.link import actions
from bonbrug.link.models import Connection, Digest, Notice
from bonbrug.link.texts.digest import compose
from bonbrug.sync.model.failures import Refused
from tests.fakes.linked import Linked, make_linked
from tests.fakes.world import START, relation, work_order
from tests.postbox import Postbox

pytestmark = pytest.mark.django_db(transaction=True)
MINUTE = timedelta(minutes=1)
TO = ["kantoor@example.com", "baas@example.com"]


@pytest.fixture
def linked(monkeypatch: pytest.MonkeyPatch, postbox: Postbox) -> Linked:
    made = make_linked(monkeypatch)
    actions.notify(made.connection, TO, None, START)
    task_queue.forget()
    return made


def trouble(linked: Linked, row_id: str = "1") -> None:
    """Let a work order be refused."""
    linked.world.add(work_order(row_id))
    linked.world.weather.next("send_invoice", Refused("CFACT042"))
    linked.later()


def ticked(now: datetime) -> int:
    """Do what the worker does: tick, then the jobs that were sent."""
    count = actions.dispatch_digests(now)
    while job := task_queue.take(task_queue.SLOW):
        name, argument = job
        if name == "digest":
            actions.post_digest(int(argument), compose, lambda: now)
    return count


def test_an_item_and_its_notice_are_written_together(linked: Linked) -> None:
    trouble(linked)
    assert [notice.item for notice in Notice.objects.all()] == [linked.connection.items.get()]


def test_nobody_who_wants_to_hear_is_no_notice(linked: Linked) -> None:
    actions.notify(linked.connection, [], None, START)
    trouble(linked)
    assert Notice.objects.count() == 0


def test_one_mail_tells_all_items_to_all_addresses(linked: Linked, postbox: Postbox) -> None:
    trouble(linked)
    trouble(linked, "2")
    assert ticked(linked.now + MINUTE) == 1
    assert postbox.recipients == [TO]
    mail = postbox.mails[0]
    items = list(linked.connection.items.order_by("pk"))
    text = mail.get_content()
    assert mail["Subject"] == f"Bonbrug: 2 punten wachten op u (koppeling {linked.connection.pk})"
    for item in items:
        assert f"- {item.subject}: " in text
        assert f"punt {item.pk}, books_refused" in text
        assert f"item {item.pk}, books_refused" in text
    assert f"/koppeling/{linked.connection.pk}/te-doen/" in text


def test_items_of_one_run_go_together(linked: Linked, postbox: Postbox) -> None:
    trouble(linked)
    assert ticked(linked.now) == 0
    assert ticked(linked.now + MINUTE) == 1
    assert ticked(linked.now + 2 * MINUTE) == 0
    assert len(postbox.mails) == 1


def test_no_name_is_in_a_mail(linked: Linked, postbox: Postbox) -> None:
    Connection.objects.update(name="Firma Merel")
    linked.world.books.relations_["1"] = relation(name="Kanarie Zanger", email="z@example.com")
    linked.world.add(work_order(customer=relation(name="Kanarie Zanger")))
    linked.world.weather.next("send_invoice", Refused("CFACT042"))
    linked.later()
    ticked(linked.now + MINUTE)
    whole = postbox.mails[0].as_string()
    assert "Kanarie" not in whole
    assert "Merel" not in whole


def test_at_most_one_mail_an_hour(linked: Linked, postbox: Postbox) -> None:
    trouble(linked)
    ticked(linked.now + MINUTE)
    sent = linked.now + MINUTE
    trouble(linked, "2")
    assert ticked(sent + 59 * MINUTE) == 0
    assert ticked(sent + 60 * MINUTE) == 1
    assert len(postbox.mails) == 2
    assert "WB-00001" not in postbox.mails[1].get_content()


def test_what_was_solved_in_time_is_not_mailed(linked: Linked, postbox: Postbox) -> None:
    trouble(linked)
    actions.close(linked.connection.items.get(), None, linked.now)
    assert ticked(linked.now + MINUTE) == 0
    assert (postbox.mails, Notice.objects.count()) == ([], 0)


def test_a_server_that_is_down_gets_the_same_mail_when_it_is_back(
    linked: Linked, postbox: Postbox
) -> None:
    postbox.stop()
    trouble(linked)
    assert ticked(linked.now + MINUTE) == 1
    digest = Digest.objects.get()
    assert (digest.sent_at, digest.code, digest.attempts) == (None, "mail_unreachable", 1)
    assert ticked(linked.now + 3 * MINUTE) == 1
    postbox.start()
    assert ticked(linked.now + 4 * MINUTE) == 0
    assert ticked(linked.now + 20 * MINUTE) == 1
    assert [mail["Message-ID"] for mail in postbox.mails] == [digest.message_id]
    digest.refresh_from_db()
    assert digest.sent_at == linked.now + 20 * MINUTE


def test_what_happens_while_the_server_is_down_waits_for_the_next_mail(
    linked: Linked, postbox: Postbox
) -> None:
    postbox.stop()
    trouble(linked)
    ticked(linked.now + MINUTE)
    trouble(linked, "2")
    postbox.start()
    ticked(linked.now + 5 * MINUTE)
    assert ["WB-00001" in mail.get_content() for mail in postbox.mails] == [True]
    ticked(linked.now + 66 * MINUTE)
    assert ["WB-00002" in mail.get_content() for mail in postbox.mails] == [False, True]


def test_a_refusal_by_the_server_is_kept_and_tried_again(linked: Linked, postbox: Postbox) -> None:
    postbox.refuse = "451 later"
    trouble(linked)
    ticked(linked.now + MINUTE)
    assert Digest.objects.get().code == "smtp_451"
    postbox.refuse = ""
    ticked(linked.now + 10 * MINUTE)
    assert len(postbox.mails) == 1


def test_a_lost_answer_sends_the_same_mail_again(linked: Linked, postbox: Postbox) -> None:
    postbox.cut = True
    trouble(linked)
    ticked(linked.now + MINUTE)
    postbox.cut = False
    ticked(linked.now + 10 * MINUTE)
    first, second = postbox.mails
    assert first["Message-ID"] == second["Message-ID"]
    assert first.get_content() == second.get_content()


def test_a_job_that_got_lost_is_sent_again(linked: Linked, postbox: Postbox) -> None:
    trouble(linked)
    assert actions.dispatch_digests(linked.now + MINUTE) == 1
    task_queue.forget()
    assert ticked(linked.now + 2 * MINUTE) == 0
    assert ticked(linked.now + 3 * MINUTE) == 1
    assert len(postbox.mails) == 1


def test_a_doubled_job_sends_one_mail(linked: Linked, postbox: Postbox) -> None:
    trouble(linked)
    ticked(linked.now + MINUTE)
    actions.post_digest(Digest.objects.get().pk, compose, linked.clock)
    assert len(postbox.mails) == 1


@pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")
def test_a_user_name_and_password_are_given_to_the_server(
    linked: Linked, postbox: Postbox, settings: Any
) -> None:
    postbox.stop()
    options = {"authenticator": postbox.log_in, "auth_required": True}
    postbox.start(auth_require_tls=False, **options)
    settings.BONBRUG_SMTP_URL = f"smtp://bon:geheim%3A%2F%40@127.0.0.1:{postbox.port}"
    trouble(linked)
    ticked(linked.now + MINUTE)
    assert postbox.logins == [b"geheim:/@"]
    assert len(postbox.mails) == 1


@pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")
def test_a_wrong_password_is_named(linked: Linked, postbox: Postbox, settings: Any) -> None:
    postbox.stop()
    postbox.start(authenticator=postbox.log_in, auth_required=True, auth_require_tls=False)
    settings.BONBRUG_SMTP_URL = f"smtp://bon:fout@127.0.0.1:{postbox.port}"
    trouble(linked)
    ticked(linked.now + MINUTE)
    assert (Digest.objects.get().code, postbox.mails) == ("mail_login", [])


def test_a_deleted_link_sends_nothing_any_more(linked: Linked, postbox: Postbox) -> None:
    trouble(linked)
    actions.delete(linked.connection, None, linked.now)
    assert ticked(linked.now + MINUTE) == 0
    assert (postbox.mails, Notice.objects.count()) == ([], 0)


def test_without_a_mail_server_nothing_is_lost(
    linked: Linked, postbox: Postbox, settings: Any
) -> None:
    settings.BONBRUG_SMTP_URL = ""
    trouble(linked)
    assert ticked(linked.now + MINUTE) == 0
    settings.BONBRUG_SMTP_URL = postbox.url
    assert ticked(linked.now + 2 * MINUTE) == 1


def test_the_journal_tells_how_many_and_not_who(linked: Linked, postbox: Postbox) -> None:
    trouble(linked)
    ticked(linked.now + MINUTE)
    events = linked.connection.events
    assert events.get(what="notify_chosen").after == {"addresses": 2}
    assert events.get(what="digest_sent").after == {"items": 1}


def test_a_person_is_told_of_in_the_journal_by_number(linked: Linked) -> None:
    user = User.objects.create_user(username="eva@example.com")
    actions.notify(linked.connection, TO[:1], user, START)
    event = linked.connection.events.filter(what="notify_chosen").latest("sequence")
    assert (event.who, event.before) == (f"person:{user.pk}", {"addresses": 2})
