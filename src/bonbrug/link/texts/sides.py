"""Which of the two sides a code is about: as the facts say, or as the code itself tells."""

from collections.abc import Mapping

from bonbrug.link.texts.terms import SIDES

# Words of the two wires that only one of them has.
BOOKS = frozenset(
    (
        "call_limit", "doctype", "no_body", "not_xml", "other_action", "other_answer",
        "relation_gone", "relation_unknown", "row_cap", "soap_fault", "spoiled_row",
        "strange_element", "too_many_elements",
        "unknown_charset", "unknown_code", "unknown_operation", "wrong_charset", "wrong_value",
    )
)  # fmt: skip
WORK_ORDERS = frozenset(
    (
        "duplicate_key", "empty", "html", "not_json", "not_utf8", "other_work_order",
        "too_many_values", "wrong_type",
    )
)  # fmt: skip


def side_of(code: str, facts: Mapping[str, object]) -> str:
    """Return ``books``, ``work_orders`` or ''; it stands in the facts, or the code is of one."""
    named = str(facts.get("side", ""))
    if named in SIDES and named:
        return named
    if code in BOOKS or code.startswith(("E0", "CREL", "CFACT", "CMUT")):
        return "books"
    return "work_orders" if code in WORK_ORDERS or code.isdigit() else ""
