"""The end of the paper: who signed, when, with which drawing, and the code of it; in Dutch."""

from bonbrug.ui.templatetags.ui import moment
from bonbrug.workorders.documents.signature import Check
from bonbrug.workorders.models import WorkOrder

GROUP = 4  # digits of a code that stand together
PARTS = {"periods": "de uren", "materials": "de materialen", "discount": "de korting",
         "charged_minutes": "de uren die worden berekend", "finished": "of het werk klaar is",
         "signed": "de handtekening"}  # fmt: skip
OTHER_PART = "de gegevens van de opdracht"


def signature_part(order: WorkOrder, check: Check | None, drawing: bytes) -> dict[str, object]:
    """Return the notice at the top, the box with the signature, and the code."""
    return {
        "notice": _notice(order, check),
        "signed": _signed(order, drawing),
        "code": in_groups(order.signed_code) if check else [],
        "code-words": _about_code(order, check),
    }


def in_groups(code: str) -> list[str]:
    """Cut a code in groups that can be read aloud."""
    return [code[start : start + GROUP].upper() for start in range(0, len(code), GROUP)]


def _notice(order: WorkOrder, check: Check | None) -> str:
    if order.signed_at is None:
        if order.is_open:
            return "Concept: deze werkbon is nog niet ondertekend."
        return "Deze werkbon is afgerond zonder handtekening."
    if check is None or check.unchanged:
        return ""
    if not check.kept:
        return "Let op: wat bij het ondertekenen is bewaard, hoort niet meer bij de controlecode."
    parts = dict.fromkeys(PARTS.get(one.part, OTHER_PART) for one in check.differences)
    changed = ", ".join(parts)
    return (
        f"Let op: na het ondertekenen is deze werkbon gewijzigd ({changed}). "
        "De controlecode hoort bij wat is ondertekend."
    )


def _signed(order: WorkOrder, drawing: bytes) -> dict[str, object]:
    return {
        "drawing": list(drawing),
        "alt": f"Handtekening van {order.signer_name}",
        "instead": _instead(order),
        "facts": _facts(order),
    }


def _instead(order: WorkOrder) -> str:
    if order.signature:
        return "De tekening kan niet worden afgedrukt."
    if order.signed_at:
        return "Akkoord gegeven zonder tekening."
    return "Nog niet ondertekend" if order.is_open else "Zonder handtekening"


def _facts(order: WorkOrder) -> list[tuple[str, str]]:
    if order.signed_at:
        return [("Naam", order.signer_name), ("Ondertekend op", moment(order.signed_at))]
    return [("Naam", ""), ("Datum", "")] if order.is_open else []


def _about_code(order: WorkOrder, check: Check | None) -> str:
    if order.signed_at is None:
        return ""
    if check is None:
        return "Van deze handtekening is geen controlecode bewaard."
    return (
        f"Met deze code kan {order.company.name} nagaan of deze werkbon is ondertekend, "
        "en of er sindsdien iets is veranderd."
    )
