"""Where the page without signal is: kept by a browser until anything about it changes."""

import hashlib

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language

from bonbrug.ui.drafts import person_key
from bonbrug.workorders.models import Employee
from bonbrug.workorders.pages.tablet import app_files


def shell_address(request: HttpRequest, employee: Employee) -> str:
    """Return an address that is another one for another page."""
    theme = sorted(value for name, value in request.COOKIES.items() if name.endswith("theme"))
    drawn = employee.company.signature_required
    parts = (app_files.version(), get_language(), theme, person_key(employee), drawn)
    mark = hashlib.sha256(repr(parts).encode()).hexdigest()[:16]
    query = urlencode({"versie": mark})
    return f"{reverse('workorders:tablet_without_signal')}?{query}"
