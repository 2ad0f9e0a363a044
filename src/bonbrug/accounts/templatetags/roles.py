"""``opens``: whether an address leads anywhere for who looks at this page."""

from django import template

from bonbrug.accounts.menus import May

register = template.Library()


@register.filter
def opens(url: str, may: May) -> bool:
    """``{% if add_url|opens:may %}``; an address that is empty leads nowhere."""
    return bool(url) and may.opens(str(url))
