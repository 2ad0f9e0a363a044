"""Logging out ends the session, and not the work that a tablet in the same browser holds."""

import pytest
from django.test import Client

from bonbrug.accounts.actions import add_person


@pytest.mark.django_db
def test_logging_out_ends_the_session_and_leaves_what_a_tablet_keeps() -> None:
    browser = Client()
    user = add_person("kantoor@voorbeeld.example")
    browser.force_login(user, "django.contrib.auth.backends.ModelBackend")
    answer = browser.post("/uitloggen/")
    assert "Clear-Site-Data" not in answer.headers
    assert answer["Location"] == "/inloggen/"
    assert "_auth_user_id" not in browser.session
