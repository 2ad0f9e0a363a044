"""Who presses the button, for the record."""

from django.http import HttpRequest

from bonbrug.accounts.models import User


def person(request: HttpRequest) -> User | None:
    """Return the user behind a request of a page that needs one."""
    return request.user if isinstance(request.user, User) else None
