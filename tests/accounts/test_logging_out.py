"""Logging out takes along what the browser kept for this person."""

import pytest
from django.test import Client

from bonbrug.accounts.actions import add_person


@pytest.mark.django_db
def test_logging_out_empties_what_the_browser_kept() -> None:
    browser = Client()
    user = add_person("kantoor@voorbeeld.example")
    browser.force_login(user, "django.contrib.auth.backends.ModelBackend")
    answer = browser.post("/uitloggen/")
    assert answer.headers["Clear-Site-Data"] == '"storage"'
    assert answer["Location"] == "/inloggen/"
    assert "_auth_user_id" not in browser.session
