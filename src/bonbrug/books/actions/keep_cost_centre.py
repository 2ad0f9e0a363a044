"""Add, change and delete cost centres."""

from django.db import transaction

from bonbrug.books.actions.column_limits import check_lengths
from bonbrug.books.actions.locking import locked
from bonbrug.books.actions.refusals import Refused
from bonbrug.books.models import Administration, CostCentre, EntryLine, InvoiceLine


def add_cost_centre(
    administration: Administration, description: str, parent: CostCentre | None = None
) -> CostCentre:
    """Make a cost centre, perhaps within another one."""
    with transaction.atomic():
        return _write(CostCentre(administration=locked(administration)), description, parent)


def change_cost_centre(
    centre: CostCentre, description: str, parent: CostCentre | None = None
) -> CostCentre:
    """Replace name and place of a cost centre."""
    with transaction.atomic():
        locked(centre.administration_id)
        return _write(centre, description, parent)


def delete_cost_centre(centre: CostCentre) -> None:
    """Delete a cost centre that nothing was counted for."""
    with transaction.atomic():
        books = locked(centre.administration_id)
        invoiced = InvoiceLine.objects.filter(invoice__administration=books, cost_centre=centre.pk)
        booked = EntryLine.objects.filter(entry__administration=books, cost_centre=centre.pk)
        count = centre.children.count() or invoiced.count() or booked.count()
        if count:
            raise Refused("cost_centre_in_use", centre=centre.description, count=count)
        centre.delete()


def _write(centre: CostCentre, description: str, parent: CostCentre | None) -> CostCentre:
    centre.description, centre.parent = description.strip(), parent
    if not centre.description:
        raise Refused("cost_centre_missing")
    check_lengths(centre, ["description"])
    others = centre.administration.cost_centres.exclude(pk=centre.pk)
    if others.filter(description=centre.description).exists():
        raise Refused("cost_centre_taken", centre=centre.description)
    _refuse_circle(centre)
    centre.save()
    return centre


def _refuse_circle(centre: CostCentre) -> None:
    above = centre.parent
    while above is not None:
        if above.pk == centre.pk:
            raise Refused("cost_centre_in_itself", centre=centre.description)
        above = above.parent
