"""What the owner of a browser calls it."""

from django.utils.translation import gettext as _

BROWSERS = {"Edg": "Edge", "OPR": "Opera", "Firefox": "Firefox", "Chrome": "Chrome"}
BROWSERS["Safari"] = "Safari"  # after Chrome, which says that it is Safari too
SYSTEMS = {"Android": "Android", "iPhone": "iPhone", "iPad": "iPad", "Windows": "Windows"}
SYSTEMS |= {"Mac OS": "macOS", "Linux": "Linux"}


def browser_name(agent: str) -> str:
    """Return a few words for a User-Agent, such as ``Firefox, Windows``."""
    found = [
        next((name for word, name in names.items() if word in agent), "")
        for names in (BROWSERS, SYSTEMS)
    ]
    return ", ".join(filter(None, found)) or _("Unknown browser")
