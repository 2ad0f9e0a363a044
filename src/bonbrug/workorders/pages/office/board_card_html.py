"""The HTML of a card. A board has hundreds, and a template takes longer over each."""

from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from bonbrug.workorders.pages.office.board_cards import Card

SHOWN = (
    '<b class="when">{when}</b><a class="to" href="{url}"><span class="name">{customer}</span></a>'
    '<span class="where">{where}</span><span class="state">{state} <small>{name}</small></span>'
    "{notes}"
)
FIXED = '<li class="job job-{colour}" id="bon-{pk}">' + SHOWN + "</li>"
MOVABLE = (
    '<li class="job job-{colour}" id="bon-{pk}" data-card="{name}, {customer}" data-who="{who}"'
    ' data-day="{day}" data-begin="{begin}" data-long="{length}">' + SHOWN + '<button type="button"'
    ' class="grip" id="grip-{pk}" aria-describedby="bord-how"><span aria-hidden="true">⠿</span>'
    '<span class="visually-hidden">{pick_up} {name}</span></button>'
    '<a class="move" href="{move_url}">{move}<span class="visually-hidden"> {name}</span></a></li>'
)
NOTE = '<span class="note">{}</span>'


class CardHtml:
    """Draws the cards of one board, in one language."""

    def __init__(self) -> None:
        # Escaped once, for all cards.
        words = {"pick_up": _("Lift"), "move": _("Move")}
        self._words = {name: conditional_escape(word) for name, word in words.items()}

    def draw(self, card: Card) -> SafeString:
        """Return a card; one that cannot be moved has no handle and no link to the form."""
        job = card.job
        facts = {
            "pk": job.pk,
            "name": job.name,
            "customer": job.customer_name,
            "where": " · ".join(filter(None, (job.customer_city, job.what))),
            "notes": format_html_join("", NOTE, ((n,) for n in card.notes)) if card.notes else "",
            "colour": card.colour,
            "url": card.url,
            "when": card.when,
            "state": card.state,
        }
        if not card.can_move:
            return format_html(FIXED, **facts)
        return format_html(MOVABLE, **facts, **self._words, **_for_moving(card))


def _for_moving(card: Card) -> dict[str, object]:
    """Return what the form would show of it, and where the form is."""
    job = card.job
    return {
        "who": "" if job.employee is None else job.employee,
        "day": job.work_date.isoformat() if job.work_date else "",
        "begin": card.begin,
        "length": card.length,
        "move_url": card.move_url,
    }
