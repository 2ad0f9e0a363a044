import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.test import RequestFactory

from bonbrug.accounts.models import User
from bonbrug.ui.drafts import SAVED, Drafts, person_key, unsaved
from bonbrug.ui.templatetags.ui import person

MARK = "0123456789abcdef" * 2


def answered(answer: HttpResponse, mark: str = MARK) -> HttpResponse:
    request = RequestFactory().post("/x/", {"draft": mark})
    return Drafts(lambda _request: answer)(request)


def test_the_mark_of_a_form_that_was_done_comes_back() -> None:
    assert answered(HttpResponseRedirect("/lijst/")).cookies[SAVED].value == MARK


@pytest.mark.parametrize(
    "answer",
    [
        HttpResponse("not right yet"),
        HttpResponse(status=500),
        HttpResponseRedirect("/inloggen/?next=/x/"),
        unsaved(HttpResponseRedirect("/x/")),
    ],
)
def test_the_mark_of_a_form_that_was_not_done_stays_away(answer: HttpResponse) -> None:
    done = answered(answer)
    assert SAVED not in done.cookies
    assert "X-Bonbrug-Unsaved" not in done.headers


def test_a_mark_that_no_script_of_ours_made_is_ignored() -> None:
    assert SAVED not in answered(HttpResponseRedirect("/"), "x; path=/").cookies


def test_a_door_that_read_the_body_itself_is_left_alone() -> None:
    def door(request: HttpRequest) -> HttpResponse:
        request.read()
        return HttpResponseRedirect("/")

    assert SAVED not in Drafts(door)(RequestFactory().post("/x/", {"draft": MARK})).cookies


def test_two_people_have_two_keys_that_tell_nothing() -> None:
    one, other = User(pk=1, email="a@example.com"), User(pk=2)
    assert person_key(one) != person_key(other)
    assert person_key(one) == person_key(User(pk=1))
    assert "example" not in person_key(one)
    assert person(AnonymousUser()) == ""
    assert person(None) == ""
