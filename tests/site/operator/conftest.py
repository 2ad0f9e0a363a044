"""An operator in a browser, and a firm of which they may see how it stands and nothing else."""

import pytest
from django.test import Client

from bonbrug.accounts.actions import add_person, make_operator
from bonbrug.accounts.models import User
from tests.postbox import postbox

__all__ = ["desk", "operator", "postbox"]


@pytest.fixture
def operator(db: None) -> User:
    person = add_person("beheer@example.com", "vier woorden zonder verband")
    make_operator(person)
    return person


@pytest.fixture
def desk(operator: User) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(operator, "django.contrib.auth.backends.ModelBackend")
    return client
