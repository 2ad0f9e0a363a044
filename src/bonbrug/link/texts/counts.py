"""The message of a run in the log: what was counted, in the shape of the manual."""

from collections.abc import Callable, Iterator, Mapping

from django.utils.translation import ngettext, pgettext


def _relations(count: int) -> str:
    return ngettext("%(n)s relation synchronized", "%(n)s relations synchronized", count)


def _materials(count: int) -> str:
    return ngettext("%(n)s material synchronized", "%(n)s materials synchronized", count)


def _hour_types(count: int) -> str:
    return ngettext("%(n)s hour type synchronized", "%(n)s hour types synchronized", count)


def _books_relations(count: int) -> str:
    return ngettext(
        "%(n)s relation added to the books", "%(n)s relations added to the books", count
    )


def _invoices(count: int) -> str:
    return ngettext("%(n)s invoice made", "%(n)s invoices made", count)


def _credits(count: int) -> str:
    return ngettext("%(n)s invoice credited", "%(n)s invoices credited", count)


def _booked(count: int) -> str:
    return ngettext("%(n)s booked", "%(n)s booked", count)


def _settled(count: int) -> str:
    return ngettext("%(n)s work order settled", "%(n)s work orders settled", count)


def _plan_relations(count: int) -> str:
    return ngettext(
        "%(n)s relation to the work orders", "%(n)s relations to the work orders", count
    )


def _plan_materials(count: int) -> str:
    return ngettext(
        "%(n)s material to the work orders", "%(n)s materials to the work orders", count
    )


def _plan_hour_types(count: int) -> str:
    return ngettext(
        "%(n)s hour type to the work orders", "%(n)s hour types to the work orders", count
    )


def _plan_books_relations(count: int) -> str:
    return ngettext("%(n)s relation to the books", "%(n)s relations to the books", count)


def _plan_invoices(count: int) -> str:
    return ngettext("%(n)s invoice to make", "%(n)s invoices to make", count)


def _plan_by_email(count: int) -> str:
    return ngettext("%(n)s of these by e-mail", "%(n)s of these by e-mail", count)


def _plan_by_direct_debit(count: int) -> str:
    return ngettext("%(n)s of these by direct debit", "%(n)s of these by direct debit", count)


PLANNED: dict[str, Callable[[int], str]] = {
    "relations": _plan_relations,
    "materials": _plan_materials,
    "hour_types": _plan_hour_types,
    "books_relations": _plan_books_relations,
    "invoices": _plan_invoices,
    "by_email": _plan_by_email,
    "by_direct_debit": _plan_by_direct_debit,
}
PIECES: dict[str, Callable[[int], str]] = {
    "relations": _relations,
    "materials": _materials,
    "hour_types": _hour_types,
    "books_relations": _books_relations,
    "invoices": _invoices,
    "credits": _credits,
    "booked": _booked,
    "settled": _settled,
}


def counted(facts: Mapping[str, object]) -> str:
    """``{"relations": 4, "materials": 1}`` → 4 relations synchronized 1 material synchronized."""
    return " ".join(pieces(facts))


def pieces(facts: Mapping[str, object]) -> list[str]:
    """Return each count as it stands in the message, with the comma that the language wants."""
    said = list(_pieces(PIECES, facts))
    comma = pgettext("between what was counted", " ").strip()
    return [f"{piece}{comma}" for piece in said[:-1]] + said[-1:]


def planned(facts: Mapping[str, object]) -> list[str]:
    """Say what a trial run found to do, one line for each kind."""
    return list(_pieces(PLANNED, facts))


def _pieces(
    words: Mapping[str, Callable[[int], str]], facts: Mapping[str, object]
) -> Iterator[str]:
    for name, say in words.items():
        count = facts.get(name)
        if isinstance(count, int) and count:
            yield say(count) % {"n": count}
