"""A route that declares no act is not there, and a page that asked nobody does not go out."""

from functools import partial

import pytest
from django.http import Http404, HttpRequest, HttpResponse
from django.test import RequestFactory
from django.urls import path

from bonbrug.accounts.acts import Act
from bonbrug.accounts.routes import NobodyAsked, RouteGuard, acts, declared, for_all


def page(request: HttpRequest) -> HttpResponse:
    return HttpResponse("a page")


def guarded(view: object, method: str = "GET", *, asks: bool = False) -> HttpResponse:
    """Answer as the chain of middleware does."""

    def answer(request: HttpRequest) -> HttpResponse:
        guard.process_view(request, view, (), {})
        request.__dict__["unasked"] = request.__dict__["unasked"] and not asks
        return page(request)

    guard = RouteGuard(answer)
    return guard(getattr(RequestFactory(), method.lower())("/"))


def test_a_route_without_an_act_is_not_there() -> None:
    with pytest.raises(Http404):
        guarded(page)


def test_a_page_of_a_firm_that_asked_nobody_does_not_go_out() -> None:
    view = acts(Act.SEE_BOOKS)(partial(page))
    with pytest.raises(NobodyAsked):
        guarded(view)
    assert guarded(view, asks=True).content == b"a page"


def test_a_page_for_everybody_asks_nothing() -> None:
    assert guarded(acts(Act.COME_IN)(partial(page))).status_code == 200


def test_sending_is_another_act_than_looking() -> None:
    said = declared(acts(Act.SEE_BOOKS, Act.BOOK)(partial(page)))
    assert said
    assert said.act("GET") == said.act("HEAD") == Act.SEE_BOOKS
    assert {said.act(method) for method in ("POST", "PUT", "DELETE", None)} == {Act.BOOK}


def test_addresses_of_others_are_declared_without_touching_their_views() -> None:
    (route,) = for_all([path("elders/", page)], Act.COME_IN)
    assert declared(route.callback) is not None
    assert declared(page) is None
