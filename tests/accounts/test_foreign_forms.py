"""A form that did not come from a page of ours does nothing."""

import pytest
from django.test import Client

from bonbrug.accounts.actions import add_person
from tests.proofs.hostile.roads import roads

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"
WORDS = {"username": "kantoor@demo.example", "password": "een heel lang wachtwoord"}


def test_a_form_without_its_token_is_refused_at_every_page() -> None:
    somebody = Client(enforce_csrf_checks=True)
    somebody.force_login(add_person("kantoor@demo.example"), backend=BACKEND)
    pages = [road for road in roads() if not road.door]
    assert len(pages) > 100
    for road in pages:
        address = "/" + road.text % dict.fromkeys(road.parts, "1")
        answer = somebody.post(address, {"a": "b"})
        assert answer.status_code in (403, 404, 405), address


def test_logging_in_leads_to_no_other_site() -> None:
    add_person("kantoor@demo.example", WORDS["password"])
    for other in ("https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:x()"):
        answer = Client().post("/inloggen/", {**WORDS, "next": other})
        assert (answer.status_code, answer.headers["Location"]) == (302, "/")
