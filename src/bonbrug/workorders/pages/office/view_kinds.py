"""The two kinds of office addresses: a page to look at and fill in, and a button to press."""

from collections.abc import Callable

from django.contrib.auth.decorators import login_required
from django.http import HttpResponseBase
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

View = Callable[..., HttpResponseBase]


def office_page(view: View) -> View:
    """A page for people who are logged in; never kept by a browser or proxy."""
    return never_cache(login_required(require_http_methods(["GET", "HEAD", "POST"])(view)))


def press(view: View) -> View:
    """Something that happens: only by a button, never by following an address."""
    return never_cache(login_required(require_POST(view)))
