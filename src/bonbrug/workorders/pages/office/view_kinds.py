"""The two kinds of office addresses: a page to look at and fill in, and a button to press."""

from collections.abc import Callable

from django.contrib.auth.decorators import login_required
from django.http import HttpResponseBase
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from bonbrug.accounts.acts import Act
from bonbrug.accounts.routes import acts

View = Callable[..., HttpResponseBase]


def office_page(view: View, read: Act, write: Act | None = None) -> View:
    """A page for people who may `read`, and send it when they may `write`; never kept."""
    whole = require_http_methods(["GET", "HEAD", "POST"])(view)
    return acts(read, write)(never_cache(login_required(whole)))


def press(view: View, act: Act) -> View:
    """Something that happens: only by a button, never by following an address."""
    return acts(act)(never_cache(login_required(require_POST(view))))
