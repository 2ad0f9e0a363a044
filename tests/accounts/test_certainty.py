"""Whether a mail that was not delivered may be tried again without doubling it."""

import socket
import threading
from collections.abc import Callable

import pytest
from django.core.mail import EmailMessage

from bonbrug.accounts.mailing import Undelivered, deliver
from tests.postbox import Postbox

pytestmark = pytest.mark.django_db(transaction=True)


def failure(url: str) -> Undelivered:
    mail = EmailMessage("Bonbrug", "Eén.", "bonbrug@example.com", ["kantoor@example.com"])
    with pytest.raises(Undelivered) as raised:
        deliver(url, mail)
    return raised.value


def talking(answers: list[bytes]) -> tuple[str, Callable[[], None]]:
    """Serve one line that gives these answers, one to each line, and then hangs up."""
    listening = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        line, _ = listening.accept()
        with line, line.makefile("rb") as heard:
            line.sendall(b"220 here\r\n")
            for answer in answers:
                while answer.startswith(b"(text) ") and heard.readline() != b".\r\n":
                    pass
                if not answer.startswith(b"(text) "):
                    heard.readline()
                line.sendall(answer.removeprefix(b"(text) "))

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()

    def stop() -> None:
        thread.join(timeout=5)
        listening.close()

    return f"smtp://127.0.0.1:{listening.getsockname()[1]}", stop


GREETED = [b"250 here\r\n", b"250 sender\r\n", b"250 recipient\r\n", b"354 go on\r\n"]


@pytest.mark.parametrize(
    ("answers", "certain", "final"),
    [
        (GREETED[:1], True, False),
        (GREETED[:3], False, False),  # nobody knows how far the text came
        (GREETED, False, False),
        ([*GREETED, b"(text) 451 later\r\n"], True, False),
        ([*GREETED, b"(text) 554 never\r\n"], True, True),
        ([*GREETED, b"(text) what?\r\n"], False, False),
        ([*GREETED, b"(text) " + b"2" * 9000 + b"\r\n"], False, False),
    ],
)
def test_only_an_answer_or_an_early_end_is_certain(
    answers: list[bytes], certain: bool, final: bool
) -> None:
    url, stop = talking(answers)
    told = failure(url)
    stop()
    assert (told.certain, told.final) == (certain, final)


def test_a_recipient_that_does_not_exist_is_final() -> None:
    url, stop = talking([*GREETED[:2], b"550 nobody\r\n", b"250 reset\r\n", b"221 bye\r\n"])
    told = failure(url)
    stop()
    assert (told.code, told.certain, told.final) == ("mail_addresses", True, True)


def test_a_recipient_who_is_away_for_now_is_tried_again() -> None:
    url, stop = talking([*GREETED[:2], b"450 later\r\n", b"250 reset\r\n", b"221 bye\r\n"])
    told = failure(url)
    stop()
    assert (told.code, told.certain, told.final) == ("mail_addresses", True, False)


def test_a_line_that_breaks_after_the_yes_is_a_mail_that_was_sent() -> None:
    url, stop = talking([*GREETED, b"(text) 250 taken\r\n"])
    deliver(url, EmailMessage("Bonbrug", "Eén.", "bonbrug@example.com", ["kantoor@example.com"]))
    stop()


def test_a_server_that_is_away_certainly_has_nothing(postbox: Postbox) -> None:
    postbox.stop()
    assert failure(postbox.url).certain
