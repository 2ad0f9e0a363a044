"""Where a map shows an address, on the device at hand."""

from urllib.parse import quote

# The map app that is on the device is asked first; where there is none, a page.
ANDROID = "geo:0,0?q="
APPLE = "https://maps.apple.com/?q="
ELSEWHERE = "https://www.openstreetmap.org/search?query="
APPLE_SAYS = ("iPhone", "iPad", "Macintosh")


def map_link(street: str, place: str, agent: str) -> str:
    """Return the link for ``Dorpsstraat 1`` in ``1234 AB Ons Dorp``; '' without one of the two.

    `agent` is what the browser says of itself. Nothing is asked of the map before it is pressed.
    """
    street, place = " ".join(street.split()), " ".join(place.split())
    if not street or not place:
        return ""
    return _map_of(agent) + quote(f"{street}, {place}", safe="")


def _map_of(agent: str) -> str:
    if "Android" in agent:
        return ANDROID
    return APPLE if any(word in agent for word in APPLE_SAYS) else ELSEWHERE
