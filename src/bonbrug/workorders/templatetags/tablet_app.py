"""What a page of the tablet tells its app."""

from typing import Any

from django import template
from django.http import HttpRequest

from bonbrug.workorders.models import Employee
from bonbrug.workorders.pages.tablet.app_words import app_words
from bonbrug.workorders.pages.tablet.shell_address import shell_address

register = template.Library()


@register.simple_tag
def tablet_app(request: HttpRequest, employee: Employee) -> dict[str, Any]:
    """Return the address of the page without signal, and the words of the app."""
    return {"shell": shell_address(request, employee), "words": app_words()}
